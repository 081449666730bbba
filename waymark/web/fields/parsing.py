"""One answer out of what was typed, by the type of its question. Every option is looked at again, whatever the page has shown."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from waymark.procedures.language.entries import AnswerType, Question
from waymark.procedures.language.pack import Pack
from waymark.web.fields.around import BODY_REGIONS, Around, contact_choices, role_choices
from waymark.web.fields.faults import BLANK, Unread
from waymark.web.fields.moments import read_date, read_duration, read_time
from waymark.web.fields.raw import LONGEST, many, one

RawView = Mapping[str, list[str]]
Parser = Callable[[Question, RawView, str, Pack, Around], object]

#: The box that says that nothing in a list of boxes applies.
NONE_OF_THESE = "_none"


def read_answer(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    """The typed value of one question, or BLANK. Errors: Unread. States (not known, refused) are not looked at here."""
    return _PARSERS[question.type](question, raw, name, pack, around)


def _yes_no(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    word = one(raw, name)
    if word in ("yes", "no"):
        return word
    if word:
        raise Unread("Choose yes or no, or say that it is not known")
    return BLANK


def _text(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    text = one(raw, name)
    if len(text) > LONGEST:
        raise Unread(
            f"This is {len(text):,} characters long, and {LONGEST:,} is the most. Put it into a document instead"
        )
    return text if text.strip() else BLANK


def _number(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    typed = one(raw, name).strip()
    if not typed:
        return BLANK
    bare = typed.removeprefix("£").replace(" ", "")
    if not re.fullmatch(r"-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,10})?", bare, re.ASCII):
        like = "£12.50" if question.type is AnswerType.MONEY else "12"
        raise Unread(f"Enter a number, like {like}")
    value = float(bare.replace(",", ""))
    return int(value) if value.is_integer() and math.isfinite(value) else value


def _choice(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    word = one(raw, name)
    if not word:
        return BLANK
    if question.options is None or question.options.get(word) is None:
        raise Unread("Choose one of the answers in the list")
    return word


def _choices(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    ticked = many(raw, name)
    if NONE_OF_THESE in ticked:
        if len(ticked) > 1:
            raise Unread("Choose what applies, or that none of these applies; not both")
        return ()
    known = question.options
    if any(known is None or known.get(word) is None for word in ticked):
        raise Unread("Choose from the boxes in the list")
    return tuple(ticked) if ticked else BLANK


def _person(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    chosen, written = one(raw, name), one(raw, f"{name}.other").strip()
    if chosen and written:
        raise Unread("Choose somebody or write a name; not both", "other")
    if len(chosen or written) > 400:
        raise Unread("This is too long for a name: 400 characters at most", "other")
    return chosen or written or BLANK


def _people(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    written = (line.strip() for line in one(raw, f"{name}.other").split("\n"))
    found = tuple(dict.fromkeys([*many(raw, name), *(line for line in written if line)]))
    if any(len(word) > 400 for word in found):
        raise Unread("Write one name on each line, 400 characters at most", "other")
    return found or BLANK


def _line(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    text = " ".join(one(raw, name).split())
    if len(text) > 1000:
        raise Unread("This is too long: 1,000 characters at most")
    return text or BLANK


def _area(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    return _one_of(raw, name, {one.value for one in around.areas})


def _role(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    return _one_of(raw, name, {one.value for one in role_choices(pack)})


def _contact(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    return _one_of(raw, name, {one.value for one in contact_choices(pack)})


def _one_of(raw: RawView, name: str, allowed: set[str]) -> object:
    word = one(raw, name)
    if word and allowed and word not in allowed:
        raise Unread("Choose one from the list")
    return _line_or_blank(word)


def _line_or_blank(word: str) -> object:
    return word.strip()[:400] or BLANK


def _body_map(question: Question, raw: RawView, name: str, pack: Pack, around: Around) -> object:
    ticked, regions = many(raw, name), [region.value for region in BODY_REGIONS]
    if any(word not in regions for word in ticked):
        raise Unread("Choose from the parts of the body in the list")
    return ", ".join(region for region in regions if region in ticked) or BLANK


_PARSERS: dict[AnswerType, Parser] = {
    AnswerType.YES_NO: _yes_no,
    AnswerType.TEXT: _text,
    AnswerType.NUMBER: _number,
    AnswerType.MONEY: _number,
    AnswerType.DATE: lambda q, raw, name, pack, around: read_date(raw, name),
    AnswerType.TIME: lambda q, raw, name, pack, around: read_time(raw, name),
    AnswerType.DURATION: lambda q, raw, name, pack, around: read_duration(raw, name),
    AnswerType.CHOICE: _choice,
    AnswerType.CHOICES: _choices,
    AnswerType.PERSON: _person,
    AnswerType.PEOPLE: _people,
    AnswerType.PLACE: _line,
    AnswerType.AREA: _area,
    AnswerType.ROLE: _role,
    AnswerType.CONTACT: _contact,
    AnswerType.BODY_MAP: _body_map,
    AnswerType.ROWS: lambda q, raw, name, pack, around: BLANK,
}
