"""Who must be at a meeting, and whether it is quorate (pack-language.md, 2.12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waymark.procedures.evaluation.logic import Truth, conjunction, negation
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.language.entries import Meeting, Member, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import People, RoleOf, answers_to, people_word


@dataclass(frozen=True, slots=True)
class Invitation:
    """A member, whether invited (None: put to the organiser), and whether required."""

    who: People
    invited: Truth
    must: bool


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a meeting is quorate, and who is missing if not."""

    quorate: bool
    missing: tuple[str, ...]


def invitations(reasoner: Reasoner, meeting: Meeting, point: Point) -> tuple[Invitation, ...]:
    """Everyone whom the pack names, with what the facts say about inviting them."""
    return tuple(Invitation(m.who, _invited(reasoner, m, point), m.must) for m in meeting.members)


def quorum(reasoner: Reasoner, step: Step, present: Sequence[str], point: Point) -> Quorum:
    """Every `must` member who is invited must be there (or be represented as `instead` allows), or the number given."""
    meeting = step.meeting
    assert meeting is not None
    pack = reasoner.pack
    if meeting.quorum is not None:
        there = sum(any(_is(pack, m.who, word) for word in present) for m in meeting.members)
        enough = max(there, len(set(present))) >= meeting.quorum
        return Quorum(enough, () if enough else (f"{meeting.quorum} members",))
    needed = [m for m in meeting.members if m.must and _invited(reasoner, m, point) is not False]
    absent = [m for m in needed if not _attended(pack, m, present)]
    return Quorum(not absent, tuple(people_word(m.who) for m in absent))


def _invited(reasoner: Reasoner, member: Member, point: Point) -> Truth:
    wanted = True if member.when is None else reasoner.test(member.when, point)
    barred = False if member.not_if is None else reasoner.test(member.not_if, point)
    return conjunction((wanted, negation(barred)))


def _attended(pack: Pack, member: Member, present: Sequence[str]) -> bool:
    return any(word in member.instead or _is(pack, member.who, word) for word in present)


def _is(pack: Pack, who: People, word: str) -> bool:
    """A role is also present through a holder of it: social care by its manager."""
    if answers_to(who, word):
        return True
    role = pack.roles.get(who.role) if isinstance(who, RoleOf) else None
    return role is not None and word in role.held_by
