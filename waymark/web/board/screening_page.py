"""What the template of the screening page is given."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.http import urlencode

from waymark.agencies.queries import agencies_in, agency_names, people_by_role, teams_in
from waymark.casefile.packs import pack_on
from waymark.people.details import nhs_number_in_words
from waymark.procedures.time import Moment
from waymark.sharing.bases import BASES
from waymark.web.board.looking import Look, changes, last_look
from waymark.web.board.matching import Matching
from waymark.web.board.progress import progress
from waymark.web.board.screening import Clock, Screening
from waymark.web.file.links import address, step_page
from waymark.web.file.words import age_at
from waymark.web.shell.streams import slug_of

#: Roles in users' words to whom a child is allocated.
_WORKERS = ("social-worker", "mash-manager", "team-manager")


def context(look: Look) -> dict[str, Any]:
    """The page of one referral, without what was typed and without the live part."""
    view, match = Screening(look), Matching(look)
    since = last_look(look.scope.reader.person, look.file.streams, look.now)
    return {
        "look": look,
        "view": view,
        "match": match,
        "title": title_of(look),
        "area": view.pack.title,
        "steps": progress(view, match),
        "since": since,
        "new": changes(look, since, but=look.scope.reader.person),
        "leads": look.scope.reader.role.leads,
        **_words(look),
        **_choices(look, view),
        **_pages(look),
    }


def title_of(look: Look) -> str:
    """The child's name, or what stands for it."""
    who = look.details
    return who.name or who.preferred_name or ("Unborn child" if who.unborn else "Child not named")


def _words(look: Look) -> dict[str, Any]:
    today = Moment.at(look.now).day
    return {
        "age": age_at(look.details, today),
        "age_of": lambda one: age_at(one, today),
        "area_title": lambda area: pack_on(area, today).title if area else "",
        "nhs": nhs_number_in_words,
        "basis": lambda word: f"{BASES[word].title}. " if word in BASES else "",
        "today": {"needed-by.day": today.day, "needed-by.month": today.month, "needed-by.year": today.year},
    }


def _choices(look: Look, view: Screening) -> dict[str, Any]:
    area, today = view.pack.area, Moment.at(look.now).day
    agencies = agencies_in(area)
    people = {user.person: user.name for role in _WORKERS for user in people_by_role(area, role, today)}
    names = {one.slug: one.name for one in agencies}
    names |= agency_names({one.agency for one in view.requests} - names.keys())
    return {
        "agencies": [(one.slug, one.name) for one in agencies if one.slug != look.scope.reader.agency],
        "agency_name": lambda slug: names.get(slug, slug),
        "workers": list(people.items()),
        "teams": [(one.slug, one.name) for one in teams_in(area)],
    }


def _pages(look: Look) -> dict[str, Any]:
    slug = slug_of(look.file.stream)
    return {
        "slug": slug,
        "slug_of": slug_of,
        "step_page": partial(_step_page, look, slug),
        "tell_page": partial(_tell_page, slug),
    }


def _step_page(look: Look, slug: str, step: str, episode: str | None = None) -> str:
    return step_page(slug, step, look.episode if episode is None else episode)


def _tell_page(slug: str, clock: Clock) -> str:
    """Where it is recorded that somebody was told."""
    page = address("steps:tell", slug)
    said = {"episode": clock.owed.episode, "duty": clock.owed.duty.name, "member": clock.owed.member}
    return f"{page}?{urlencode({name: value for name, value in said.items() if value})}" if page else ""
