"""Words for requirement ids, so that an explanation can name its source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from waymark.cli.places import PACKS


@cache
def source_words() -> Mapping[str, str]:
    """Requirement id to document and place; empty where the catalogue is not there."""
    from waymark.procedures.loading.catalogue import read_catalogue

    path = PACKS / "catalogue.yaml"
    if not path.exists():
        return {}
    return {
        one.id: f"{one.title} ({one.document}{f', lines {one.place}' if one.place else ''})"
        for one in read_catalogue(path).values()
    }
