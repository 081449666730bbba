"""What stands in a file, in words: ages, how long ago, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from waymark.people.details import Details
from waymark.procedures.describe.words import in_words, upper_first
from waymark.procedures.history import NOT_KNOWN, REFUSED
from waymark.procedures.language.entries import AnswerType, Question
from waymark.procedures.time import Duration, Moment, MomentError, age_on, days_between
from waymark.web.shell.words import counted, moment, short_day

#: A pregnancy is counted as forty weeks; below five years the months of an age matter.
_WEEKS_OF_PREGNANCY, _DAYS_OF_WEEK, _MONTHS_TOLD_BELOW = 40, 7, 5


def age_at(details: Details, day: date) -> str:
    """How old the child was on a day: "3 years 2 months", "14 years", "unborn, 30 weeks"; empty if not known."""
    born, due = details.born, details.due_date
    if born is not None:
        return _age(born, day) if day >= born else "before birth"
    if due is None:
        return ""
    left = days_between(Moment.on(day), Moment.on(due))
    weeks = _WEEKS_OF_PREGNANCY - -(-left // _DAYS_OF_WEEK)
    return f"unborn, {weeks} weeks" if 0 < weeks <= _WEEKS_OF_PREGNANCY + 2 else "unborn"


def _age(born: date, day: date) -> str:
    try:
        years = age_on(born, day)
    except MomentError:
        return ""
    if years >= _MONTHS_TOLD_BELOW:
        return counted(years, "year")
    whole = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if whole < 1:
        return counted(days_between(Moment.on(born), Moment.on(day)) // _DAYS_OF_WEEK, "week")
    months = whole - years * 12
    parts = [counted(years, "year") if years else "", counted(months, "month") if months else ""]
    return " ".join(filter(None, parts))


def ago(then: Moment, now: date) -> str:
    """How long ago something was: "today", "yesterday", "12 days ago"."""
    passed = days_between(then, Moment.on(now))
    return {0: "today", 1: "yesterday"}.get(passed, f"{counted(passed, 'day')} ago")


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words. `state` is value, not-known, refused or blank; `rows` are those of a repeated group."""

    ask: str
    state: str
    text: str = ""
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    verbatim: bool = False


def said(question: Question | None, short: str, value: object) -> Said:
    """An answer to a question of the pack; one that the pack no longer asks is shown under its short name."""
    ask = question.ask if question is not None else upper_first(in_words(short))
    if value in (NOT_KNOWN, REFUSED, "", None):
        known = question is not None and question.options is not None and question.options.get(str(value))
        if not known:
            state = {NOT_KNOWN: "not-known", REFUSED: "refused"}.get(str(value or ""), "blank")
            return Said(ask, state, {"not-known": "Not known", "refused": "Refused to say"}.get(state, "Left blank"))
    rows = _rows(question, value)
    verbatim = question is not None and question.verbatim
    return Said(ask, "value", "" if rows else in_answer(question, value), rows, verbatim)


def _rows(question: Question | None, value: object) -> tuple[tuple[tuple[str, str], ...], ...]:
    if not isinstance(value, tuple | list) or not any(isinstance(one, Mapping) for one in value):
        return ()
    inner = {one.name.rpartition("/")[2]: one for one in question.questions} if question is not None else {}
    return tuple(
        tuple(
            (inner[k].ask if k in inner else upper_first(in_words(k)), in_answer(inner.get(k), v))
            for k, v in row.items()
        )
        for row in value
        if isinstance(row, Mapping)
    )


def in_answer(question: Question | None, value: object) -> str:
    """One value in words."""
    if isinstance(value, tuple | list):
        return ", ".join(in_answer(question, one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(
            f"{in_words(name)}: {in_answer(None, one)}" for name, one in value.items() if one not in ("", None)
        )
    if isinstance(value, Moment):
        return short_day(value) if value.known_to_the_day else moment(value)
    if isinstance(value, Duration):
        return str(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = "" if value is None else str(value)
    if question is not None and question.options is not None and (row := question.options.get(text)):
        return row.title
    if question is not None and question.type is AnswerType.MONEY:
        return f"£{text}"
    if text in _PLAIN:
        return _PLAIN[text]
    return text


_PLAIN = {"yes": "Yes", "no": "No", NOT_KNOWN: "Not known", REFUSED: "Refused to say"}
