"""Checks that what says `over: tighten` is provably tighter (pack-language.md, 2.13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from waymark.procedures.language import conditions as c
from waymark.procedures.language import entries as e
from waymark.procedures.loading.builders import build
from waymark.procedures.loading.checks.logic import implies
from waymark.procedures.loading.names import Names
from waymark.procedures.loading.ordering import (
    date_not_later,
    fewer_waivers,
    length_not_later,
    meeting_not_looser,
    nobody_missing,
    nobody_new,
    not_weaker,
    reaches_as_far,
)
from waymark.procedures.loading.overlay import Key, Laid, Tightening
from waymark.procedures.loading.problems import Problems
from waymark.procedures.time import Duration

#: What may be said differently without making a rule looser or tighter.
WORDING = frozenset({"name", "pathway", "area", "title", "cites", "place", "say", "help", "note", "overlaid"})


@dataclass(frozen=True, slots=True)
class Scale:
    """What the comparisons look up: durations that areas have set, and the rows of lists."""

    laid: Laid
    names: Names

    def set_to(self, fact: str) -> Duration | None:
        """The duration that a fact is set to."""
        entry = self._built(("fact", fact))
        return entry.set if isinstance(entry, e.Fact) and isinstance(entry.set, Duration) else None

    def rows(self, name: str) -> frozenset[str] | None:
        """The ids of a list."""
        return frozenset(self.names.row_ids(name)) or None

    def _built(self, key: Key) -> e.Entry | None:
        raw = self.laid.entries.get(key)
        return build(raw, self.names, Problems()) if raw is not None else None


#: Whether the second value of a word is surely not looser than the first.
Compare = Callable[[Any, Any, Scale], bool]


def check_tightenings(laid: Laid, names: Names, problems: Problems) -> None:
    """Note every tightening that cannot be shown."""
    scale = Scale(laid, names)
    for tightening in laid.tightenings:
        _check(tightening, scale, problems)


def _check(tightening: Tightening, scale: Scale, problems: Problems) -> None:
    raw = tightening.after
    before = build(tightening.before, scale.names, Problems())
    after = build(raw, scale.names, Problems())
    if raw.kind not in TIGHTER:
        mend = f"Write `over: change` or `over: replace`. Only {', '.join(sorted(TIGHTER))} can be tightened."
        problems.error(raw.place, "over", f"Nobody can tell whether a {raw.kind} is tighter than another.", mend)
    elif before is None or after is None:
        mend = "Mend what is wrong in either first, or write `over: replace`."
        problems.error(
            raw.place, "over", f"The {raw.kind} '{raw.name}' cannot be compared with the one below it.", mend
        )
    else:
        for word in _looser(before, after, scale):
            tree = raw.words.get(word)
            place = raw.key_places.get(word, tree.place if tree is not None else raw.place)
            message = (
                f"It cannot be shown that this `{word}` is tighter than in {tightening.before.area} ({before.place})."
            )
            mend = f"Write `over: replace` with the whole {raw.kind}, or a `{word}` that is surely stricter."
            problems.error(place, word, message, mend)


def _looser(before: e.Entry, after: e.Entry, scale: Scale) -> list[str]:
    """The words of an entry that changed and are not surely tighter."""
    compare = TIGHTER[type(before).__name__.lower()]
    found = []
    for name in (field.name for field in fields(before) if field.name not in WORDING):
        old, new = getattr(before, name), getattr(after, name)
        word = name.rstrip("_").replace("_", "-")
        if old != new and not (name in compare and compare[name](old, new, scale)):
            found.append("not" if word == "not-if" else word)
    return found


def _strength(before: Any, after: Any, scale: Scale) -> bool:
    return not_weaker(after, before)


def _length(before: Any, after: Any, scale: Scale) -> bool:
    return length_not_later(after, before, scale.set_to)


def _date(before: Any, after: Any, scale: Scale) -> bool:
    return date_not_later(after, before, scale.set_to)


def _not_earlier(before: Any, after: Any, scale: Scale) -> bool:
    return before is None or date_not_later(before, after, scale.set_to)


def _waive(before: Any, after: Any, scale: Scale) -> bool:
    return fewer_waivers(after, before, scale.rows)


def _reach(before: Any, after: Any, scale: Scale) -> bool:
    return reaches_as_far(after, before)


def _meeting(before: Any, after: Any, scale: Scale) -> bool:
    return meeting_not_looser(after, before, scale.rows)


def _more_people(before: Any, after: Any, scale: Scale) -> bool:
    return nobody_missing(after, before)


def _fewer_people(before: Any, after: Any, scale: Scale) -> bool:
    return nobody_new(after, before)


def _more(before: Any, after: Any, scale: Scale) -> bool:
    return set(before) <= set(after)


def _needs(before: c.Condition | None, after: c.Condition | None, scale: Scale) -> bool:
    """Needed: whatever satisfies the new condition satisfies the old one."""
    return before is None or (after is not None and implies(after, before))


def _applies(before: c.Condition | None, after: c.Condition | None, scale: Scale) -> bool:
    """Applying: wherever the old condition held, the new one does."""
    return after is None or (before is not None and implies(before, after))


def _bars(before: c.Condition | None, after: c.Condition | None, scale: Scale) -> bool:
    """Barring: whoever or whatever was held back still is."""
    return before is None or (after is not None and implies(before, after))


def _until(before: c.Condition | None, after: c.Condition | None, scale: Scale) -> bool:
    """Ending: nothing is opened sooner."""
    return before is not None and (after is None or implies(after, before))


def _urgent(before: str, after: str, scale: Scale) -> bool:
    return not before


def _reason(before: str, after: str, scale: Scale) -> bool:
    order = ("never", "if-different", "always")
    return order.index(after) >= order.index(before)


def _set(before: Any, after: Any, scale: Scale) -> bool:
    """A duration that is not longer; where the area had still to choose, any."""
    if before == e.ASK_THE_AREA:
        return isinstance(after, Duration)
    both = isinstance(before, Duration) and isinstance(after, Duration)
    return both and length_not_later(after, before, scale.set_to)


def _questions(before: tuple[e.Question, ...], after: tuple[e.Question, ...], scale: Scale) -> bool:
    """Every question is still asked, as strongly and otherwise the same."""
    now = {question.name: question for question in after}
    return all(old.name in now and _asked_as_strongly(old, now[old.name]) for old in before)


def _asked_as_strongly(before: e.Question, after: e.Question) -> bool:
    same = ("type", "options", "when", "each", "across", "verbatim", "questions")
    held = all(getattr(before, name) == getattr(after, name) for name in same)
    return held and not_weaker(after.strength, before.strength)


#: By kind, the words that can be tightened and how that is shown. Any other word that changes cannot.
TIGHTER: dict[str, dict[str, Compare]] = {
    "step": {"strength": _strength, "by": _fewer_people, "signs": _more_people, "meeting": _meeting, "reason": _reason,
             "acts": _more},
    "duty": {"strength": _strength, "within": _length, "aim": _length, "every": _length, "due": _date,
             "urgent": _urgent, "waive": _waive},
    "gate": {"strength": _strength, "before": _reach, "needs": _needs, "when": _applies, "waive": _waive},
    "caution": {"strength": _strength, "at": _reach, "blocks": _reach, "while_": _applies, "waive": _waive},
    "form": {"own_questions": _questions, "use": _more},
    "fact": {"set": _set},
    "role": {"held_by": _fewer_people, "needs": _needs, "not_if": _bars},
    "access": {"what": _more, "only": _fewer_people, "hide": _more_people, "while_": _applies, "until": _until},
    "keep": {"least": _not_earlier, "most": _date, "hold": _bars},
}  # fmt: skip
