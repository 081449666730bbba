"""Is an act what the pack asks for? Every option and type is looked at again here, whatever a screen has shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import BadAct, WrongRole
from waymark.procedures.history import NOT_KNOWN, REFUSED, Kind
from waymark.procedures.language.entries import AnswerType, Caution, Duty, Gate, Question, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GroupOf, People, RoleOf, people_word
from waymark.procedures.time import Duration, Moment

#: Roles that everybody who is signed in holds.
OPEN_ROLES = frozenset({"anyone", "practitioner"})

_KINDS: dict[AnswerType, type | tuple[type, ...]] = {
    AnswerType.NUMBER: (int, float), AnswerType.MONEY: (int, float), AnswerType.DATE: Moment, AnswerType.TIME: Moment,
    AnswerType.DURATION: Duration, AnswerType.CHOICES: (tuple, list), AnswerType.PEOPLE: (tuple, list), AnswerType.ROWS: (tuple, list),
}  # fmt: skip


def check_act(act: Act, by: Actor, pack: Pack) -> None:
    """Raise BadAct with every fault by field, or WrongRole. A step that is unknown to the pack is a fault too."""
    faults: dict[str, str] = {}
    if act.kind in (Kind.DONE, Kind.PLANNED, Kind.CANCELLED, Kind.PROPOSED):
        step = pack.steps.get(act.name)
        if step is None:
            raise BadAct({"step": f"{pack.title} has no step '{act.name}'."})
        check_role(step, by, pack, signing=act.kind is Kind.DONE and bool(step.signs))
        if act.kind in (Kind.DONE, Kind.PROPOSED):
            faults |= _decision_faults(act, step) | _answer_faults(act, pack)
        if act.kind is Kind.PLANNED and act.planned_for is None:
            faults["planned_for"] = "Say for when it is planned."
    if act.kind in (Kind.OPENED, Kind.CLOSED, Kind.REPINNED):
        raise BadAct({"kind": f"An episode is {act.kind.value} by what follows from an act, not by an act of its own."})
    if act.kind is Kind.TOLD:
        faults |= _telling_faults(act, pack)
    if act.kind is Kind.WAIVED:
        faults |= _waive_faults(act, by, pack)
    if act.kind is Kind.CONSIDERED:
        faults |= _considering_faults(act, pack)
    if faults:
        raise BadAct(faults)


def check_role(step: Step, by: Actor, pack: Pack, *, signing: bool = False) -> None:
    """Raise WrongRole unless the actor's role is one that the step names (or that signs it), or holds one that it names."""
    named = step.signs if signing else step.by
    if not may_act(named, by, pack):
        raise WrongRole(
            f"Signing '{step.title}'" if signing else step.title, by.role, [people_word(people) for people in named]
        )


def may_act(named: Iterable[People], by: Actor, pack: Pack) -> bool:
    """Whether an actor's role is among those named, or holds one of them."""
    for people in named:
        if not isinstance(people, RoleOf):
            if isinstance(people, GroupOf) or by.role:
                return True
            continue
        role = pack.roles.get(people.role)
        names = {people.role, people.role.rpartition("/")[2], *(role.held_by if role is not None else ())}
        if names & OPEN_ROLES or by.role in names:
            return True
    return False


def _telling_faults(act: Act, pack: Pack) -> dict[str, str]:
    if act.name not in pack.pathways:
        return {"name": f"{pack.title} has no pathway '{act.name}'."}
    if act.duty and act.duty not in pack.duties:
        return {"duty": f"{pack.title} has no duty '{act.duty}'."}
    return {} if act.told else {"told": "Say who was told."}


def _waive_faults(act: Act, by: Actor, pack: Pack) -> dict[str, str]:
    rule: Gate | Caution | Duty | None = (
        pack.gates.get(act.name) or pack.cautions.get(act.name) or pack.duties.get(act.name)
    )
    if rule is None:
        return {"name": f"{pack.title} has no gate, caution or duty '{act.name}'."}
    if rule.waive is None:
        return {"name": f"'{rule.title}' cannot be waived."}
    if rule.waive.by and not may_act(rule.waive.by, by, pack):
        raise WrongRole(f"Waiving '{rule.title}'", by.role, [people_word(people) for people in rule.waive.by])
    faults = {} if act.reason else {"reason": "Give the reason for waiving this."}
    grounds = pack.lists.get(rule.waive.grounds) if rule.waive.grounds is not None else None
    known = [row.id for row in grounds.rows] if grounds is not None else []
    if grounds is not None and act.grounds not in known:
        faults["grounds"] = f"Choose the ground: one of {', '.join(known)}."
    return faults


def _considering_faults(act: Act, pack: Pack) -> dict[str, str]:
    duty = pack.duties.get(act.name)
    if duty is None or not duty.consider:
        return {"name": f"{pack.title} has no duty '{act.name}' to consider something."}
    if act.option not in ("did", "did-not"):
        return {"option": "Say whether it was done (did) or not (did-not)."}
    return {"reason": "Say why it was not done."} if act.option == "did-not" and not act.reason else {}


def _decision_faults(act: Act, step: Step) -> dict[str, str]:
    if step.decides is None:
        return {"option": f"{step.title} decides nothing."} if act.option else {}
    known = [row.id for row in step.decides.rows]
    if act.option not in known:
        return {"option": f"Choose one of: {', '.join(known)}."}
    if step.reason == "always" and not act.reason:
        return {"reason": "Give the reason for this decision."}
    return {}


def _answer_faults(act: Act, pack: Pack) -> dict[str, str]:
    asked = pack.step_questions(act.name)
    faults = {short: f"{act.name} does not ask this." for short in act.answers if short not in asked}
    for short, value in act.answers.items():
        if short in asked and (fault := answer_fault(asked[short], value)):
            faults[short] = fault
    return faults


def answer_fault(question: Question, value: object) -> str:
    """What is wrong with an answer, or nothing. Not known, refused and blank are answers too."""
    if value in (None, "", NOT_KNOWN, REFUSED):
        return ""
    if (
        question.each not in (None, "rows")
        and isinstance(value, tuple | list)
        and any(isinstance(one, Mapping) for one in value)
    ):
        return _fault_of_each(question, value)
    wanted = _KINDS.get(question.type, str)
    if not isinstance(value, wanted) or isinstance(value, bool):
        return f"This is asked as {question.type.value}."
    allowed = {row.id for row in question.options.rows} if question.options is not None else set()
    if question.type is AnswerType.YES_NO:
        allowed = {"yes", "no"}
    chosen = value if isinstance(value, tuple | list) else (value,)
    wrong = [str(one) for one in chosen if allowed and not isinstance(one, Mapping | Duration) and one not in allowed]
    return f"'{wrong[0]}' is not one of: {', '.join(sorted(allowed))}." if wrong else ""


def _fault_of_each(question: Question, rows: Iterable[object]) -> str:
    """A question that is asked of each member of a group: rows of member and answer."""
    for row in rows:
        if not isinstance(row, Mapping) or row.keys() != {"member", "answer"}:
            return "Each answer says whose it is: member and answer."
        if fault := answer_fault(replace(question, each=None), row["answer"]):
            return f"{row['member']}: {fault}"
    return ""
