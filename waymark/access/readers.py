"""Who is reading or acting now: a user in one of their posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waymark.agencies.models import Post, User
from waymark.agencies.queries import posts_of
from waymark.agencies.roles import AGENCY_ROLES, ROLES, Role, Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A signed-in user in the post that they have chosen. Everything that lists or opens something starts from one."""

    person: str
    """`user:<pk>`, as events name them."""
    name: str
    post: int
    role_word: str
    agency: str
    agency_name: str
    agency_kind: str
    areas: tuple[str, ...]
    team: str = ""
    team_name: str = ""
    acts_as: tuple[str, ...] = ()
    """The packs' words for what they are; a step's own words decide which of them acts."""

    @property
    def role(self) -> Role:
        """The role, in users' words."""
        return ROLES[self.role_word]

    @property
    def area(self) -> str:
        """The area whose pages are shown first."""
        return self.areas[0] if self.areas else "national"


def readers_for(user: User, on: date) -> list[Reader]:
    """A user in each of the posts that they hold on a day, oldest first."""
    return [_reader(user, post) for post in posts_of(user, on)]


def reader_for(user: User, post_id: int | None, on: date) -> Reader | None:
    """A user in one of their posts. With no `post_id`, in the only one that they hold. None: no such post on that day, or several to choose from."""
    held = readers_for(user, on)
    if post_id is None:
        return held[0] if len(held) == 1 else None
    return next((one for one in held if one.post == post_id), None)


def _reader(user: User, post: Post) -> Reader:
    role = ROLES[post.role]
    # Outside children's social care a role says little; what the packs name is the agency's kind.
    by_agency = AGENCY_ROLES[post.agency.kind] if role.sees in (Sight.OWN_REFERRALS, Sight.INVOLVED) else ()
    return Reader(
        person=user.person,
        name=user.name,
        post=post.pk,
        role_word=post.role,
        agency=post.agency_id,
        agency_name=post.agency.name,
        agency_kind=post.agency.kind,
        areas=tuple(post.areas),
        team=post.team_id or "",
        team_name=post.team.name if post.team else "",
        acts_as=(*by_agency, *role.acts_as),
    )
