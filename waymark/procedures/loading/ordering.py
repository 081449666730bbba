"""What is surely not later, not weaker, not wider: comparisons for `over: tighten` (pack-language.md, 2.13).

Every function answers yes only where it can be shown for all cases; a no may mean "cannot be told".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from waymark.procedures.language import dates as d
from waymark.procedures.language import entries as e
from waymark.procedures.language.people import People
from waymark.procedures.time import Duration, Unit, provably_not_later

#: From a duration fact's name to the value that the area has set, if it has set one.
SetTo = Callable[[str], Duration | None]

STRENGTHS = (e.Strength.MAY, e.Strength.SHOULD, e.Strength.MUST)


def length_not_later(after: d.Length | None, before: d.Length | None, set_to: SetTo) -> bool:
    """Whether a limit is not later than another. A limit where there was none is tighter."""
    if after == before or before is None:
        return True
    if after is None:
        return False
    new, old = (part if isinstance(part, Duration) else set_to(part.fact) for part in (after, before))
    return new is not None and old is not None and provably_not_later(new, old)


def date_not_later(after: d.DateExpression | None, before: d.DateExpression | None, set_to: SetTo) -> bool:
    """Whether a date is not later than another. Each part is compared with one counted from the same name, so that
    neither is known without the other.
    """
    if after == before or before is None:
        return True
    if isinstance(after, d.Latest):
        return all(date_not_later(part, before, set_to) for part in after.dates)
    if isinstance(before, d.Earliest):
        return all(date_not_later(after, part, set_to) for part in before.dates)
    if isinstance(after, d.Earliest):
        return any(date_not_later(part, before, set_to) for part in after.dates)
    if isinstance(before, d.Latest):
        return any(date_not_later(after, part, set_to) for part in before.dates)
    if isinstance(after, d.After) and isinstance(before, d.After):
        return date_not_later(after.base, before.base, set_to) and length_not_later(after.by, before.by, set_to)
    if isinstance(after, d.Before) and isinstance(before, d.Before):
        return date_not_later(after.base, before.base, set_to) and _longer(after.by, before.by, set_to)
    return False


def _longer(after: d.Length, before: d.Length, set_to: SetTo) -> bool:
    """Whether counting back by `after` surely comes to no later date. Backwards, hours have no place among days."""
    if after == before:
        return True
    new, old = (part if isinstance(part, Duration) else set_to(part.fact) for part in (after, before))
    if new is None or old is None or (Unit.HOUR in (new.unit, old.unit) and new.unit is not old.unit):
        return False
    return provably_not_later(old, new)


def not_weaker(after: e.Strength | None, before: e.Strength | None) -> bool:
    """Whether a strength is not lower."""
    if after is before or before is None:
        return True
    return after is not None and STRENGTHS.index(after) >= STRENGTHS.index(before)


def fewer_waivers(after: e.Waive | None, before: e.Waive | None, rows: Callable[[str], frozenset[str] | None]) -> bool:
    """Whether nobody may waive who could not before, and on no new ground. `rows` gives the ids of a list."""
    if after is None or after == before:
        return True
    if before is None:
        return False
    by = not before.by or (bool(after.by) and set(after.by) <= set(before.by))
    return by and _fewer_grounds(after.grounds, before.grounds, rows)


def _fewer_grounds(after: str | None, before: str | None, rows: Callable[[str], frozenset[str] | None]) -> bool:
    if before is None or after == before:
        return True
    new, old = rows(after) if after is not None else None, rows(before)
    return new is not None and old is not None and new <= old


def reaches_as_far(after: e.Reach, before: e.Reach) -> bool:
    """Whether a rule concerns all that it concerned before."""
    held = before.steps <= after.steps and before.forms <= after.forms and before.acts <= after.acts
    return held and (after.close or not before.close)


def nobody_new(after: Iterable[People], before: Iterable[People]) -> bool:
    """Whether nobody is admitted who was not before. An empty audience is everybody."""
    new, old = set(after), set(before)
    return not old or (bool(new) and new <= old)


def nobody_missing(after: Iterable[People], before: Iterable[People]) -> bool:
    """Whether everybody who was named before still is."""
    return set(before) <= set(after)


def meeting_not_looser(
    after: e.Meeting | None, before: e.Meeting | None, rows: Callable[[str], frozenset[str] | None]
) -> bool:
    """Whether a meeting has all its members, is as hard to hold without them, and as hard to waive."""
    if after == before or before is None:
        return True
    if after is None or (after.chair, after.agenda) != (before.chair, before.agenda):
        return False
    held = all(any(_member_kept(new, old) for new in after.members) for old in before.members)
    return held and _quorum_not_lower(after, before) and fewer_waivers(after.waive, before.waive, rows)


def _member_kept(after: e.Member, before: e.Member) -> bool:
    same = (after.who, after.not_if) == (before.who, before.not_if) and after.when in (before.when, None)
    return same and (after.must or not before.must) and set(after.instead) <= set(before.instead)


def _quorum_not_lower(after: e.Meeting, before: e.Meeting) -> bool:
    if after.quorum is None or before.quorum is None:
        return after.quorum is before.quorum
    return after.quorum >= before.quorum
