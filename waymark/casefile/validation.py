"""Is an act what the pack asks for? Every option and type is looked at again here, whatever a screen has shown."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import BadAct, WrongRole
from waymark.procedures.history import NOT_KNOWN, REFUSED, Kind
from waymark.procedures.language.entries import AnswerType, Question, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GroupOf, RoleOf, people_word
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
        check_role(step, by, pack)
        if act.kind in (Kind.DONE, Kind.PROPOSED):
            faults |= _decision_faults(act, step) | _answer_faults(act, pack)
        if act.kind is Kind.PLANNED and act.planned_for is None:
            faults["planned_for"] = "Say for when it is planned."
    if act.kind is Kind.WAIVED and not act.reason:
        faults["reason"] = "Give the reason for waiving this."
    if act.kind is Kind.CONSIDERED and (act.option not in ("did", "did-not") or (act.option == "did-not" and not act.reason)):
        faults["option"] = "Say whether it was done (did) or not (did-not); the latter needs a reason."
    if faults:
        raise BadAct(faults)


def check_role(step: Step, by: Actor, pack: Pack) -> None:
    """Raise WrongRole unless the actor's role is one that the step names, or holds one that it names."""
    words = [people_word(people) for people in step.by]
    for people in step.by:
        if not isinstance(people, RoleOf):
            if isinstance(people, GroupOf) or by.role:
                return
            continue
        role = pack.roles.get(people.role)
        names = {people.role, people.role.rpartition("/")[2], *(role.held_by if role is not None else ())}
        if names & OPEN_ROLES or by.role in names:
            return
    raise WrongRole(step.title, by.role, words)


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
    wanted = _KINDS.get(question.type, str)
    if not isinstance(value, wanted) or isinstance(value, bool):
        return f"This is asked as {question.type.value}."
    allowed = {row.id for row in question.options.rows} if question.options is not None else set()
    if question.type is AnswerType.YES_NO:
        allowed = {"yes", "no"}
    chosen = value if isinstance(value, tuple | list) else (value,)
    wrong = [str(one) for one in chosen if allowed and not isinstance(one, Mapping | Duration) and one not in allowed]
    return f"'{wrong[0]}' is not one of: {', '.join(sorted(allowed))}." if wrong else ""
