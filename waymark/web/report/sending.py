"""Sending a concern: a file for each child, never matched by itself, the step in each under one act number, documents, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from waymark.access.readers import Reader
from waymark.access.scopes import Sending
from waymark.casefile import records
from waymark.casefile.actions import give, record
from waymark.casefile.acts import Act, Actor
from waymark.ledger.events import new_ids
from waymark.people.persons import Person
from waymark.procedures.history import Given
from waymark.procedures.time import Moment
from waymark.web import fields
from waymark.web.report import attachments, drafts
from waymark.web.report.children import Child
from waymark.web.report.concern import Concern
from waymark.web.report.models import Report

Kind = Report.Kind

#: Kept facts of a child of whom nobody knows the name or the date of birth.
DESCRIPTION, AGE_TOLD = "description", "age-told"


@dataclass(frozen=True, slots=True)
class NotReady(Exception):
    """It may not be sent as it is; the check page says why."""


def send(report_id: str, *, reader: Reader | None, now: datetime) -> Report:
    """Send a draft once, however often it is asked, all of it or nothing. Out: the draft with its receipt.

    Errors: NotReady, and what `casefile.actions.record` raises; the draft is then as it was.
    """
    with transaction.atomic():
        claimed = Report.objects.filter(pk=report_id, sent_at=None).update(sent_at=now)
        report = Report.objects.get(pk=report_id)
        if not claimed:
            return report
        concern = Concern(report, now)
        if not concern.may_be_sent:
            raise NotReady
        streams = _confirm(concern, reader, now) if report.kind == Kind.CONFIRMATION else _file(concern, reader, now)
        report.receipt = {"streams": streams, "danger": concern.in_danger}
        report.content = {}
        report.save(update_fields=["receipt", "content"])
        transaction.on_commit(lambda: drafts.forget_attachments(report_id))
    return report


def actor_for(report: Report, reader: Reader | None, streams: Sequence[str] = ()) -> Actor:
    """Who acts. A call is written down by staff, and the referral is that of the agency which called, where it is known."""
    scope = Sending(frozenset(streams))
    if reader is None:
        return Actor(person=report.person, role="anyone", scope=scope)
    agency = report.content.get("caller-agency") or reader.agency
    return Actor(
        person=reader.person, role=reader.acts_as[0] if reader.acts_as else "anyone", agency=agency, scope=scope
    )


def _file(concern: Concern, reader: Reader | None, now: datetime) -> list[str]:
    """A file for each child."""
    number = new_ids(now, 1)[0]
    actor = actor_for(concern.report, reader)
    streams = [_begin(concern, child, actor, number, now) for child in concern.children]
    actor = replace(actor, scope=Sending(frozenset(streams)))
    if concern.content.get("siblings") == "yes":
        _connect(concern.children, streams, actor, now)
    attachments.file(concern.report, streams, actor, now)
    return streams


def _begin(concern: Concern, child: Child, actor: Actor, number: str, now: datetime) -> str:
    people = [
        Person(**{name: getattr(one.person, name) for name in Person.__dataclass_fields__} | {"id": ""})
        for one in concern.people
    ]
    own = {name: value for name, value in child.answers().items() if name in concern.fixed}
    act = Act(name=concern.step.name, occurred=Moment.at(now), answers=_own_answers(concern, child) | own)
    stream = records.open_file(
        details=child.kept_details,
        area=concern.report.area,
        by=actor,
        now=now,
        people=people,
        act=act,
        act_number=number,
    )
    said = [
        Given(name=name, value=value)
        for name, value in ((DESCRIPTION, child.description), (AGE_TOLD, child.age))
        if value
    ]
    if said:
        writer = replace(actor, scope=Sending(frozenset([stream])))
        give(stream=stream, given=said, by=writer, occurred=Moment.at(now), now=now, act_number=number)
    return stream


def _own_answers(concern: Concern, child: Child) -> dict[str, object]:
    """The answers for one child's file: what was said of each child is kept of this one alone, unless they are brothers and sisters."""
    if concern.content.get("siblings") == "yes":
        return concern.answers
    of_each = {fields.short_of(one) for one in concern.questions if one.each in ("children", "child")}
    found = {}
    for short, value in concern.answers.items():
        if short in of_each and isinstance(value, tuple):
            value = tuple(row for row in value if not isinstance(row, dict) or row.get("member") == child.label)
        found[short] = value
    return found


def _connect(children: Sequence[Child], streams: Sequence[str], actor: Actor, now: datetime) -> None:
    """Brothers and sisters know of one another's files."""
    for place, first in enumerate(streams):
        for other, child in zip(streams[place + 1 :], children[place + 1 :], strict=True):
            sort = {"female": "sister", "male": "brother"}.get(child.details.sex, "sibling")
            records.connect_children(a=first, b=other, relationship=sort, by=actor, now=now)


def _confirm(concern: Concern, reader: Reader | None, now: datetime) -> list[str]:
    """The step that the referrer owes, in the file that is there."""
    stream = str(concern.report.about["stream"])
    actor = actor_for(concern.report, reader, [stream])
    act = Act(
        name=concern.step.name,
        occurred=Moment.at(now),
        episode=str(concern.report.about["episode"]),
        answers=concern.answers,
    )
    record(stream=stream, act=act, by=actor, area=concern.report.area, now=now)
    attachments.file(concern.report, [stream], actor, now)
    return [stream]
