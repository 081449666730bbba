"""Information asked of agencies, read from the facts kept in a child's file. Later facts of a name take the place of earlier ones.

`information-request:<id>` holds the question (and its withdrawal), `information-answer:<id>` the answer; both are rows of strings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from waymark.procedures.history import History
from waymark.procedures.time import Moment, has_passed

REQUEST, ANSWER = "information-request:", "information-answer:"
OPEN, ANSWERED, WITHDRAWN = "open", "answered", "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an agency answered, on which lawful basis."""

    text: str
    lawful_basis: str
    nothing_known: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question put to one agency about one child."""

    id: str
    stream: str
    episode: str
    agency: str
    what: str
    purpose: str
    needed_by: date
    asked_by: str
    asked_for: str
    """The agency that asks."""
    asked_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""
    answer: Answered | None = None

    @property
    def state(self) -> str:
        """open, answered or withdrawn."""
        if self.answer is not None:
            return ANSWERED
        return WITHDRAWN if self.withdrawn_at is not None else OPEN

    @property
    def ended_at(self) -> datetime | None:
        """When nothing more was wanted of the agency; None while it still is."""
        return self.answer.at if self.answer is not None else self.withdrawn_at

    def late(self, now: datetime) -> bool:
        """Whether it was answered after the day by which it was needed, or is still open after it."""
        if self.state == WITHDRAWN:
            return False
        return has_passed(Moment.on(self.needed_by), self.ended_at or now)


def requests_in(stream: str, history: History) -> Iterator[Request]:
    """The requests in one child's file, in the order in which they were asked."""
    rows = {fact.name: fact.value for fact in history.given if isinstance(fact.value, Mapping)}
    found = [
        _request(name.removeprefix(REQUEST), stream, row, rows.get(ANSWER + name.removeprefix(REQUEST)))
        for name, row in rows.items()
        if name.startswith(REQUEST)
    ]
    yield from sorted(found, key=lambda one: (one.asked_at, one.id))


def request_row(one: Request) -> dict[str, str]:
    """The row of strings that is kept of a question."""
    return {
        "episode": one.episode, "agency": one.agency, "what": one.what, "purpose": one.purpose,
        "needed-by": one.needed_by.isoformat(), "asked-by": one.asked_by, "asked-for": one.asked_for,
        "asked-at": one.asked_at.isoformat(), "withdrawn-at": one.withdrawn_at.isoformat() if one.withdrawn_at else "",
        "withdrawn-because": one.withdrawn_because,
    }  # fmt: skip


def answer_row(one: Answered) -> dict[str, str]:
    """The row of strings that is kept of an answer."""
    return {
        "text": one.text, "lawful-basis": one.lawful_basis, "nothing-known": "yes" if one.nothing_known else "no",
        "by": one.by, "at": one.at.isoformat(),
    }  # fmt: skip


def _request(number: str, stream: str, row: Mapping[str, str], answered: object) -> Request:
    withdrawn = row.get("withdrawn-at", "")
    return Request(
        id=number, stream=stream, episode=row["episode"], agency=row["agency"], what=row["what"], purpose=row["purpose"],
        needed_by=date.fromisoformat(row["needed-by"]), asked_by=row["asked-by"], asked_for=row["asked-for"],
        asked_at=datetime.fromisoformat(row["asked-at"]),
        withdrawn_at=datetime.fromisoformat(withdrawn) if withdrawn else None,
        withdrawn_because=row.get("withdrawn-because", ""),
        answer=_answer(answered) if isinstance(answered, Mapping) else None,
    )  # fmt: skip


def _answer(row: Mapping[str, str]) -> Answered:
    return Answered(
        text=row["text"], lawful_basis=row["lawful-basis"], nothing_known=row["nothing-known"] == "yes",
        by=row["by"], at=datetime.fromisoformat(row["at"]),
    )  # fmt: skip
