"""The cast: invented people, the same in every test, and the moments at which they act. Nobody is called that."""

from datetime import UTC, datetime

from waymark.casefile.actions import record
from waymark.casefile.acts import EVERYTHING, Act, Actor
from waymark.ledger.events import StoredEvent
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment

# Children: their streams in the ledger.
AMBROSIA = "child:demo:Ambrosia-Testcase"
BALTHAZAR = "child:demo:Balthazar-Placeholder"
CLEMENTINA = "child:demo:Clementina-Notareal"

# Colleagues from the agencies.
WORKER = Actor(person="person:Wilhelmina-Socialwork", role="social-worker", agency="social-care", scope=EVERYTHING)
MANAGER = Actor(person="person:Montgomery-Teamlead", role="manager", agency="social-care", scope=EVERYTHING)
OFFICER = Actor(person="person:Philippa-Constable", role="police", agency="police", scope=EVERYTHING)
HEALTH_VISITOR = Actor(person="person:Hortensia-Healthvisit", role="health", agency="health", scope=EVERYTHING)
TEACHER = Actor(person="person:Tarquin-Headteacher", role="practitioner", agency="school", scope=EVERYTHING)
CHAIR = Actor(person="person:Cordelia-Chairing", role="conference-chair", agency="social-care", scope=EVERYTHING)
PASSER_BY = Actor(person="person:Nobody-Inparticular", scope=EVERYTHING)


def utc(day: int, hour: int = 12, minute: int = 0, month: int = 3, year: int = 2026) -> datetime:
    """A moment in March 2026, unless another month is named. Until the 29th London keeps the same time."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


MONDAY = utc(2)
TUESDAY = utc(3)
WEDNESDAY = utc(4)
THURSDAY = utc(5)
FRIDAY = utc(6)


def at(moment: datetime) -> Moment:
    """When something happened, to the minute."""
    return Moment.at(moment)


def on(day: datetime) -> Moment:
    """When something happened, to the day."""
    return Moment.on(day.date())


def referral(occurred: datetime, **changes: object) -> Act:
    """A school refers a child."""
    said = {"reporter-kind": "professional", "concern": "Comes to school hungry and in wet clothes."}
    values = {"name": "referral/referral", "occurred": at(occurred), "answers": said}
    return Act(**values | changes)


def next_step(occurred: datetime, option: str, **changes: object) -> Act:
    """Social care decides what happens next."""
    return Act(**{"name": "referral/next-step", "occurred": at(occurred), "option": option} | changes)


def told_referrer(occurred: datetime) -> Act:
    """The referrer is told that the referral has come in."""
    values = {"told": "referrer", "about": "receipt", "duty": "referral/acknowledge"}
    return Act(name="referral", kind=Kind.TOLD, occurred=at(occurred), **values)


def refer(
    child: str = AMBROSIA, when: datetime = MONDAY, *, area: str = "national", **more: object
) -> list[StoredEvent]:
    """A referral, recorded as it comes in."""
    return record(stream=child, act=referral(when), by=TEACHER, area=area, now=more.pop("now", when), **more)


def decide(
    option: str, child: str = AMBROSIA, when: datetime = TUESDAY, *, area: str = "national", **more: object
) -> list[StoredEvent]:
    """A decision on a referral, recorded as it is made."""
    return record(stream=child, act=next_step(when, option), by=WORKER, area=area, now=more.pop("now", when), **more)
