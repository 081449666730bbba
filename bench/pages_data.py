"""What `bench.pages` needs beside the children of `bench.web_data`: people who sign in, files of 500 events, homes and NHS numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bench.evaluation import AREA, believable, pack
from bench.web_data import AREAS, NOW, WORKERS
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.entries import AnswerType
from waymark.procedures.time import Moment

COUNCIL, TEAM = "bench-council", "team-1"
LONG_FILES, LONG = 8, 500
#: So many children live three to a home and have an NHS number.
AT_HOME = 300
SOCIAL_WORKERS = 20
SAID = "Seen at home in the afternoon. Talked about school, sleep and who helps in the evening. " * 4


def long_file(number: int) -> str:
    """The stream of one of the long files."""
    return f"child:LONG{number:04d}"


def nhs_number(number: int) -> str:
    """An invented number; no real one begins with 999."""
    return f"999{number:07d}"


def prepare(children: int) -> None:
    """Write all of it through the product's own actions, once: a database that has it stays as it is."""
    from waymark.agencies.models import Agency
    from waymark.casefile import actions, projections
    from waymark.casefile.acts import EVERYTHING, Actor

    if Agency.objects.filter(pk=COUNCIL).exists():
        return
    _people()
    by = Actor(person="bench", scope=EVERYTHING)
    actions.take_over(histories=[(long_file(n), _long(n)) for n in range(LONG_FILES)], by=by, now=NOW)
    at = Moment.at(NOW - timedelta(days=1))
    with projections.held_back(now=NOW):
        for n in range(min(children, AT_HOME)):
            actions.give(stream=f"child:SYN{n:08d}", given=list(_home(n)), by=by, occurred=at, now=NOW)


def _people() -> None:
    """Whom the data names as user:1 and so on: two who lead, and social workers with children of theirs."""
    from waymark.agencies import actions
    from waymark.agencies.actions import THE_MACHINE

    made: dict[str, Any] = {"by": THE_MACHINE, "now": NOW}
    actions.add_agency(slug=COUNCIL, name="Bench Council", kind="council", areas=list(AREAS), **made)
    actions.add_team(slug=TEAM, name="Bench Team", agency=COUNCIL, area=AREAS[0], **made)
    posts: list[tuple[str, list[str], str]] = [("mash-manager", list(AREAS), ""), ("mash-manager", [AREAS[0]], TEAM)]
    posts += [("social-worker", list(AREAS), TEAM)] * SOCIAL_WORKERS
    for number, (role, areas, team) in enumerate(posts):
        user = actions.add_user(email=f"bench{number}@example.org", name=f"Montgomery Bench-{number}", **made)
        assert user.pk < WORKERS, "The data gives work to user:0 until user:799."
        actions.give_post(user=user, role=role, agency=COUNCIL, team=team, areas=areas, starts=date(2020, 1, 1), **made)


def _long(number: int) -> History:
    """500 events with what was said at each of them, and who the child is."""
    stream = long_file(number)
    begin = (NOW - timedelta(days=LONG * 4)).date()
    asked = pack()
    events = []
    for event in believable(LONG, stream.removeprefix("child:"), begin):
        if event.kind is Kind.OPENED:
            event = replace(event, pin=AREA)
        said = dict(_answers(event, asked)) if event.kind is Kind.DONE else {}
        events.append(replace(event, answers=said or event.answers, by=f"user:{1 + number}", agency=COUNCIL))
    worker = [Given(name="allocated-worker", value=f"user:{1 + number}"), Given(name="allocated-team", value=TEAM)]
    known = [Given(name="name", value=f"Ambrosia Longfile-{number}"), Given(name="area", value=AREA)]
    born = Given(name="born", value=Moment.on(date(2015, 3, 1 + number)))
    return History(events, [*known, born, *worker])


def _answers(event: Event, asked: Any) -> Iterator[tuple[str, object]]:
    """Every question of the step's form that words or a yes answer."""
    for short, question in asked.step_questions(event.name).items():
        if question.type is AnswerType.TEXT:
            yield short, SAID
        elif question.type is AnswerType.YES_NO:
            yield short, "yes"


def _home(number: int) -> Iterator[Given]:
    yield Given(name="nhs-number", value=nhs_number(number))
    yield Given(name="address", value=f"{1 + number // 3} Invented Road")
    yield Given(name="postcode", value=f"ZZ{1 + number // 30} {number // 3 % 10}AA")
