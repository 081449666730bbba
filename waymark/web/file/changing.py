"""What every change of a file has in common: who acts, what is said when it is refused, where it leads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from waymark.casefile.errors import BadAct, NotYours, WrongRole
from waymark.ledger.errors import StreamMoved
from waymark.procedures.time import Moment, MomentError

#: What is said where somebody else wrote first; what was typed stays in the form.
MOVED = (
    "Somebody else has changed this file in the meantime. Look at what is new, then send yours again: it is kept below."
)
NO_DATE = "Write a day, month and year, for example 27 3 2026."


class Faults(dict[str, str]):
    """What is wrong, by field; empty where nothing is."""


@contextmanager
def tried() -> Iterator[Faults]:
    """Run an action; what it finds wrong with the words is caught, field by field. Not allowed is 403, with the reason."""
    faults = Faults()
    try:
        yield faults
    except BadAct as bad:
        faults |= bad.faults
    except StreamMoved:
        faults["main-content"] = MOVED
    except (NotYours, WrongRole) as refused:
        raise PermissionDenied(str(refused)) from refused


def done(request: HttpRequest, words: str, name: str, *args: str) -> HttpResponse:
    """Say that something is done, and go on."""
    messages.success(request, words)
    return redirect(name, *args)


def typed_date(posted: Mapping[str, str], name: str) -> dict[str, str]:
    """The three boxes of a date, as typed."""
    return {part: posted.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")}


def shown_date(day: date | None) -> dict[str, str]:
    """A date in three boxes."""
    if day is None:
        return {"day": "", "month": "", "year": ""}
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def read_date(typed: Mapping[str, str], name: str, faults: dict[str, str]) -> date | None:
    """The date in three boxes; None where all are empty. What cannot be read is a fault of `name`."""
    if not any(typed.values()):
        return None
    try:
        day, month, year = (int(typed[part]) for part in ("day", "month", "year"))
        return Moment.parse(f"{year:04}-{month:02}-{day:02}").day
    except (ValueError, MomentError):
        faults[name] = NO_DATE
        return None


def yes_no(word: str) -> bool | None:
    """A yes, a no, or nothing said."""
    return {"yes": True, "no": False}.get(word)


def word_of(value: bool | None) -> str:
    """The inverse."""
    return "" if value is None else "yes" if value else "no"
