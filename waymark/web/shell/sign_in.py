"""The sign-in page; in a demonstration it lists whom one can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from waymark.agencies.queries import posts_at
from waymark.agencies.roles import ROLES
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.shell.areas import title_of

#: Only addresses that cannot exist are ever listed.
DEMO_DOMAIN = "demo.invalid"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demonstration, and the address of the sign-in page with their e-mail address filled in."""

    role: str
    name: str
    where: str
    email: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one area."""

    title: str
    people: list[Person]


class SignIn(LoginView):
    """Signing in with e-mail address and password."""

    def get_initial(self) -> dict[str, Any]:
        """An address may be filled in by a link."""
        return {**super().get_initial(), "login": self.request.GET.get("login", "")}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What the page shows."""
        context = super().get_context_data(**more)
        if settings.WAYMARK_DEMO:
            context["demo_users"] = demo_users(self.request.GET.get("next", ""))
            context["demo_password"] = settings.WAYMARK_DEMO_PASSWORD
        return context


def demo_users(onwards: str) -> list[Group]:
    """Whom one can be in the demonstration, area by area, in the order of the roles."""
    order = list(ROLES)
    groups: dict[str, list[Person]] = {}
    today = Moment.at(clock.now()).day
    posts = posts_at(DEMO_DOMAIN, today)
    for post in sorted(posts, key=lambda one: (order.index(one.role), one.user.name)):
        where = f"{post.team.name}, {post.agency.name}" if post.team else post.agency.name
        query = {"login": post.user.email} | ({"next": onwards} if onwards else {})
        person = Person(
            ROLES[post.role].title,
            post.user.name,
            where,
            post.user.email,
            f"{reverse('account_login')}?{urlencode(query)}",
        )
        groups.setdefault(post.areas[0] if post.areas else "", []).append(person)
    return [Group(title_of(area, today) if area else "Everywhere", people) for area, people in sorted(groups.items())]


sign_in = SignIn.as_view()
