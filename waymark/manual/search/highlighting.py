"""The part of a page's text that shows why it was found, with the words that were asked for marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from waymark.manual.search.analysis import SMALL, plain, root

#: So many letters are shown of a page.
LONGEST = 240
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINE = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text, as it stands or marked."""

    text: str
    hit: bool


#: What was asked for: runs of stems.
Runs = frozenset[tuple[str, ...]]


def marked(text: str, asked: Runs) -> tuple[Fragment, ...]:
    """A whole text with the words that were asked for marked."""
    found: list[Fragment] = []
    at = 0
    for start, end in _hits(text, asked):
        if start > at:
            found.append(Fragment(text[at:start], False))
        found.append(Fragment(text[start:end], True))
        at = end
    if at < len(text):
        found.append(Fragment(text[at:], False))
    return tuple(found)


def snippet(text: str, asked: Runs) -> tuple[Fragment, ...]:
    """The sentence or line with the most of the words that were asked for, with what follows as far as there is room."""
    lines = [line.strip() for line in _LINE.split(text) if line and line.strip()]
    if not lines:
        return ()
    held = [len({plain(line[start:end]) for start, end in _hits(line, asked)}) for line in lines]
    best = max(range(len(lines)), key=lambda at: (held[at], -at))
    whole = _from(lines, best)
    cut = _cut(whole, asked)
    begins, ends = best > 0 or not whole.startswith(cut[:20]), len(cut) < len(whole) or best + 1 < len(lines)
    return (
        *([Fragment("… ", False)] if begins else []),
        *marked(cut, asked),
        *([Fragment(" …", False)] if ends and not cut.endswith((".", "!", "?")) else []),
    )


def _from(lines: list[str], first: int) -> str:
    shown = lines[first]
    for line in lines[first + 1 :]:
        if len(shown) + len(line) >= LONGEST:
            break
        shown += (" " if shown.endswith((".", "!", "?", ";", ":")) else " · ") + line
    return shown


def _cut(text: str, asked: Runs) -> str:
    """At most so many letters, around the first word that was asked for, whole words only."""
    if len(text) <= LONGEST:
        return text
    first = next((start for start, _ in _hits(text, asked)), 0)
    start = 0 if first < LONGEST * 2 // 3 else text.find(" ", first - LONGEST // 3) + 1
    end = text.rfind(" ", start, start + LONGEST)
    return text[start : end if end > start else start + LONGEST].rstrip(" ,;–·")


def _hits(text: str, asked: Runs) -> Iterator[tuple[int, int]]:
    """Where runs that were asked for stand, the longest first, none within another."""
    found = list(_WORD.finditer(text))
    held = [root(word.group()) for word in found]
    longest, begins = max(map(len, asked), default=0), {run[0] for run in asked}
    at = 0
    while at < len(found):
        if held[at] not in begins:
            at += 1
            continue
        length = next((n for n in range(min(longest, len(found) - at), 0, -1) if tuple(held[at : at + n]) in asked), 0)
        if length and (length > 1 or plain(found[at].group()) not in SMALL):
            yield found[at].start(), found[at + length - 1].end()
        at += max(1, length)
