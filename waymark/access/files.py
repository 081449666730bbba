"""Where the files of children are kept, as the case file tells: access itself lies below it and cannot look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Under which stream a file stands (its own, or that of the file into which it is read), and which area works on it."""

    stream: str
    area: str


#: From streams to their places; a stream of which nothing is known is left out.
Places = Callable[[Sequence[str]], Mapping[str, Place]]

_source: list[Places] = []


def tell(places: Places) -> None:
    """Called once, when the program starts, by the app that knows."""
    _source[:] = [places]


def places(streams: Sequence[str]) -> Mapping[str, Place]:
    """Where these files are. Nothing is known before somebody has told: then nobody sees anything."""
    return _source[0](streams) if _source and streams else {}
