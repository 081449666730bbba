"""Who works where as what, and how people and agencies are called. None of this tells anything about a child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from waymark.agencies.models import Agency, Post, Team, User


def user_by_email(email: str) -> User | None:
    """The user with this address, however it is written."""
    return User.objects.filter(email=email.strip().lower()).first()


def posts_of(user: User, on: date) -> list[Post]:
    """The posts that a user holds on a day, with their agencies and teams, oldest first."""
    return list(_held(on).filter(user=user).order_by("starts", "pk"))


def every_post_of(user: User) -> list[Post]:
    """Every post that a user holds, held or will hold, newest first."""
    return list(Post.objects.filter(user=user).select_related("agency", "team").order_by("-starts", "-pk"))


def colleagues(team: str, on: date) -> list[User]:
    """Who holds a post in a team on a day, by name."""
    return list(
        User.objects.filter(posts__in=_held(on).filter(team_id=team), is_active=True).distinct().order_by("name")
    )


def people_by_role(area: str, role: str, on: date) -> list[User]:
    """Who does the work of an area in a role, by name."""
    posts = [post for post in _held(on).filter(role=role) if area in post.areas]
    found = {post.user_id: post.user for post in posts if post.user.is_active}
    return sorted(found.values(), key=lambda user: user.name)


def agencies_in(area: str) -> list[Agency]:
    """The agencies that work in an area, by name."""
    return [one for one in Agency.objects.order_by("name") if area in one.areas]


def teams_in(area: str) -> list[Team]:
    """The teams of an area, by name."""
    return list(Team.objects.filter(area=area).select_related("agency").order_by("name"))


def all_users(on: date) -> list[tuple[User, list[Post]]]:
    """Every user with the posts that they hold on a day, by name."""
    posts: dict[int, list[Post]] = {}
    for post in _held(on).order_by("starts", "pk"):
        posts.setdefault(post.user_id, []).append(post)
    return [(user, posts.get(user.pk, [])) for user in User.objects.order_by("name", "pk")]


def posts_at(domain: str, on: date) -> list[Post]:
    """The posts held on a day by users whose e-mail address is of this domain."""
    return list(_held(on).filter(user__email__endswith=f"@{domain}", user__is_active=True))


def names_of(people: Iterable[str]) -> dict[str, str]:
    """How people are called, asked at once: `user:12` -> "Montgomery Teamlead". Whoever is no user is called by the words after the colon."""
    wanted = set(people)
    numbers = {word: int(word[5:]) for word in wanted if word.startswith("user:") and word[5:].isdigit()}
    known = dict(User.objects.filter(pk__in=set(numbers.values())).values_list("pk", "name")) if numbers else {}
    return {word: known.get(numbers.get(word, 0)) or _called(word) for word in wanted}


def _called(word: str) -> str:
    """Whoever is no user of ours."""
    kind, _, name = word.partition(":")
    return "A member of the public" if kind == "public" else name.replace("-", " ") or word


def agency_names(agencies: Iterable[str]) -> dict[str, str]:
    """How agencies are called, asked at once; one that is not in the list by its short name."""
    wanted = set(agencies)
    known: Mapping[str, str] = (
        dict(Agency.objects.filter(slug__in=wanted).values_list("slug", "name")) if wanted else {}
    )
    return {slug: known.get(slug, slug) for slug in wanted}


def team_names(teams: Iterable[str]) -> dict[str, str]:
    """How teams are called, asked at once."""
    wanted = set(teams)
    known: Mapping[str, str] = dict(Team.objects.filter(slug__in=wanted).values_list("slug", "name")) if wanted else {}
    return {slug: known.get(slug, slug) for slug in wanted}


def _held(on: date) -> QuerySet[Post]:
    current = Q(starts__lte=on) & (Q(ends__isnull=True) | Q(ends__gte=on))
    return Post.objects.filter(current).select_related("agency", "team", "user")
