"""The question of the page "who do I call now?": read from the address, so that an answer can be sent on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from waymark.manual.directory.calling import (
    CHILD,
    DANGER_NOW,
    EMERGENCY,
    PROFESSIONAL,
    PUBLIC,
    ROUTINE,
    URGENT,
    Caller,
    with_urgency,
)
from waymark.manual.directory.entries import concerns_of, councils_of
from waymark.procedures.time import Moment, MomentError
from waymark.web import clock
from waymark.web.directory.presenters import whole_age
from waymark.web.guidance.places import Guidance

WHO = (
    (PUBLIC, "A neighbour, friend or member of the public"),
    ("family", "A parent or relative"),
    (CHILD, "A child or young person"),
    (PROFESSIONAL, "I work or volunteer with children or families"),
)
URGENCIES = ((EMERGENCY, "In danger now"), (URGENT, "Somebody must hear it today"), (ROUTINE, "It can wait"))


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. `problems`: field by field, what is missing or cannot be."""

    concern: str
    who: str
    urgency: str
    council: str
    age: str
    day: str
    time: str
    asked: bool
    moment: Moment
    problems: dict[str, str]

    def caller(self, *, signed_in: bool) -> Caller:
        """Who asks, for the directory."""
        return with_urgency(
            Caller(
                concern=self.concern, who=self.who, urgency=self.urgency, age=whole_age(self.age), council=self.council,
                signed_in=signed_in,
            )
        )  # fmt: skip

    @property
    def other_time(self) -> bool:
        """Whether it is asked for another time than now."""
        return bool(self.day or self.time)


def question_of(request: HttpRequest, guidance: Guidance) -> Question:
    """The question that an address asks; where nothing is said, what is likeliest."""
    get = request.GET.get
    signed_in = request.reader is not None  # type: ignore[attr-defined]
    concern, who = get("concern", ""), get("who", "") or (PROFESSIONAL if signed_in else "")
    urgency = get("urgency", "") or (EMERGENCY if concern == DANGER_NOW else URGENT)
    problems: dict[str, str] = {}
    asked = "concern" in request.GET
    if asked and concern not in {one.id for one in concerns_of(guidance.pack)}:
        problems["concern"] = "Choose what you are worried about."
    if asked and who not in dict(WHO):
        problems["who"] = "Say who you are."
    if urgency not in dict(URGENCIES):
        problems["urgency"] = "Say how urgent it is."
    councils, council = councils_of(guidance.pack), get("council", "")
    if asked and councils and council not in councils:
        problems["council"] = "Say where the child lives, so that we can name the right number."
    age = get("age", "").strip()
    if age and whole_age(age) is None:
        problems["age"] = "Write the age in whole years, like 14."
    day, time = get("day", "").strip(), get("time", "").strip()
    moment = _moment(day, time, problems)
    return Question(concern, who, urgency, council, age, day, time, asked, moment, problems)


def _moment(day: str, time: str, problems: dict[str, str]) -> Moment:
    """Now, or the chosen time; the chosen time of today, the chosen day at this time."""
    now = Moment.at(clock.now())
    if not (day or time):
        return now
    here: datetime | None = now.local
    try:
        return Moment.parse(f"{day or now.day.isoformat()}T{time or (f'{here:%H:%M}' if here else '12:00')}")
    except MomentError:
        problems["day"] = "Choose a day and a time that there is."
        return now
