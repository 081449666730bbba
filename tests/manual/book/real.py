"""The packs as they are, read once for these tests."""

from functools import cache

from waymark.cli.places import PACKS
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library


@cache
def library() -> Library:
    return Library.read(PACKS)


def pack(area: str) -> Pack:
    return library().pack(area)


def areas() -> list[str]:
    """The areas by the names of their folders, so that tests are collected without reading a pack."""
    return sorted(path.parent.name for path in PACKS.glob("*/area.yaml"))
