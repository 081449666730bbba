"""What the pages of meetings show, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from waymark.casefile.models import Episode, Subject
from waymark.meetings.book import Agreed, Meeting, Minutes
from waymark.meetings.queries import Listed
from waymark.procedures.describe.words import people_words, upper_first
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.evaluation.meetings import invitations, quorum
from waymark.procedures.language.entries import Step
from waymark.procedures.language.people import people_word
from waymark.procedures.time import Moment
from waymark.web.shell.streams import slug_of
from waymark.web.shell.words import day, moment


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in a list."""

    title: str
    href: str
    child: str
    when: str
    place: str
    over: bool
    """Its time is over, and nobody has recorded it."""


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody whom the pack calls to a meeting."""

    word: str
    title: str
    must: bool
    invited: bool | None
    """None: what would tell is not known."""


def lines(found: Iterable[Listed], now: datetime) -> list[Line]:
    """The lines of a list of meetings."""
    return [
        Line(
            one.row.title, reverse("meetings:meeting", args=[one.row.pk]), child_name(one.child, one.row.stream),
            moment(one.row.starts_at), one.row.place, one.row.state == "planned" and one.row.starts_at < now,
        )
        for one in found
    ]  # fmt: skip


def child_name(child: Subject | None, stream: str) -> str:
    """How a list calls a child."""
    return (child.name or child.reference) if child is not None else stream.rpartition(":")[2]


def members(standing: EpisodeSituation, step: Step) -> list[MemberLine]:
    """Everybody whom the pack names for a meeting, as things stand."""
    assert step.meeting is not None
    found = invitations(standing.reasoner, step.meeting, standing.point)
    return [
        MemberLine(people_word(one.who), upper_first(people_words([one.who], standing.pack)), one.must, one.invited)
        for one in found
    ]


def missing_for_quorum(standing: EpisodeSituation, step: Step, present: Sequence[str]) -> list[str]:
    """Who is missing for a quorum, in words; nothing if it is quorate."""
    titles = {one.word: one.title for one in members(standing, step)}
    return [titles.get(word, word) for word in quorum(standing.reasoner, step, present, standing.point).missing]


def present_at(standing: EpisodeSituation, meeting: Meeting) -> Sequence[str] | None:
    """Who came, in the pack's words, as the record of the meeting says; None if it has not been held."""
    events = standing.reasoner.view.timeline.events
    held = next((one for one in events if one.id == meeting.event), None) if meeting.event else None
    return None if held is None else held.present


def proposed_day(standing: EpisodeSituation, step: str) -> Moment | None:
    """The day by which the step is owed, to propose a date from."""
    owed = [one.due for one in standing.duties if one.outstanding and step in one.duty.do and one.due is not None]
    return min(owed, key=lambda due: due.start, default=None)


def step_address(stream: str, meeting: Meeting) -> str:
    """The page on which the meeting itself is recorded."""
    pathway, _, short = meeting.step.partition("/")
    return f"{reverse('steps:step', args=[slug_of(stream), pathway, short])}?{urlencode({'episode': meeting.episode})}"


def reference_of(episode: str) -> str:
    """The human reference of an episode."""
    return Episode.objects.filter(pk=episode).values_list("reference", flat=True).first() or ""


def typed_minutes(minutes: Minutes) -> dict[str, object]:
    """Minutes as the form shows them."""
    return {
        "shared": {one.agency: one.text for one in minutes.shared},
        "dissent": {one.agency: one.text for one in minutes.dissent},
        "agreed": [_typed_line(one) for one in minutes.agreed],
        "child": minutes.child,
        "parents": minutes.parents,
    }  # fmt: skip


def _typed_line(one: Agreed) -> dict[str, object]:
    day_parts = {"day": one.by.day, "month": one.by.month, "year": one.by.year} if one.by else {}
    return {"what": one.what, "who": one.who, "day": "", "month": "", "year": "", **day_parts}


def spoken_day(value: Moment | None) -> str:
    """A day in words; nothing for None."""
    return day(value) if value is not None else ""


def agency_lines(agencies: Iterable[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Agencies by slug and name, each once."""
    return [(slug, names.get(slug, slug)) for slug in dict.fromkeys(agencies)]
