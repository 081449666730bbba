"""What stands before an act: gates that need something, cautions that forbid or warn (pack-language.md, 2.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from waymark.procedures.evaluation.logic import Truth, conjunction, negation
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.evaluation.view import View
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import Caution, Duty, Gate, Reach, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import FAMILY_GROUPS, GroupOf, People


class Verdict(StrEnum):
    """How a gate or caution stands to an act."""

    SHUT = "shut"
    """It refuses the act (or, for what has happened in the world, is recorded as breached)."""
    ANSWER_FIRST = "answer first"
    """It cannot be told until something is answered."""
    NOT_RULED_OUT = "not ruled out"
    """A caution whose condition is unknown: shown, and blocks nothing."""
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class Barrier:
    """One gate or caution before an act, and what would open it."""

    rule: Gate | Caution
    verdict: Verdict
    unknown: tuple[str, ...] = ()
    waived_by: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the product itself must not do the act."""
        return not self.waived_by and self.verdict in (Verdict.SHUT, Verdict.ANSWER_FIRST)


@dataclass(frozen=True, slots=True)
class CautionInForce:
    """A caution that holds (or is not ruled out) in an episode."""

    caution: Caution
    ruled: Truth


def gates_before(reasoner: Reasoner, step: Step, point: Point) -> Iterator[Barrier]:
    """The gates of the episode's pathway and the shared ones that still stand before a step."""
    for gate in reasoner.pack.gates.values():
        if gate.pathway not in (None, step.pathway, reasoner.view.episode.pathway) or not reaches(gate.before, step):
            continue
        if gate.pathway not in (None, reasoner.view.episode.pathway):
            continue
        passes = gate_passes(reasoner, gate, point)
        if passes is not True:
            verdict = Verdict.SHUT if passes is False else Verdict.ANSWER_FIRST
            yield Barrier(
                gate,
                verdict,
                tuple(unknown_facts(reasoner, gate, point)),
                _waived(reasoner.view, gate, gate.before, point),
            )


def gate_passes(reasoner: Reasoner, gate: Gate, point: Point) -> Truth:
    """Not `when`, or `needs`."""
    applies = True if gate.when is None else reasoner.test(gate.when, point)
    if applies is False:
        return True
    holds = reasoner.test(gate.needs, point)
    return negation(conjunction((applies, negation(holds))))


def unknown_facts(reasoner: Reasoner, gate: Gate, point: Point) -> list[str]:
    """The questions and facts of a gate that must be answered first."""
    return sorted(reasoner.unknown_in(gate.when, point) | reasoner.unknown_in(gate.needs, point))


def cautions_in_force(reasoner: Reasoner, others: list[Reasoner], point: Point) -> list[CautionInForce]:
    """The cautions that hold or are not ruled out here: the episode's own, and those that reach it from others'
    episodes.

    `others` are the reasoners of the other episodes of the history; a caution with `across` reaches from them to this
    one.
    """
    found: dict[str, Truth] = {}
    own = reasoner.view.episode
    for caution in reasoner.pack.cautions.values():
        if caution.pathway in (None, own.pathway):
            found[caution.name] = _in_force(reasoner, caution, point)
    for other in others:
        for caution in other.pack.cautions.values():
            if caution.pathway in (None, other.view.episode.pathway) and _reaches_from(
                caution, other.view, reasoner.view
            ):
                there = _in_force(other, caution, point)
                found[caution.name] = _stronger(found.get(caution.name, False), there)
    packs = [r.pack for r in reversed((reasoner, *others))]
    return [
        CautionInForce(next(pack.cautions[name] for pack in packs if name in pack.cautions), ruled)
        for name, ruled in sorted(found.items())
        if ruled is not False
    ]


def _in_force(reasoner: Reasoner, caution: Caution, point: Point) -> Truth:
    return True if caution.while_ is None else reasoner.test(caution.while_, point)


def _stronger(one: Truth, other: Truth) -> Truth:
    return True if True in (one, other) else (None if None in (one, other) else False)


def _reaches_from(caution: Caution, there: View, here: View) -> bool:
    if caution.across is c.Across.EPISODE or caution.while_ is None:
        return False
    if caution.across is c.Across.FILE:
        return there.episode.subject == here.episode.subject
    if caution.across is c.Across.LINKED:
        return here.episode.id in there.linked()
    return True


def caution_barriers(in_force: list[CautionInForce], view: View, step: Step, point: Point) -> Iterator[Barrier]:
    """The cautions that forbid a step or are shown beside it."""
    for held in in_force:
        caution = held.caution
        if reaches(caution.blocks, step):
            verdict = Verdict.SHUT if held.ruled else Verdict.NOT_RULED_OUT
            yield Barrier(caution, verdict, (), _waived(view, caution, caution.blocks, point))
        elif reaches(caution.at, step):
            yield Barrier(caution, Verdict.WARNS if held.ruled else Verdict.NOT_RULED_OUT)


def reaches(reach: Reach, step: Step) -> bool:
    """Whether a gate or caution concerns a step: by name, by its form, by a kind of act, or because it closes."""
    if step.name in reach.steps or (step.form is not None and step.form in reach.forms):
        return True
    return bool(reach.acts & set(step.acts)) or (reach.close and step.closes)


def holds_duty(caution: Caution, duty: Duty, pack: Pack) -> bool:
    """Whether a caution blocks every act that would meet a duty; telling the family is contact with the family."""
    if duty.do:
        return all(key in pack.steps and reaches(caution.blocks, pack.steps[key]) for key in duty.do)
    return "contact-family" in caution.blocks.acts and any(_is_family(people) for people in duty.tell)


def _is_family(people: People) -> bool:
    return isinstance(people, GroupOf) and people.group in FAMILY_GROUPS


def _waived(view: View, rule: Gate | Caution, reach: Reach, point: Point) -> str:
    """The waive of a rule, until an act before which the rule stands has used it up: it concerns one act (trap 17).

    An act at the very moment asked about is the one being tried (2.8), and uses up nothing.
    """
    if rule.waive is None or not view.timeline.waives:
        return ""
    waives = [track.last(point.position) for track in view.own_tracks(f"{rule.name}.waived")]
    newest = max((waive for waive in waives if waive is not None), key=view.position, default=None)
    if newest is None:
        return ""
    earlier = view.timeline.clock_reaches(point.instant).position
    reached = (step.name for step in view.pack.steps.values() if reaches(reach, step))
    acts = (track.last(earlier) for step in reached for track in view.own_tracks(step))
    used = any(act is not None and view.position(act) > view.position(newest) for act in acts)
    return "" if used else newest.id
