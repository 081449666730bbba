"""Answer sheets as pages: what was asked and said, what was not asked, what was decided and why, and every account that there has been."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from waymark.casefile.chronology import accounts, told_words
from waymark.procedures.describe.words import in_words, upper_first
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Question, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web.file.keeping_back import hidden_of
from waymark.web.file.reading import CaseFile
from waymark.web.file.status import kept_row, pack_of
from waymark.web.file.words import Said, said
from waymark.web.shell.words import moment

_SHEETS = (Kind.DONE, Kind.PROPOSED, Kind.PLANNED, Kind.CANCELLED, Kind.WAIVED, Kind.CONSIDERED, Kind.TOLD)
#: What can be corrected by a new account of the same act.
CORRECTABLE = (Kind.DONE, Kind.PROPOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One record in the list."""

    id: str
    title: str
    pathway: str
    occurred: Moment
    by: str
    agency: str
    decision: str
    corrected: bool
    never_happened: bool
    redacted: bool
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One answer that a correction changed: as it was before, and after."""

    ask: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One account of an act, with what it changed of the one before."""

    number: int
    recorded: datetime
    by: str
    because: str
    never_happened: bool
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One record as a page."""

    id: str
    ledger_id: str
    title: str
    kind: str
    pathway: str
    occurred: Moment
    recorded: datetime
    by: str
    role: str
    agency: str
    answered: tuple[Said, ...]
    unknown: tuple[Said, ...]
    not_asked: tuple[str, ...]
    kept_back: tuple[str, ...]
    decision: str
    stands: bool
    reason: str
    happened_anyway: bool
    breached: tuple[str, ...]
    present: tuple[str, ...]
    planned_for: Moment | None
    versions: tuple[Version, ...]
    never_happened: bool
    redacted: bool
    significant: bool
    analysis: str
    correctable: bool
    follows: tuple[str, ...]
    pin: str


def records(case: CaseFile) -> list[Listed]:
    """Every record, newest first."""
    standing = {event.id: event for event in case.shown.history.events}
    found = []
    for root, versions in accounts(case.shown.history.recorded_events).items():
        event = standing.get(root, versions[0])
        if event.kind in _SHEETS:
            found.append(_listed(case, root, event, versions, root not in standing))
    return sorted(found, key=lambda one: (one.occurred.start, one.id), reverse=True)


def _listed(case: CaseFile, root: str, event: Event, versions: list[Event], never: bool) -> Listed:
    pack = pack_of(case, event)
    step = pack.steps.get(event.name) if pack is not None else None
    return Listed(
        id=root, title=_heading(event, pack), pathway=_pathway(event, pack), occurred=event.occurred, by=case.names.get(event.by, event.by),
        agency=case.agencies.get(event.agency, ""), decision=_decision(event, step), corrected=len(versions) > 1, never_happened=never,
        redacted=_is_redacted(case, root, versions), answers=len(event.answers),
    )  # fmt: skip


def sheet(case: CaseFile, root: str) -> Sheet | None:
    """One record by the id of its first account; None if the file has none such."""
    versions = accounts(case.shown.history.recorded_events).get(root)
    if versions is None or versions[0].kind not in _SHEETS:
        return None
    standing = next((one for one in case.shown.history.events if one.id == root), None)
    event = standing or next((one for one in reversed(versions) if not one.annuls), versions[0])
    pack = pack_of(case, event)
    step = pack.steps.get(event.name) if pack is not None else None
    asked = pack.step_questions(event.name) if pack is not None else {}
    order = (
        *(short for short in asked if short in event.answers),
        *(short for short in event.answers if short not in asked),
    )
    answers = [said(asked.get(short), short, event.answers[short]) for short in order]
    hidden = hidden_of(event, pack, case.kept_back)
    mark = kept_row(case.kept.get(f"mark:{root}"))
    newest = case.acts.get(versions[-1].id)
    first = case.acts.get(versions[0].id)
    breached = tuple((first.payload or {}).get("breached", ())) if first is not None else ()
    redacted = _is_redacted(case, root, versions)
    return Sheet(
        id=root, ledger_id=newest.id if newest is not None else "", title=_heading(event, pack), kind=event.kind.value,
        pathway=_pathway(event, pack), occurred=event.occurred, recorded=versions[0].recorded, by=case.names.get(event.by, event.by),
        role=_role(event, pack), agency=case.agencies.get(event.agency, event.agency),
        answered=tuple(one for one in answers if one.state == "value"), unknown=tuple(one for one in answers if one.state != "value"),
        not_asked=_not_asked(event, asked, hidden), kept_back=tuple(asked[short].ask for short in asked if short in hidden),
        decision=_decision(event, step), stands=event.stands, reason=event.reason, happened_anyway=bool(breached),
        breached=tuple(_rule(name, pack) for name in breached), present=tuple(upper_first(told_words(one, pack)) for one in event.present),
        planned_for=event.planned_for, versions=tuple(_versions(case, versions, asked)) if len(versions) > 1 else (),
        never_happened=standing is None, redacted=redacted, significant=mark.get("significant") == "yes",
        analysis=str(mark.get("analysis") or ""), follows=tuple(_follows(case, root)), pin=pack.pin if pack is not None else "",
        # Whoever does not see all of it cannot say anew what all of it should be.
        correctable=standing is not None and not redacted and not hidden and event.kind in CORRECTABLE and case.as_of is None,
    )  # fmt: skip


def _not_asked(event: Event, asked: Mapping[str, Question], hidden: set[str]) -> tuple[str, ...]:
    if event.kind not in CORRECTABLE:
        return ()
    return tuple(
        question.ask for short, question in asked.items() if short not in event.answers and short not in hidden
    )


def _is_redacted(case: CaseFile, root: str, versions: list[Event]) -> bool:
    return bool(case.file.redacted.intersection({root, *(one.id for one in versions)}))


def _heading(event: Event, pack: Pack | None) -> str:
    title = upper_first(in_words(event.name))
    if pack is not None:
        entries = (pack.steps, pack.pathways, pack.duties, pack.gates, pack.cautions)
        title = next((upper_first(found[event.name].title) for found in entries if event.name in found), title)
    if event.kind is Kind.TOLD:
        return f"{title}: {told_words(event.told, pack)} told"
    return title if event.kind is Kind.DONE else f"{title}: {event.kind.value}"


def _pathway(event: Event, pack: Pack | None) -> str:
    name = event.name.partition("/")[0]
    return pack.pathways[name].title if pack is not None and name in pack.pathways else upper_first(in_words(name))


def _decision(event: Event, step: Step | None) -> str:
    if not event.option or event.kind is Kind.CONSIDERED:
        return {"did": "Done", "did-not": "Not done"}.get(event.option, "")
    row = step.decides.get(event.option) if step is not None and step.decides is not None else None
    return row.title if row is not None else upper_first(in_words(event.option))


def _role(event: Event, pack: Pack | None) -> str:
    role = pack.roles.get(event.role) if pack is not None else None
    return role.title if role is not None else in_words(event.role)


def _rule(name: str, pack: Pack | None) -> str:
    """A breached rule by its title."""
    bare = name.removeprefix("close:")
    found = (
        next((entries[bare] for entries in (pack.gates, pack.cautions, pack.duties) if bare in entries), None)
        if pack is not None
        else None
    )
    title = (found.say or found.title) if found is not None else in_words(bare)
    return f"Still owed when it was closed: {title}" if name.startswith("close:") else upper_first(title)


def _follows(case: CaseFile, root: str) -> Iterator[str]:
    for event in case.shown.history.events:
        if event.cause == root and event.kind in (Kind.OPENED, Kind.CLOSED):
            yield f"{_pathway(event, pack_of(case, event))} {'began' if event.kind is Kind.OPENED else 'ended'}"


def _versions(case: CaseFile, versions: list[Event], asked: Mapping) -> Iterator[Version]:
    before: Event | None = None
    for number, event in enumerate(versions, 1):
        stored = case.acts.get(event.id)
        because = str((stored.payload or {}).get("because") or "") if stored is not None else ""
        yield Version(
            number=number, recorded=event.recorded, by=case.names.get(event.by, event.by), because=because, never_happened=event.annuls,
            changes=() if before is None or event.annuls else tuple(_changes(before, event, asked)),
        )  # fmt: skip
        before = before if event.annuls else event


def _changes(before: Event, after: Event, asked: Mapping) -> Iterator[Change]:
    plain = (
        ("When it happened", moment(before.occurred), moment(after.occurred)),
        ("Decision", before.option, after.option),
        ("Reason", before.reason, after.reason),
    )
    yield from (Change(ask=ask, before=old, after=new) for ask, old, new in plain if old != new)
    for short in dict.fromkeys((*before.answers, *after.answers)):
        old, new = _said(before, short, asked), _said(after, short, asked)
        if old != new:
            ask = asked[short].ask if short in asked else upper_first(in_words(short))
            yield Change(ask=ask, before=old, after=new)


def _said(event: Event, short: str, asked: Mapping) -> str:
    if short not in event.answers:
        return "Not asked"
    one = said(asked.get(short), short, event.answers[short])
    return one.text or "; ".join(", ".join(f"{ask}: {text}" for ask, text in row) for row in one.rows)
