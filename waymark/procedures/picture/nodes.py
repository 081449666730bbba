"""What a picture of a pathway is made of, before anything has a place on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Shape(StrEnum):
    """What a box stands for."""

    STEP = "step"
    CLOSING = "closing"
    TASK = "task"
    """Somebody is told, or something is considered."""
    ELSEWHERE = "elsewhere"
    """Another pathway, or a step of one."""
    REFERENCE = "reference"
    """A step that is drawn at another place of the picture."""
    OUTSIDE = "outside"
    """What sets off work in this pathway from outside it."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A gate in front of a step."""

    text: str
    must: bool


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A way of deciding; `port` groups the ways from which the same follows (0: nothing follows)."""

    text: str
    port: int


@dataclass(slots=True)
class Node:
    """A box."""

    shape: Shape
    title: str
    key: str = ""
    number: int = 0
    who: str = ""
    locks: tuple[Lock, ...] = ()
    cautions: tuple[str, ...] = ()
    options: tuple[OptionRow, ...] = ()
    tip: str = ""
    edges: list[Edge] = field(default_factory=list)


@dataclass(slots=True)
class Edge:
    """An arrow: from the box itself (port 0) or from some of its options, with the words above and below it."""

    port: int
    strength: str
    limit: str
    condition: str
    child: Node


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the picture with a heading."""

    heading: str
    roots: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole picture."""

    title: str
    subtitle: str
    bands: tuple[Band, ...]
