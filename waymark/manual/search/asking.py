"""What somebody typed, understood: words, what they stand for, quoted phrases, and what was spelt otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from waymark.manual.search.analysis import SMALL, stem, stems, telling, words
from waymark.manual.search.spelling import Spelling
from waymark.manual.search.wordlist import Meaning, WordList

#: Nobody asks more in one go; what is longer is cut.
MOST_LETTERS, MOST_WORDS = 200, 24
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that was asked for: a word, or several that belong together. Each way to say it is a run of stems."""

    typed: tuple[str, ...]
    means: tuple[tuple[str, ...], ...] = ()
    quiet: bool = False
    """It says little here: the name of the area that is searched."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, understood."""

    text: str
    units: tuple[Unit, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    """Quoted: a page must hold them as they stand."""
    chapters: tuple[str, ...] = ()
    """Chapters to which the word list leads."""
    kinds: tuple[str, ...] = ()
    """Kinds of page that the words ask for: whoever types "number" wants a contact."""
    corrections: tuple[tuple[str, str], ...] = ()
    """What was typed, and what was searched for instead."""

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return not self.units and not self.phrases

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """The runs of stems that show why a page was found: what was typed, each word of it, and what that stands for."""
        typed = {unit.typed for unit in self.units} | {(one,) for unit in self.units for one in unit.typed}
        return frozenset({*typed, *(run for unit in self.units for run in unit.means), *self.phrases})


def understand(
    text: str, word_list: WordList, spelling: Spelling, *, as_typed: bool = False, quiet: frozenset[str] = frozenset()
) -> Asked:
    """What a text asks for. `as_typed`: nothing is corrected. `quiet`: words that say little here, such as the area's name."""
    text = " ".join(text.split())[:MOST_LETTERS]
    phrases = tuple(tuple(stems(one)) for one in _QUOTED.findall(text) if words(one))
    typed = words(_QUOTED.sub(" ", text))[:MOST_WORDS]
    corrections: list[tuple[str, str]] = []
    if not as_typed:
        typed = _mended(typed, word_list, spelling, corrections)
    units, meant = _units(typed, word_list, quiet)
    return Asked(
        text, tuple(units), phrases, tuple(dict.fromkeys(one for each in meant for one in each.chapters)),
        tuple(dict.fromkeys(one for each in meant for one in each.kinds)), tuple(corrections),
    )  # fmt: skip


def _mended(typed: list[str], word_list: WordList, spelling: Spelling, corrections: list[tuple[str, str]]) -> list[str]:
    """The words with those that nobody uses put right; what was put right is added to `corrections`."""
    found: list[str] = []
    at = 0
    while at < len(typed):
        word, following = typed[at], typed[at + 1] if at + 1 < len(typed) else ""
        at += 1
        if word in SMALL or word_list.meant_by((stem(word),)):
            found.append(word)
            continue
        known = spelling.knows(word)
        one = spelling.joined(word, following) if following and not (known and spelling.knows(following)) else None
        if one is not None:
            corrections.append((f"{word} {following}", one))
            found.append(one)
            at += 1
            continue
        two = None if known else spelling.parted(word)
        other = None if known or two else spelling.corrected(word)
        if two is not None or other is not None:
            corrections.append((word, " ".join(two) if two else str(other)))
        found += two or ([other] if other else [word])
    return found


def _units(typed: list[str], word_list: WordList, quiet: frozenset[str]) -> tuple[list[Unit], list[Meaning]]:
    """The words in groups: the longest runs that the word list knows, then the words that say something."""
    kept, units, meant = set(telling(typed)), [], []
    at = 0
    while at < len(typed):
        length, rows = _longest(typed[at:], word_list)
        if rows:
            run = tuple(stems(typed[at : at + length]))
            units.append(Unit(run, tuple(dict.fromkeys(_other_ways(rows, run)))))
            meant += rows
        elif typed[at] in kept:
            units.append(Unit((stem(typed[at]),), quiet=typed[at] in quiet))
        at += max(1, length)
    return units, meant


def _longest(typed: list[str], word_list: WordList) -> tuple[int, list[Meaning]]:
    for length in range(min(word_list.longest, len(typed)), 0, -1):
        rows = word_list.meant_by(tuple(stems(typed[:length])))
        if rows:
            return length, rows
    return 0, []


def _other_ways(rows: list[Meaning], run: tuple[str, ...]) -> list[tuple[str, ...]]:
    said = (tuple(stems(one)) for row in rows for one in (*row.means, row.title))
    return [one for one in said if one and one != run]
