"""A laid-out picture as SVG: black on white, lines told apart by dashes, a box's sentences as its tooltip."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from waymark.procedures.picture.layout import BOX, LEADING, MARGIN, PAD, SMALL, TEXT, TITLE, Arrow, Box, Line, Page
from waymark.procedures.picture.nodes import Shape

INK, GREY, PALE, ACCENT = "#111", "#555", "#f1f1f1", "#1d3f72"
DASHES = {"must": "", "should": "7 4", "may": "2 4", "": ""}
WIDTHS = {"must": 2.2, "should": 1.6, "may": 1.6, "": 1.2}
#: Weaker lines are drawn first, so that where several share a way the strongest shows.
_FORCE = ("", "may", "should", "must")
FONT = "font-family=\"Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif\""


def svg(page: Page, description: str) -> str:
    """The whole picture."""
    return "\n".join(_picture(page, description)) + "\n"


def _picture(page: Page, description: str) -> Iterator[str]:
    size = f'width="{page.width:.0f}" height="{page.height:.0f}" viewBox="0 0 {page.width:.0f} {page.height:.0f}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc" {FONT}>'
    yield f'<title id="title">{escape(page.flow.title)}: {escape(page.flow.subtitle)}</title>'
    yield f'<desc id="desc">{escape(description)}</desc>'
    yield '<rect width="100%" height="100%" fill="white"/>'
    yield _text(MARGIN, 44, page.flow.title, 24, bold=True)
    yield _text(MARGIN, 66, page.flow.subtitle, TITLE, fill=GREY)
    yield from _legend(page.width)
    for y, heading in page.headings:
        yield _line(MARGIN, y - 20, page.width - MARGIN, y - 20, GREY, 0.8)
        yield _text(MARGIN, y, heading, TITLE, bold=True, fill=ACCENT)
    for box in page.boxes:
        weak_first = sorted(box.arrows, key=lambda arrow: _FORCE.index(arrow.edge.strength))
        yield from (line for arrow in weak_first for line in _arrow(box, arrow))
    for box in page.boxes:
        yield from _brackets(box)
        yield from _box(box)
    yield "</svg>"


def _text(
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    fill: str = INK,
    anchor: str = "",
) -> str:
    style = (
        (' font-weight="bold"' if bold else "")
        + (' font-style="italic"' if italic else "")
        + (f' text-anchor="{anchor}"' if anchor else "")
    )
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}"{style}>{escape(text)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float, dashes: str = "") -> str:
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M{x1:.1f} {y1:.1f} L{x2:.1f} {y2:.1f}" stroke="{stroke}" stroke-width="{width:g}"{dash}/>'


# Arrows


def _arrow(box: Box, arrow: Arrow) -> Iterator[str]:
    first, last = box.ports[arrow.edge.port]
    start_x = box.x + BOX + (0 if arrow.edge.port == 0 else 5)
    start_y, end_x = box.y + (first + last) / 2, arrow.box.x
    end_y = arrow.box.y + arrow.box.middle
    style = _stroke(arrow.edge.strength)
    way = f"M{start_x:.1f} {start_y:.1f} H{arrow.turn:.1f} V{end_y:.1f} H{end_x - 7:.1f}"
    yield f'<path d="{way}" fill="none" {style}/>'
    yield f'<path d="M{end_x:.1f} {end_y:.1f} l-10 -5 v10 z" fill="{INK}"/>'
    label = end_x - 12
    for index, line in enumerate(reversed(arrow.above)):
        yield _text(label, end_y - 6 - index * TEXT * LEADING, line, TEXT, bold=arrow.edge.strength != "", anchor="end")
    for index, line in enumerate(arrow.below):
        yield _text(label, end_y + 14 + index * SMALL * LEADING, line, SMALL, italic=True, fill=INK, anchor="end")


def _stroke(strength: str) -> str:
    dash = f' stroke-dasharray="{DASHES[strength]}"' if DASHES[strength] else ""
    return f'stroke="{INK}" stroke-width="{WIDTHS[strength]}"{dash}'


def _brackets(box: Box) -> Iterator[str]:
    """A bracket beside the options from which an arrow starts."""
    for port in sorted({arrow.edge.port for arrow in box.arrows} - {0}):
        top, bottom = box.ports[port]
        x, top, bottom = box.x + BOX, box.y + top + 3, box.y + bottom - 2
        yield f'<path d="M{x:.1f} {top:.1f} h5 V{bottom:.1f} h-5" fill="none" stroke="{INK}" stroke-width="1.2"/>'


# Boxes


def _box(box: Box) -> Iterator[str]:
    node = box.node
    yield "<g>"
    if node.tip:
        yield f"<title>{escape(node.tip)}</title>"
    yield from _frame(box)
    yield from (_line(box.x, box.y + y, box.x + BOX, box.y + y, GREY, 0.7) for y in box.rules)
    yield from _number(box)
    for line in box.lines:
        yield from _mark(box, line)
        yield _text(box.x + line.x, box.y + line.y, line.text, line.size, bold=line.bold, italic=line.italic)
    yield "</g>"


def _frame(box: Box) -> Iterator[str]:
    shape, at = box.node.shape, f'x="{box.x:.1f}" y="{box.y:.1f}" width="{BOX}" height="{box.height:.1f}"'
    if shape is Shape.STEP:
        yield f'<rect {at} rx="4" fill="white" stroke="{INK}" stroke-width="1.6"/>'
    elif shape is Shape.CLOSING:
        yield f'<rect {at} rx="4" fill="white" stroke="{INK}" stroke-width="4"/>'
    elif shape is Shape.ELSEWHERE:
        yield f'<rect {at} fill="white" stroke="{INK}" stroke-width="1.2"/>'
        inner = f'x="{box.x + 3:.1f}" y="{box.y + 3:.1f}" width="{BOX - 6}" height="{box.height - 6:.1f}"'
        yield f'<rect {inner} fill="none" stroke="{INK}" stroke-width="1.2"/>'
    elif shape is Shape.TASK:
        fold = f"M{box.x:.1f} {box.y:.1f} h{BOX - 12} l12 12 V{box.y + box.height:.1f} h-{BOX} z"
        yield f'<path d="{fold}" fill="{PALE}" stroke="{INK}" stroke-width="1"/>'
        yield f'<path d="M{box.x + BOX - 12:.1f} {box.y:.1f} v12 h12" fill="none" stroke="{INK}" stroke-width="1"/>'
    else:
        dash = ' stroke-dasharray="4 3"' if shape is Shape.OUTSIDE else ""
        fill = PALE if shape is Shape.OUTSIDE else "white"
        yield f'<rect {at} rx="14" fill="{fill}" stroke="{GREY}" stroke-width="1.2"{dash}/>'
    if box.node.locks:
        dashes = "" if any(lock.must for lock in box.node.locks) else "7 4"
        yield _line(box.x, box.y, box.x, box.y + box.height, INK, 7, dashes)


def _number(box: Box) -> Iterator[str]:
    node = box.node
    number = node.number
    if not number:
        return
    line = box.lines[box.title_at]
    cx, cy = box.x + PAD + 12, box.y + line.y - line.size * 0.32
    ground, ink = ("white", ACCENT) if node.shape is Shape.REFERENCE else (ACCENT, "white")
    yield f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="12" fill="{ground}" stroke="{ACCENT}" stroke-width="1.4"/>'
    yield _text(cx, cy + 4, str(number), TEXT, bold=True, fill=ink, anchor="middle")


def _mark(box: Box, line: Line) -> Iterator[str]:
    x, y = box.x + PAD + 2, box.y + line.y
    if line.mark in ("lock", "open-lock"):
        yield _lock(x, y, INK if line.mark == "lock" else "white")
    elif line.mark == "care":
        yield _care(x, y)
    elif line.mark == "bullet":
        yield f'<circle cx="{x + 3:.1f}" cy="{y - 4:.1f}" r="2.2" fill="{INK}"/>'


def _lock(x: float, y: float, fill: str) -> str:
    shackle = (
        f'<path d="M{x + 2:.1f} {y - 5:.1f} v-2 a3 3 0 0 1 6 0 v2" fill="none" stroke="{INK}" stroke-width="1.5"/>'
    )
    return f'{shackle}<rect x="{x:.1f}" y="{y - 5:.1f}" width="10" height="7" rx="1" fill="{fill}" stroke="{INK}"/>'


def _care(x: float, y: float) -> str:
    sign = f'<path d="M{x + 5:.1f} {y - 9:.1f} l6 11 h-12 z" fill="white" stroke="{INK}" stroke-width="1.3"/>'
    return sign + _text(x + 5, y + 0.5, "!", 9, bold=True, anchor="middle")


def _legend(page_width: float) -> Iterator[str]:
    """What the signs mean, below the title."""
    places = _places(page_width)
    for strength in ("must", "should", "may"):
        x, y = next(places)
        yield f'<path d="M{x} {y - 4} h32" {_stroke(strength)}/>'
        yield f'<path d="M{x + 40} {y - 4} l-9 -4.5 v9 z" fill="{INK}"/>'
        yield _text(x + 50, y, f"{strength} follow", TEXT)
    for sign, words in _SIGNS:
        x, y = next(places)
        yield f'<g transform="translate({x:.1f} {y - 12:.1f})">{sign}</g>'
        yield _text(x + 50, y, words, TEXT)


def _places(page_width: float) -> Iterator[tuple[float, float]]:
    x, y = MARGIN, 94.0
    while True:
        yield x, y
        x += 214
        if x + 214 > page_width:
            x, y = MARGIN, y + 24


_BOX = f'fill="white" stroke="{INK}"'
_SIGNS = (
    (f'<rect width="40" height="16" rx="3" {_BOX} stroke-width="1.6"/>', "a step; its number"),
    (f'<path d="M0 0 h32 l8 8 v8 h-40 z" fill="{PALE}" stroke="{INK}"/>', "told or considered"),
    (f'<rect width="40" height="16" {_BOX}/><rect x="3" y="3" width="34" height="10" {_BOX}/>', "another pathway"),
    (f'<rect width="40" height="16" rx="8" {_BOX}/>', "a step drawn elsewhere"),
    (
        f'<rect width="40" height="16" rx="8" fill="{PALE}" stroke="{GREY}" stroke-dasharray="4 3"/>',
        "comes from outside",
    ),
    (f'<path d="M2 0 v16" stroke="{INK}" stroke-width="7"/>{_lock(14, 13, INK)}', "gate: must be so first"),
    (
        f'<path d="M2 0 v16" stroke="{INK}" stroke-width="7" stroke-dasharray="7 4"/>{_lock(14, 13, "white")}',
        "gate: should be so first",
    ),
    (_care(8, 13), "caution"),
    (f'<rect x="2" y="2" width="36" height="12" rx="3" {_BOX} stroke-width="4"/>', "the end"),
)
