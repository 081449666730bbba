"""The packs whose pages can be found: those of every area in which people work."""

from __future__ import annotations

from datetime import datetime

from waymark.casefile import packs
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web.report import areas


def books_on(now: datetime) -> dict[str, Pack]:
    """Each area in which people work, with the pack that holds today, by title."""
    today = Moment.at(now).day
    return {one.slug: packs.pack_on(one.slug, today) for one in areas.areas(today)}
