"""What was typed into the forms of meetings, read into plain values with every fault by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from waymark.meetings.book import Agreed, Invited, Minutes, Said
from waymark.procedures.time import Moment, MomentError

#: So many lines of agreed actions are always on the form.
LINES = 6


@dataclass(slots=True)
class Arranged:
    """A meeting as it was typed."""

    starts: Moment | None = None
    invited: list[Invited] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


def read_arrangement(typed: Mapping[str, str], words: Iterable[str], agencies: set[str]) -> Arranged:
    """When a meeting is and who is invited. `words` are the pack's members; a further guest has the word `guest`."""
    found = Arranged()
    found.starts, fault = _moment(typed)
    if fault:
        found.faults["starts-day"] = fault
    for word in words:
        if typed.get(f"invite-{word}") != "yes":
            continue
        agency = typed.get(f"agency-{word}", "")
        if agency and agency not in agencies:
            found.faults[f"agency-{word}"] = "Choose an agency from the list."
        found.invited.append(Invited(member=word, name=typed.get(f"name-{word}", "").strip(), agency=agency))
    if not found.invited:
        found.faults["invite"] = "Choose at least one person to invite."
    return found


def _moment(typed: Mapping[str, str]) -> tuple[Moment | None, str]:
    day, month, year = (typed.get(f"starts-{part}", "").strip() for part in ("day", "month", "year"))
    clock = typed.get("starts-time", "").strip().replace(".", ":")
    if not (day and month and year and clock):
        return None, "Give the day, the month, the year and the time."
    try:
        hour, _, minute = clock.partition(":")
        return Moment.parse(
            f"{int(year):04d}-{int(month):02d}-{int(day):02d}T{int(hour):02d}:{int(minute or 0):02d}"
        ), ""
    except (MomentError, ValueError):
        return None, "This is no time that there is. Write, for example, 27 3 2026 and 14:30."


def read_minutes(event: str, typed: Mapping[str, str], agencies: Iterable[str]) -> tuple[Minutes, dict[str, str]]:
    """What was said at a meeting, with faults by field."""
    faults: dict[str, str] = {}
    agencies = list(agencies)
    agreed = []
    for number in range(LINES * 5):
        what = typed.get(f"agreed-{number}", "").strip()
        if not what:
            continue
        by, fault = _day(typed, f"agreed-{number}")
        if fault:
            faults[f"agreed-{number}-day"] = fault
        who = typed.get(f"agreed-{number}-who", "").strip()
        if not who:
            faults[f"agreed-{number}-who"] = f"Say who does this: {what[:60]}"
        agreed.append(Agreed(what=what, who=who, by=by))
    said = {
        kind: tuple(
            Said(agency=slug, text=text) for slug in agencies if (text := typed.get(f"{kind}-{slug}", "").strip())
        )
        for kind in ("shared", "dissent")
    }
    minutes = Minutes(
        event=event, shared=said["shared"], dissent=said["dissent"], agreed=tuple(agreed), child=typed.get("child", "").strip(),
        parents=typed.get("parents", "").strip(),
    )  # fmt: skip
    return minutes, faults


def _day(typed: Mapping[str, str], name: str) -> tuple[date | None, str]:
    parts = [typed.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")]
    if not any(parts):
        return None, ""
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day), ""
    except ValueError:
        return None, "This is no day that there is. Write, for example, 27 3 2026."
