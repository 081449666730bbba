"""Who and what is around a child, to be chosen in fields: the file's people, colleagues, agencies, members of groups."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.agencies.queries import agencies_in, agency_names, colleagues
from waymark.procedures.language.entries import AnswerType
from waymark.procedures.language.people import GROUPS
from waymark.web.fields import Around, Choice
from waymark.web.file.header import title_of
from waymark.web.report import areas
from waymark.web.steps.places import Place


def around(place: Place) -> Around:
    """What can be chosen at a step."""
    groups = _groups(place)
    agencies = {slug for group in groups.values() for slug in group}
    reader = place.request.reader  # type: ignore[attr-defined]
    names = {slug: name for slug, name in agency_names(agencies).items() if name != slug}
    if groups.get("agencies-involved") is None:
        names |= {one.slug: one.name for one in agencies_in(place.area)}
    return Around(
        people=_people(place, reader.team),
        areas=_areas(place) if _asks(place, AnswerType.AREA) else (),
        groups=groups,
        labels=names,
    )


def _people(place: Place, team: str) -> tuple[Choice, ...]:
    child = title_of(place.case)
    found = [Choice(child, child, "the child")]
    found += [Choice(one.word, one.word, one.relationship_in_words) for one in place.case.people]
    if team:
        found += [Choice(user.person, user.name, "colleague") for user in colleagues(team, place.case.today)]
    worker = place.case.worker
    if worker and worker not in {one.value for one in found}:
        found.append(Choice(worker, place.case.worker_name, "allocated worker"))
    return tuple({one.value: one for one in found}.values())


def _asks(place: Place, kind: AnswerType) -> bool:
    return any(
        one.type is kind
        for topic in place.topics
        for question in topic.questions
        for one in (question, *question.questions)
    )


def _areas(place: Place) -> tuple[Choice, ...]:
    """The areas in which people work; a layer that several of them share is none."""
    return tuple(Choice(one.slug, one.title) for one in areas.areas(place.case.today))


def _groups(place: Place) -> Mapping[str, tuple[str, ...]]:
    """The members of the built-in groups and of repeated questions, as the engine knows them."""
    wanted = {
        question.each for topic in place.topics for question in topic.questions if question.each not in (None, "rows")
    }
    found: dict[str, tuple[str, ...]] = {}
    for group in wanted - {None}:
        assert group is not None  # taken out above
        members = _members(place, group)
        if members:
            found[group] = members
    return found


def _members(place: Place, group: str) -> tuple[str, ...]:
    if place.standing is not None:
        known = place.standing.reasoner.group(group, place.standing.point)
    else:
        value = place.case.kept.get(group) if group in GROUPS else None
        known = tuple(value) if isinstance(value, tuple | list) else ((value,) if value else ())
    names = (
        str(one.get("name") or one.get("who") or "") if isinstance(one, Mapping) else str(one) for one in known or ()
    )
    return tuple(dict.fromkeys(name for name in names if name))
