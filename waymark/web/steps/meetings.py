"""A step that is a meeting: who is to be there, whether it is quorate, and on whose word an inquorate one may still decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from waymark.procedures.describe.barriers import waive_sentence
from waymark.procedures.describe.words import listed, person_words, role_words, upper_first
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.evaluation.meetings import invitations, quorum
from waymark.procedures.language.people import people_word
from waymark.web.fields import Choice, Raw
from waymark.web.fields.raw import many, one
from waymark.web.steps.places import Place

PRESENT, OTHERS, GROUNDS = "act.present", "act.others", "act.grounds"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a meeting."""

    word: str
    label: str
    must: bool
    note: str
    present: bool


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """The meeting on the page. `quorate` is None before anybody is ticked."""

    members: tuple[Member, ...]
    others: str
    chair: str
    agenda: tuple[Choice, ...]
    quorate: bool | None
    verdict: str
    grounds: tuple[Choice, ...]
    ground: str
    waive: str


def present_of(raw: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Who was there, as ticked and as written."""
    written = (line.strip() for line in one(raw, OTHERS).replace(",", "\n").split("\n"))
    return tuple(dict.fromkeys([*many(raw, PRESENT), *(line for line in written if line)]))


def shown(place: Place, standing: EpisodeSituation, raw: Raw) -> MeetingShown | None:
    """The meeting of a step, or None."""
    meeting = place.step.meeting
    if meeting is None:
        return None
    pack, there = place.pack, present_of(raw)
    verdict = quorum(standing.reasoner, place.step, there, standing.point)
    grounds = pack.lists.get(meeting.waive.grounds) if meeting.waive is not None and meeting.waive.grounds else None
    agenda = pack.lists.get(meeting.agenda) if meeting.agenda else None
    return MeetingShown(
        tuple(_members(place, standing, there)), one(raw, OTHERS),
        upper_first(person_words(meeting.chair, pack)) if meeting.chair is not None else "",
        tuple(Choice(row.id, row.title, row.say) for row in agenda.rows) if agenda is not None else (),
        verdict.quorate if there else None, _verdict(place, verdict.missing) if there and not verdict.quorate else "Quorate",
        tuple(Choice(row.id, row.title, row.say) for row in grounds.rows) if grounds is not None else (), one(raw, GROUNDS),
        waive_sentence(meeting.waive, pack) if meeting.waive is not None else "",
    )  # fmt: skip


def _members(place: Place, standing: EpisodeSituation, there: tuple[str, ...]) -> list[Member]:
    """The chair, whoever is invited, and who may come instead, each once."""
    found: dict[str, Member] = {}
    for member in _everybody(place, standing, there):
        found.setdefault(member.word, member)
    return list(found.values())


def _everybody(place: Place, standing: EpisodeSituation, there: tuple[str, ...]) -> Iterator[Member]:
    meeting, pack = place.step.meeting, place.pack
    assert meeting is not None  # `shown` asked
    entries = {people_word(member.who): member for member in meeting.members}
    if meeting.chair is not None and people_word(meeting.chair) not in entries:
        word = people_word(meeting.chair)
        yield Member(word, upper_first(person_words(meeting.chair, pack)), False, "takes the chair", word in there)
    for invited in invitations(standing.reasoner, meeting, standing.point):
        if invited.invited is False:
            continue
        word, who = people_word(invited.who), person_words(invited.who, pack)
        unknown = "invite if it applies; not known yet" if invited.invited is None else ""
        yield Member(
            word, upper_first(who), invited.must, unknown or ("must be there" if invited.must else ""), word in there
        )
        for other in entries[word].instead:
            label = role_words(other, pack) if other in pack.roles else other.replace("-", " ")
            yield Member(other, upper_first(label), False, f"counts instead of {who}", other in there)


def _verdict(place: Place, missing: tuple[str, ...]) -> str:
    meeting = place.step.meeting
    assert meeting is not None  # `shown` asked
    labels = {people_word(member.who): person_words(member.who, place.pack) for member in meeting.members}
    names = [labels.get(word, word) for word in missing]
    return f"Not quorate: {listed(names)} {'is' if len(names) == 1 else 'are'} missing"
