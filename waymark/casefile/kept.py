"""What the product keeps about a child, read out of a file: marks, documents, warnings, people, allocation. The one place that knows the names.

Kept facts are called `kind` or `kind:key`; a later one of a name replaces the earlier, and an empty value takes it back. Apps above keep their own
beside these: `allocation` (who gave the child to whom), `taken:<duty>`, `returned:<act>` (work), `information-request:`, `information-answer:`
(sharing), `meeting:`, `meeting-record:` (meetings), `not-same:<stream>` (two files that somebody compared and kept apart).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from waymark.casefile.files import File
from waymark.people.details import Details
from waymark.people.persons import Person, persons
from waymark.procedures.time import Moment

AREA = "area"
WORKER, TEAM = "allocated-worker", "allocated-team"
MARK, DOCUMENT, WARNING = "mark:", "document:", "warning:"

WARNINGS: dict[str, str] = {
    "violence": "Violence or threats to workers",
    "weapons": "Weapons",
    "dog": "A dangerous dog",
    "two-workers": "Visit with two workers",
    "police": "Visit with the police",
    "no-visit": "Do not visit",
    "address-secret": "The address must not be told to anybody in the family",
    "contact-forbidden": "Somebody who may have no contact with the child",
    "flight": "The family may leave without telling anybody",
    "health": "A risk to health in the home",
    "other": "Other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What somebody thought of an event in the chronology."""

    event: str
    significant: bool
    analysis: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:  # noqa: A001 (the word that is on the page)
    """What a worker must know before going there. `disclosed`: whether the family has been told of it; None: not said."""

    id: str
    kind: str
    text: str
    disclosed: bool | None
    manager: str
    by: str
    since: date | None
    review: date | None
    ended: date | None
    why_ended: str

    @property
    def kind_in_words(self) -> str:
        """The sort of warning as people say it."""
        return WARNINGS.get(self.kind, self.kind)

    def due_for_review(self, today: date) -> bool:
        """Whether it should have been looked at again."""
        return self.ended is None and self.review is not None and self.review <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in the file. `sha256` names its bytes; `type` is what its content was found to be."""

    id: str
    title: str
    file_name: str
    type: str
    size: int
    sha256: str
    by: str
    episode: str
    stored: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Whose work a child is: a person's id and a team's slug, empty where nobody has said."""

    worker: str
    team: str


def facts_of(file: File) -> dict[str, object]:
    """The newest value of each kept fact, in the order in which names were first given."""
    return {one.name: one.value for one in file.history.given}


def details(file: File) -> Details:
    """Who the child is."""
    return Details.from_facts(facts_of(file))


def area(file: File) -> str:
    """The area of the newest episode; before there is one, that in which the file was begun."""
    return area_of(file, facts_of(file))


def area_of(file: File, facts: Mapping[str, object]) -> str:
    """The same, where the facts are at hand."""
    newest = max(file.history.episodes.values(), key=lambda one: one.opened.occurred.start, default=None)
    return newest.pin.partition("@")[0] if newest is not None else _text(facts.get(AREA))


def people(file: File) -> list[Person]:
    """Family and professionals around the child, in the order in which they were written down."""
    return persons(facts_of(file))


def allocation(file: File) -> Allocation:
    """The allocated worker and team."""
    return allocation_of(facts_of(file))


def allocation_of(facts: Mapping[str, object]) -> Allocation:
    """The same, where the facts are at hand."""
    return Allocation(worker=_text(facts.get(WORKER)), team=_text(facts.get(TEAM)))


def marks(file: File) -> dict[str, Mark]:
    """What was thought of events, by the engine's event id."""
    return {
        key: Mark(
            event=key,
            significant=row.get("significant") == "yes",
            analysis=_text(row.get("analysis")),
            by=_text(row.get("by")),
        )
        for key, row in _rows(file, MARK)
    }


def warnings(file: File) -> list[Warning]:
    """Every warning, those in force first, the newest of them first."""
    found = [
        Warning(
            id=key,
            kind=_text(row.get("kind")),
            text=_text(row.get("text")),
            disclosed={"yes": True, "no": False}.get(_text(row.get("disclosed"))),
            manager=_text(row.get("manager")),
            by=_text(row.get("by")),
            since=_day(row.get("since")),
            review=_day(row.get("review")),
            ended=_day(row.get("ended")),
            why_ended=_text(row.get("why-ended")),
        )
        for key, row in _rows(file, WARNING)
    ]
    newest_first = found[::-1]
    return [
        *(one for one in newest_first if one.ended is None),
        *(one for one in newest_first if one.ended is not None),
    ]


def documents(file: File) -> list[Document]:
    """Every document, the newest first."""
    found = [document_of(key, row) for key, row in _rows(file, DOCUMENT)]
    return list(reversed(found))


def document_of(key: str, row: Mapping[str, object]) -> Document:
    """A document out of its kept fact."""
    size, stored = row.get("size"), row.get("stored")
    return Document(
        id=key,
        title=_text(row.get("title")),
        file_name=_text(row.get("file-name")),
        type=_text(row.get("type")),
        size=size if isinstance(size, int) else 0,
        sha256=_text(row.get("sha256")),
        by=_text(row.get("by")),
        episode=_text(row.get("episode")),
        stored=stored if isinstance(stored, Moment) else None,
    )


def _rows(file: File, prefix: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for name, value in facts_of(file).items():
        if name.startswith(prefix) and isinstance(value, Mapping):
            yield name.removeprefix(prefix), value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> date | None:
    return value.day if isinstance(value, Moment) else None
