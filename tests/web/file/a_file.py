"""A child's file made through the actions that people use, and how its pages are read."""

import re
from datetime import date, datetime
from html import unescape

from django.test import Client

from tests.access.people import agency, reader, user
from tests.cast import EVERYTHING, Actor, at, utc
from waymark.casefile import records
from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.casefile.queries import file_of
from waymark.ledger.events import StoredEvent
from waymark.people.details import Details
from waymark.people.persons import Person
from waymark.procedures.history import Event
from waymark.web.shell.streams import slug_of, stream_of

AREA, COUNCIL, SCHOOL = "cambridgeshire-peterborough", "fenland-council", "elm-street-school"
NOW = utc(27)
DETAILS = Details(
    name="Ambrosia Testcase", preferred_name="Amby", born=date(2022, 10, 14), sex="female", nhs_number="9990000018",
    address="1 Nowhere Lane", postcode="ZZ99 3CZ", school="Invented Nursery",
)  # fmt: skip
FAMILY = (
    Person(
        id="",
        name="Petronella Testcase",
        relationship="mother",
        in_household=True,
        parental_responsibility=True,
        phone="01632 960001",
    ),
    Person(id="", name="Ebenezer Testcase", relationship="father", in_household=False, parental_responsibility=True),
    Person(id="", name="Hortensia Healthvisit", relationship="Health visitor", kind="professional", agency="health"),
)


def signed_in(role: str, name: str = "Wilhelmina Socialwork", where: str = COUNCIL, **more: object) -> Client:
    """A browser of somebody in this role."""
    client = Client()
    client.reader = reader(role, where, name, **more)
    client.force_login(user(name))
    return client


def by_worker() -> Actor:
    """Wilhelmina, as the author of acts."""
    return Actor(
        person=user("Wilhelmina Socialwork").person,
        role="social-worker",
        agency=agency(COUNCIL).slug,
        scope=EVERYTHING,
    )


def by(name: str, role: str) -> Actor:
    """Somebody else of the council."""
    return Actor(person=user(name).person, role=role, agency=agency(COUNCIL).slug, scope=EVERYTHING)


def by_school() -> Actor:
    """Tarquin, as the author of acts."""
    return Actor(
        person=user("Tarquin Headteacher").person, role="practitioner", agency=agency(SCHOOL).slug, scope=EVERYTHING
    )


def does(
    child: str, step: str, when: datetime, *, by: Actor | None = None, late: datetime | None = None, **said: object
) -> list[StoredEvent]:
    """A step, recorded as it is done, or later. What a rule forbids happened all the same."""
    act = Act(name=step, occurred=at(when), happened_anyway="There was no time.", **said)
    return record(stream=stream_of(child), act=act, by=by or by_worker(), area=AREA, now=late or when)


def a_child(details: Details = DETAILS, people: tuple[Person, ...] = FAMILY) -> str:
    """A child whom a school referred on the 2nd, who is assessed since the 3rd and was seen on the 5th. Out: as addresses name her."""
    stream = records.open_file(details=details, area=AREA, by=by_worker(), now=utc(2, 9), people=people)
    child = slug_of(stream)
    concern = {
        "concern": "She comes to nursery hungry.",
        "childs-own-words": "I was cold.",
        "no-name-because": "not-known",
    }
    does(child, "referral/referral", utc(2, 10), by=by_school(), answers=concern)
    does(child, "assessment/assessment-started", utc(3))
    seen = {"seen": "yes", "seen-alone": "yes", "seen-where": "At nursery", "childs-words": "I like toast."}
    does(child, "assessment/child-seen", utc(5), late=utc(9), answers=seen)
    return child


def event(child: str, step: str) -> Event:
    """The newest event of a step, as it now stands."""
    found = [one for one in file_of(stream_of(child)).history.events if one.name == step]
    return found[-1]


def text(answer) -> str:
    """What a page says, without marks."""
    bare = re.sub(r"<(script|style|title)[^>]*>.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare))).strip()


def page(client: Client, child: str, path: str = "", **query: object) -> str:
    """What one of the pages of a file says, which must be there."""
    answer = client.get(f"/child/{child}/{path}", query)
    assert answer.status_code == 200, f"{answer.status_code}: {text(answer)[:800]}"
    return text(answer)
