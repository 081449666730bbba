"""Pieces of text as they stand in a file, and the passages that search shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: A passage is a paragraph or several: long enough to make sense, short enough to be looked through.
SHORT, LONG = 500, 1200
#: No document says more; what does is no document to read.
MOST_LETTERS = 8_000_000
_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, row or line: the heading under which it stands, its place ("page 12"), its text."""

    text: str
    heading: str = ""
    place: str = ""


def passages(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of one heading and one place put together, long ones divided where a sentence ends."""
    held: list[Piece] = []
    for piece in (short for whole in pieces for short in _divided(whole)):
        full = sum(len(one.text) for one in held) >= SHORT
        if held and (full or piece.heading != held[0].heading or _page(piece) != _page(held[0])):
            yield _together(held)
            held = []
        held.append(piece)
    if held:
        yield _together(held)


def _page(piece: Piece) -> str:
    """What two pieces of one passage share: the page; lines may follow each other."""
    return "" if piece.place.startswith("line") else piece.place


def _together(held: list[Piece]) -> Piece:
    first, last = held[0].place, held[-1].place
    place = lines(int(_NUMBER.findall(first)[0]), int(_NUMBER.findall(last)[-1])) if first.startswith("line") else first
    return Piece("\n".join(one.text for one in held), held[0].heading, place)


def lines(first: int, last: int) -> str:
    """Where in a text something stands."""
    return f"line {first}" if last <= first else f"lines {first} to {last}"


def _divided(piece: Piece) -> Iterator[Piece]:
    text = piece.text.strip()
    if len(text) <= LONG:
        if text:
            yield Piece(text, piece.heading, piece.place)
        return
    part = ""
    for sentence in _SENTENCE.split(text):
        while len(sentence) > LONG:  # no sentence at all: a table run together, a list of numbers
            cut = sentence.rfind(" ", 0, LONG)
            cut = cut if cut > 0 else LONG
            yield from _divided(Piece(f"{part} {sentence[:cut]}".strip()[:LONG], piece.heading, piece.place))
            part, sentence = "", sentence[cut:].strip()
        if part and len(part) + len(sentence) > LONG:
            yield Piece(part, piece.heading, piece.place)
            part = ""
        part = f"{part} {sentence}".strip()
    if part:
        yield Piece(part, piece.heading, piece.place)


def tidy(text: str) -> str:
    """A text in one line, without what no text should hold."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())
