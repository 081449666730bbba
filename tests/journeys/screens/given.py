"""What is so before a journey begins: children whom somebody has referred, written by the same actions as the screens use."""

from datetime import date

from tests.cast import AMBROSIA, EVERYTHING, MANAGER, MONDAY, TEACHER, WORKER, at, decide, referral
from waymark.casefile import records
from waymark.casefile.actions import give, record
from waymark.casefile.acts import Act
from waymark.casefile.queries import file_of
from waymark.people.details import Details
from waymark.procedures.history import Given
from waymark.procedures.time import Moment


def referred(child: str = AMBROSIA, *, area: str, name: str = "Ambrosia Testcase", **answers: object) -> str:
    """A school has referred a child, on Monday noon. Out: the episode."""
    act = referral(
        MONDAY,
        happened_anyway="Rang at once.",
        answers={"reporter-kind": "professional", "concern": "Comes to school hungry.", **answers},
    )
    record(stream=child, act=act, by=TEACHER, area=area, now=MONDAY)
    records.change_details(
        stream=child, details=Details(name=name, born=date(2017, 3, 27), sex="female"), by=WORKER, now=MONDAY
    )
    give(stream=child, given=[Given(name="home-area", value=area)], by=WORKER, occurred=Moment.at(MONDAY), now=MONDAY)
    return next(iter(file_of(child).history.episodes))


def decided(option: str, child: str = AMBROSIA, *, area: str, by=WORKER, **more: object) -> None:
    """It has been decided what happens next, at once."""
    decide(option, child, MONDAY, area=area, **more)


def allocated(child: str, person: str, team: str = "") -> None:
    """The child has a worker."""
    from waymark.work.actions import allocate

    allocate(stream=child, worker=person, team=team, by=MANAGER, now=MONDAY)


__all__ = ["AMBROSIA", "EVERYTHING", "MONDAY", "Act", "allocated", "at", "decided", "referred"]
