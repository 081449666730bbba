"""Where things of a child's file are done, and the words of the requirements that pages cite."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.http import urlencode

from waymark.procedures.evaluation import DutyInstance
from waymark.procedures.loading.catalogue import read_catalogue
from waymark.web.shell import addresses
from waymark.work.holding import step_of


def step_page(slug: str, step: str, episode: str = "") -> str:
    """The page on which a step (by its full name) of a child is recorded, in an episode that is open."""
    pathway, _, short = step.partition("/")
    found = address("steps:step", slug, pathway, short)
    return f"{found}?{urlencode({'episode': episode})}" if found and episode else found


def duty_page(slug: str, one: DutyInstance) -> str:
    """The page on which what is owed is met: that of its step, or where telling or considering is recorded."""
    if step := step_of(one.duty):
        return step_page(slug, step, one.episode if step.partition("/")[0] == one.duty.pathway else "")
    found = address("steps:tell" if one.duty.tell else "steps:consider", slug)
    return f"{found}?{urlencode(_named(one, 'duty'))}" if found else ""


def waive_page(slug: str, one: DutyInstance) -> str:
    """The page on which it is recorded that something need not be kept this once; empty where the rules do not allow it."""
    found = address("steps:waive", slug) if one.duty.waive is not None else ""
    return f"{found}?{urlencode(_named(one, 'rule'))}" if found else ""


def _named(one: DutyInstance, as_: str) -> dict[str, str]:
    return {as_: one.duty.name, "episode": one.episode} | ({"member": one.member} if one.member else {})


def address(name: str, *args: str) -> str:
    """The address of a page; empty where this installation has no such part."""
    try:
        return addresses.address(name, *args)
    except NoReverseMatch:
        return ""


@cache
def source_words() -> Mapping[str, str]:
    """Requirement ids with what they ask and where that is written; empty where the catalogue is not there."""
    path = Path(settings.WAYMARK_PACKS) / "catalogue.yaml"
    if not path.exists():
        return {}
    return {
        one.id: f"{one.title} ({one.document}{f', lines {one.place}' if one.place else ''})"
        for one in read_catalogue(path).values()
    }
