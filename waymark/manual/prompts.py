"""What to ask and try so that a child is heard: prompts by age and way of communicating, for the steps at which a child is met."""

from __future__ import annotations

from dataclasses import dataclass

from waymark.procedures.language.pack import Pack

#: The list of the theme `voice-of-the-child`; its columns are `ages` (5-10), `need` (any, no-words, …) and `at` (steps).
PROMPTS = "voice-of-the-child/voice-prompts"
ANY = "any"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to ask, try or notice.

    `ages` are spans of whole years, both ends included; none means every age. `need`: `any`, or a way of communicating.
    """

    text: str
    more: str
    ages: tuple[tuple[int, int], ...]
    need: str
    cites: tuple[str, ...]


def prompts_at(pack: Pack, step: str, age: int | None = None) -> tuple[Prompt, ...]:
    """The prompts of a step for a child of an age in years; where the age is not known, those of every age. In the order of the list."""
    listed = pack.lists.get(PROMPTS)
    found = []
    for row in listed.rows if listed is not None else ():
        if step not in row.columns.get("at", ()):
            continue
        ages = tuple(_span(word) for word in row.columns.get("ages", ()))
        if age is not None and ages and not any(first <= age <= last for first, last in ages):
            continue
        needs = row.columns.get("need", ()) or (ANY,)
        found += [Prompt(row.title, row.say, ages, need, row.cites) for need in needs]
    return tuple(found)


def _span(word: str) -> tuple[int, int]:
    """ "5-10" as its first and last year. A span that cannot be read holds for every age: a prompt too many does no harm."""
    first, _, last = word.partition("-")
    return (int(first), int(last)) if first.isdigit() and last.isdigit() else (0, 200)
