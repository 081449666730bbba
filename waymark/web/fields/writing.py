"""Typed answers as they stand in fields: the inverse of reading, for what is already known and for last time's answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from waymark.procedures.history import NOT_KNOWN, REFUSED
from waymark.procedures.language.entries import AnswerType, Question
from waymark.procedures.time import Duration, Moment
from waymark.web.fields.around import NOBODY, Around
from waymark.web.fields.parsing import NONE_OF_THESE
from waymark.web.fields.raw import Raw
from waymark.web.fields.reading import short_of

#: Types whose states (not known, refused) are choices among others rather than boxes of their own.
STATE_INSIDE = frozenset({AnswerType.YES_NO, AnswerType.CHOICE})


def raw_of(question: Question, value: object, *, around: Around = NOBODY, prefix: str = "") -> Raw:
    """The fields that read back as this answer."""
    found: Raw = {}
    _write(question, value, prefix + short_of(question), around, found)
    return found


def _write(question: Question, value: object, name: str, around: Around, found: Raw) -> None:
    if question.each is not None and question.each != "rows" and _rows_of_members(value):
        for at, row in enumerate(value):  # type: ignore[arg-type, var-annotated]
            found[f"{name}.member.{at}"] = [str(row["member"])]
            _single(question, row["answer"], f"{name}.{at}", around, found)
    elif question.type is AnswerType.ROWS and isinstance(value, Sequence) and not isinstance(value, str):
        found[f"{name}.rows"] = [str(len(value))]
        inner = {part.name: part for part in question.questions}
        for at, row in enumerate(value):
            for short, answer in row.items() if isinstance(row, Mapping) else ():
                if short in inner:
                    _single(inner[short], answer, f"{name}.{at}.{short}", around, found)
    else:
        _single(question, value, name, around, found)


def _rows_of_members(value: object) -> bool:
    return (
        isinstance(value, tuple | list)
        and bool(value)
        and all(isinstance(row, Mapping) and {"member", "answer"} <= row.keys() for row in value)
    )


def _single(question: Question, value: object, name: str, around: Around, found: Raw) -> None:
    if value in (NOT_KNOWN, REFUSED):
        own = question.options is not None and question.options.get(str(value)) is not None
        found[name if own or question.type in STATE_INSIDE else f"{name}.state"] = [str(value)]
    elif isinstance(value, Moment):
        _moment(value, name, found)
    elif isinstance(value, Duration):
        found[f"{name}.count"], found[f"{name}.unit"] = [str(value.count)], [value.unit.value]
    elif question.type is AnswerType.BODY_MAP:
        found[name] = str(value).split(", ")
    elif isinstance(value, tuple | list):
        _several(question, [str(one) for one in value], name, around, found)
    elif question.type is AnswerType.PERSON and value not in {one.value for one in around.people}:
        found[f"{name}.other"] = [str(value)]
    elif value not in ("", None):
        found[name] = [_number(value) if isinstance(value, int | float) else str(value)]


def _several(question: Question, values: list[str], name: str, around: Around, found: Raw) -> None:
    if question.type is AnswerType.PEOPLE:
        known = {one.value for one in around.people}
        found[name] = [one for one in values if one in known]
        found[f"{name}.other"] = ["\n".join(one for one in values if one not in known)]
    else:
        found[name] = values or [NONE_OF_THESE]


def _moment(value: Moment, name: str, found: Raw) -> None:
    day = value.day
    found |= {f"{name}.day": [str(day.day)], f"{name}.month": [str(day.month)], f"{name}.year": [f"{day.year:04}"]}
    local = value.local
    if local is not None:
        found[f"{name}.time"] = [f"{local:%H:%M}"]
        offset = local.isoformat()[-6:]
        found[f"{name}.which"] = [offset]


def _number(value: int | float) -> str:
    text = repr(value)
    return f"{value:.10f}".rstrip("0") if "e" in text else text
