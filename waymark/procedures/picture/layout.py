"""Where every box, arrow and word of a picture stands: columns from left to right, no line across a box."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from waymark.procedures.picture.measure import width, wrap
from waymark.procedures.picture.nodes import Band, Edge, Flow, Node, Shape

TITLE, TEXT, SMALL = 14.0, 12.0, 11.0
LEADING = 1.3
BOX = 250.0
PAD = 10.0
LABEL = 186.0
GAP = 16.0
TURN = 9.0
MARGIN = 32.0
#: Room at the left of a box's first line for the number of its step.
NUMBER = 30.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where its baseline begins, relative to the box, and how it looks."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    italic: bool = False
    mark: str = ""
    """A sign before the line: "lock", "open-lock" or "care"."""


@dataclass(slots=True)
class Box:
    """A node with its size and, once laid out, its place."""

    node: Node
    column: int
    lines: list[Line] = field(default_factory=list)
    height: float = 0
    rules: list[float] = field(default_factory=list)
    """Where a thin line divides the box."""
    ports: dict[int, tuple[float, float]] = field(default_factory=dict)
    """From and to which height each port reaches, from the top of the box."""
    arrows: list[Arrow] = field(default_factory=list)
    title_at: int = 0
    """Which line is the first of the title."""
    x: float = 0
    y: float = 0

    @property
    def middle(self) -> float:
        """The height at which an arrow arrives, from the top of the box."""
        return min(self.height / 2, 60.0)


@dataclass(slots=True)
class Arrow:
    """An edge with its words in lines."""

    edge: Edge
    above: tuple[str, ...]
    below: tuple[str, ...]
    box: Box
    turn: float = 0


@dataclass(slots=True)
class Page:
    """Everything in its place."""

    flow: Flow
    boxes: list[Box]
    headings: list[tuple[float, str]]
    width: float
    height: float


def lay_out(flow: Flow) -> Page:
    """A place for everything, below the title and the legend."""
    trees = [(band, [_measured(root, 0) for root in band.roots]) for band in flow.bands]
    boxes = [box for _, roots in trees for root in roots for box in _walk(root)]
    places = _columns(boxes)
    right = max((places[box.column] + BOX for box in boxes), default=0.0)
    words = max(width(flow.title, 24, bold=True), width(flow.subtitle, TITLE))
    page_width = max(right + MARGIN, words + 2 * MARGIN, 960.0)
    rows = math.ceil(12 / ((page_width - MARGIN) // 214))
    headings, y = [], 94 + rows * 24.0
    for band, roots in trees:
        headings.append((y + 18, band.heading))
        y = _band(band, roots, places, y + 36)
    return Page(flow, boxes, headings, page_width, y + MARGIN)


def _walk(box: Box) -> Iterator[Box]:
    yield box
    for arrow in box.arrows:
        yield from _walk(arrow.box)


def _columns(boxes: list[Box]) -> list[float]:
    """The left edge of each column: as far from the one before as its turns and labels ask."""
    places = [MARGIN]
    for column in range(max((box.column for box in boxes), default=0)):
        turns = max((len(box.ports) for box in boxes if box.column == column), default=1)
        places.append(places[-1] + BOX + 12 + turns * TURN + LABEL + 14)
    return places


def _band(band: Band, roots: list[Box], places: list[float], top: float) -> float:
    y = top
    alone = [root for root in roots if not root.arrows]
    for root in roots:
        if root.arrows or len(alone) < 3:
            above, below = _extent(root)
            _put(root, places, y + above)
            y += above + below + GAP
    if len(alone) >= 3:
        y = _side_by_side(alone, places, y)
    return y


def _side_by_side(boxes: list[Box], places: list[float], top: float) -> float:
    """Boxes to which nothing leads and from which nothing follows stand in rows."""
    across = max(3, int((places[-1] + BOX) // (BOX + 24)))
    y = top
    for first in range(0, len(boxes), across):
        row = boxes[first : first + across]
        for index, box in enumerate(row):
            box.x, box.y = MARGIN + index * (BOX + 24), y
        y += max(box.height for box in row) + GAP
    return y


def _put(box: Box, places: list[float], line: float) -> None:
    """Puts a box so that its arrow arrives at `line`, and what follows to its right and below."""
    box.x, box.y = places[box.column], line - box.middle
    next_line = line
    for index, arrow in enumerate(box.arrows):
        above, below = _extent(arrow.box, arrow)
        if index:
            next_line += above
        _put(arrow.box, places, next_line)
        next_line += below + GAP
    _turns(box)


def _turns(box: Box) -> None:
    """Where the arrows of each port turn: those of a lower port nearer to the box, so that none cross."""
    used = sorted({arrow.edge.port for arrow in box.arrows})
    for arrow in box.arrows:
        arrow.turn = box.x + BOX + 12 + (len(used) - 1 - used.index(arrow.edge.port)) * TURN


def _extent(box: Box, arrow: Arrow | None = None) -> tuple[float, float]:
    """How much room a box and all that follows need above and below the line at which its arrow arrives."""
    above, below = box.middle, box.height - box.middle
    if arrow is not None:
        above = max(above, len(arrow.above) * TEXT * LEADING + 6)
        below = max(below, len(arrow.below) * SMALL * LEADING + 8)
    reach = 0.0
    for index, following in enumerate(box.arrows):
        up, down = _extent(following.box, following)
        if not index:
            above, reach = max(above, up), down
        else:
            reach += GAP + up + down
    return above, max(below, reach)


# Measuring


def _measured(node: Node, column: int) -> Box:
    box = Box(node, column)
    _write(box)
    for edge in node.edges:
        child = _measured(edge.child, column + 1)
        above = wrap(edge.limit, LABEL - 12, TEXT, bold=True)
        below = wrap(edge.condition, LABEL - 12, SMALL)
        box.arrows.append(Arrow(edge, above, below, child))
    return box


def _write(box: Box) -> None:
    """Breaks a box's words into lines and finds its height."""
    node, pen = box.node, _Pen(box)
    _write_marks(node, pen)
    small = node.shape is Shape.REFERENCE
    indent = NUMBER if node.number else 0
    box.title_at = len(box.lines)
    pen.text(
        node.title,
        TEXT if small or node.shape is Shape.TASK else TITLE,
        bold=node.shape in (Shape.STEP, Shape.CLOSING, Shape.ELSEWHERE),
        indent=indent,
    )
    if node.who:
        pen.text(node.who, SMALL, indent=indent)
    if node.options:
        pen.rule()
    box.ports[0] = (pen.y / 2, pen.y / 2)
    for option in node.options:
        start = pen.y
        pen.text(option.text, TEXT, indent=14, mark="bullet")
        if option.port:
            first = box.ports.get(option.port, (start, start))[0]
            box.ports[option.port] = (first, pen.y)
    box.height = pen.y + PAD - 2
    box.ports[0] = (box.middle, box.middle)


def _write_marks(node: Node, pen: _Pen) -> None:
    """What must be so first, and what calls for care, above the title."""
    for lock in node.locks:
        pen.text(lock.text, SMALL, mark="lock" if lock.must else "open-lock", indent=18)
    for caution in node.cautions:
        pen.text(caution, SMALL, mark="care", indent=18)
    if node.locks or node.cautions:
        pen.rule()


class _Pen:
    """Writes lines into a box from the top down."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.y = PAD - 2

    def text(
        self, text: str, size: float, *, bold: bool = False, italic: bool = False, indent: float = 0, mark: str = ""
    ) -> None:
        for index, line in enumerate(wrap(text, BOX - 2 * PAD - indent, size, bold=bold)):
            self.y += size * LEADING
            self.box.lines.append(
                Line(PAD + indent, self.y - size * 0.3, line, size, bold, italic, mark if not index else "")
            )
        self.y += 2

    def rule(self) -> None:
        self.y += 3
        self.box.rules.append(self.y)
        self.y += 5
