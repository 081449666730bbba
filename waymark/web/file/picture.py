"""The journey in time as an SVG picture: a bar for each run of a pathway, lines from what it came from. The list beside it says the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from markupsafe import Markup

from waymark.procedures.time import Moment, days_between
from waymark.web.file.journey import Lane
from waymark.web.shell.words import short_day

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _BAR = 1100, 350, 20, 34, 34, 18
_LONGEST = 34
_INK, _DONE, _OPEN, _LATE, _LINE = "#14393e", "#8fa9a6", "#14393e", "#d4351c", "#6f777b"


def draw(lanes: Sequence[Lane], today: date) -> Markup:
    """The picture of the lanes up to a day; nothing where there are none."""
    return Markup("\n".join(_lines(lanes, today))) if lanes else Markup("")


def _lines(lanes: Sequence[Lane], today: date) -> Iterator[str]:
    scale = _Scale(min(lane.began.day for lane in lanes), today)
    height = _TOP + _ROW * len(lanes) + 10
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" class="wm-journey" aria-hidden="true" focusable="false">'
    yield from _axis(scale, height)
    at = {lane.id: _TOP + _ROW * row for row, lane in enumerate(lanes)}
    for lane in lanes:
        if lane.came_from_id:
            yield _link(scale.x(lane.began.day), at[lane.came_from_id] + _BAR, at[lane.id] + _BAR / 2)
    for lane in lanes:
        yield from _bar(lane, scale, at[lane.id])
    yield "</svg>"


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.long = max(1, days_between(Moment.on(first), Moment.on(last)))

    def x(self, day: date) -> float:
        passed = days_between(Moment.on(self.first), Moment.on(day))
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * min(max(passed / self.long, 0), 1)


def _axis(scale: _Scale, height: int) -> Iterator[str]:
    for day, anchor in ((scale.first, "start"), (scale.last, "end")):
        x = scale.x(day)
        yield f'<text x="{x:.0f}" y="16" font-size="15" fill="{_LINE}" text-anchor="{anchor}">{short_day(day)}</text>'
        yield f'<path d="M{x:.0f} 22 V{height - 4}" stroke="#b1b4b6" stroke-width="1" stroke-dasharray="3 3"/>'


def _link(x: float, top: float, bottom: float) -> str:
    return f'<path d="M{x - 8:.1f} {top:.1f} V{bottom:.1f} H{x:.1f}" fill="none" stroke="{_LINE}" stroke-width="1.5"/>'


def _bar(lane: Lane, scale: _Scale, y: float) -> Iterator[str]:
    left = scale.x(lane.began.day)
    right = scale.x(lane.ended.day) if lane.ended is not None else scale.x(scale.last)
    late = any(node.state == "late" for node in lane.ahead)
    fill = _LATE if late else _OPEN if lane.is_open else _DONE
    state = "late" if late else "open" if lane.is_open else "ended"
    weight = ' font-weight="bold"' if lane.is_open else ""
    yield f'<a href="#{lane.id}" tabindex="-1"><text x="0" y="{y + 14:.0f}" font-size="16" fill="{_INK}"{weight}>'
    title = f"{lane.number}. {lane.title}"
    yield f"{escape(title if len(title) <= _LONGEST else f'{title[:_LONGEST].rstrip()}…')}, {state}</text>"
    yield f'<rect x="{left:.1f}" y="{y:.1f}" width="{max(right - left, 6):.1f}" height="{_BAR}" rx="3" fill="{fill}"/></a>'
