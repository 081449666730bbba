"""Where things of a child's file are done, and the words of the requirements that pages cite."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from waymark.procedures.loading.catalogue import read_catalogue


def step_page(slug: str, step: str, episode: str = "") -> str:
    """The page on which a step (by its full name) of a child is recorded, in an episode that is open."""
    pathway, _, short = step.partition("/")
    found = address("steps:step", slug, pathway, short)
    return f"{found}?{urlencode({'episode': episode})}" if found and episode else found


def address(name: str, *args: str) -> str:
    """The address of a page; empty where this installation has no such part."""
    try:
        return reverse(name, args=args)
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
