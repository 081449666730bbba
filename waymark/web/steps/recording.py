"""Recording what was typed: once, in every file that was ticked, or not at all, with the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction

from waymark.casefile.actions import record
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import BadAct, NotRecorded, NotYours, Refused, StillOwed, WrongRole
from waymark.casefile.translation import ACT
from waymark.casefile.validation import may_act
from waymark.ledger.errors import StreamMoved
from waymark.ledger.events import StoredEvent
from waymark.ledger.queries import stream_events
from waymark.procedures.evaluation import DutyInstance
from waymark.procedures.evaluation.barriers import Barrier
from waymark.procedures.language.people import RoleOf
from waymark.web.steps.places import Place
from waymark.web.steps.roles import roles_named

MANAGER = RoleOf("manager")
#: How the keys of forms are told from other numbers of acts.
KEY = "form:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of sending a form. `event`: the act as it is recorded; otherwise what stands against it."""

    event: StoredEvent | None = None
    faults: dict[str, str] = field(default_factory=dict)
    refused: Sequence[Barrier] = ()
    owed: Sequence[DutyInstance] = ()
    moved: Sequence[StoredEvent] = ()
    stands_at: int = 0
    files: tuple[str, ...] = ()

    @property
    def may_have_happened(self) -> bool:
        """Whether it can be recorded as something that has happened already, with a reason."""
        return bool(self.refused or self.owed)


def already(place: Place, key: str) -> StoredEvent | None:
    """The act that was recorded from this very form before."""
    return next(
        (
            one
            for one in stream_events(place.case.stream)
            if key and one.act_number == KEY + key and _is_act(one, place.step.name)
        ),
        None,
    )


def send(
    place: Place,
    act: Act,
    *,
    key: str,
    expected: int | None,
    actor: Actor | None = None,
    also: Sequence[tuple[str, str]] = (),
) -> Outcome:
    """Record an act in the child's file and, under one act number, in those of `also` (stream and name); all of it or none."""
    if (before := already(place, key)) is not None:
        return Outcome(event=before)
    by = actor or place.actor
    if act.happened_anyway and may_act([MANAGER], manager := _as_manager(place, by), place.pack):
        by = manager
    child = ""
    try:
        with transaction.atomic():
            stored = record(
                stream=place.case.stream, act=act, by=by, area=place.area, now=place.now, expected_sequence=expected, act_number=_number(key),
            )  # fmt: skip
            for stream, name in also:
                child = name
                record(
                    stream=stream,
                    act=replace(act, episode="", member=""),
                    by=by,
                    area=place.area,
                    now=place.now,
                    act_number=stored[0].act_number,
                )
    except StreamMoved as moved:
        if (before := already(place, key)) is not None:
            return Outcome(event=before)
        return Outcome(moved=moved.events, stands_at=moved.actual)
    except NotRecorded as problem:
        return _in_words(problem, child)
    return Outcome(event=next(one for one in stored if _is_act(one, act.name)), files=tuple(child for _, child in also))


def _number(key: str) -> str:
    return KEY + key if key else ""


def _is_act(one: StoredEvent, name: str) -> bool:
    payload = one.payload or {}
    return one.type == ACT and payload.get("name") == name and payload.get("kind") not in ("opened", "closed")


def _as_manager(place: Place, by: Actor) -> Actor:
    """The same person as a manager, where the step lets a manager do it."""
    held = place.request.reader.acts_as  # type: ignore[attr-defined]
    both = set(roles_named([MANAGER], place.pack, held)) & set(roles_named(place.step.by, place.pack, held))
    return replace(by, role=next((role for role in held if role in both), by.role))


_FIELDS = {
    "option": "act.option", "reason": "act.reason", "occurred": "act.occurred", "dates": "act.occurred", "planned_for": "plan.for",
}  # fmt: skip


def _in_words(problem: NotRecorded, child: str) -> Outcome:
    whose = f"In the file of {child}: " if child else ""
    if child:
        return Outcome(faults={"also": f"{whose}{problem} Untick this child, or record it there on its own."})
    if isinstance(problem, Refused):
        return Outcome(refused=problem.barriers)
    if isinstance(problem, StillOwed):
        return Outcome(owed=problem.owed)
    if isinstance(problem, BadAct):
        faults = {_FIELDS.get(name, name): text for name, text in problem.faults.items()}
        return Outcome(faults=faults)
    if isinstance(problem, WrongRole | NotYours):
        return Outcome(faults={"role": str(problem)})
    return Outcome(faults={"step": str(problem)})
