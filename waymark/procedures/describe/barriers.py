"""Gates and cautions in words: what must come first, what must not be done, and who may waive it."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.procedures.describe.conditions import ACROSS_WORDS, describe_condition, simple
from waymark.procedures.describe.words import listed, people_words, quoted, sentence, step_words
from waymark.procedures.language.conditions import Condition
from waymark.procedures.language.entries import Caution, Gate, Reach, Strength, Waive
from waymark.procedures.language.pack import Pack

#: The kinds of act, as what somebody does.
ACT_WORDS = {
    "contact-child": "contact with the child", "contact-family": "contact with the family",
    "contact-alleged": "contact with the person said to have caused harm",
    "contact-community": "contact with the community", "share-outside": "sharing outside the agencies involved",
    "disclose-location": "telling where the child is", "interview": "an interview", "examine": "an examination",
    "sample": "taking samples", "visit": "a visit", "mediate": "mediation", "discharge": "discharge from hospital",
    "release-child": "handing the child over", "move-body": "moving the body", "appoint": "an appointment to a post",
    "start-work": "starting work", "book": "a booking", "change-plan": "a change of plan",
    "view-image": "viewing an image", "dispose": "disposal", "close": "closing",
}  # fmt: skip


def reach_words(reach: Reach, pack: Pack, word: str = "or") -> str:
    """What a gate or caution concerns, in words."""
    parts = [step_words(step, pack) for step in sorted(reach.steps)]
    parts += [f"the form {quoted(pack.forms[form].title)}" for form in sorted(reach.forms)]
    parts += [f"any step that is {ACT_WORDS[act]}" for act in sorted(reach.acts)]
    if reach.close:
        parts.append("the pathway is closed" if not parts else "closing the pathway")
    return listed(parts, word)


def waive_sentence(waive: Waive, pack: Pack) -> str:
    """ "A manager may waive this with a reason." """
    who = people_words(waive.by, pack) or "the person acting"
    ground = ""
    if waive.grounds is not None and waive.grounds in pack.lists:
        ground = f", on a ground of the list {quoted(pack.lists[waive.grounds].title)}"
    return sentence(f"{who} may waive this with a reason{ground}")


def gate_sentences(gate: Gate, pack: Pack) -> Iterator[str]:
    """What must be so before what."""
    verb = "should" if gate.strength is Strength.SHOULD else "must"
    before = _before(gate, pack)
    if simple(gate.needs) and (gate.when is None or simple(gate.when)):
        when = f", if {describe_condition(gate.when, pack)}" if gate.when is not None else ""
        yield sentence(f"Before {before}{when}, it {verb} be so that {describe_condition(gate.needs, pack)}")
    else:
        yield sentence(f"Before {before}, it {verb} be so that {describe_condition(gate.needs, pack)}")
        if gate.when is not None:
            yield sentence(f"This applies when {describe_condition(gate.when, pack)}")
    if gate.waive is not None:
        yield waive_sentence(gate.waive, pack)


def _before(gate: Gate, pack: Pack) -> str:
    return "the pathway is closed" if gate.before == Reach(close=True) else reach_words(gate.before, pack)


def caution_sentences(caution: Caution, pack: Pack) -> Iterator[str]:
    """What must not be done, while what holds."""
    if caution.blocks:
        verb = "should" if caution.strength is Strength.SHOULD else "must"
        lead = f"{reach_words(caution.blocks, pack, 'and')} {verb} not be done{ACROSS_WORDS[caution.across]}"
        yield sentence(f"{lead}{_while(caution.while_, pack)}")
    elif caution.while_ is not None:
        yield sentence(f"It is shown while {describe_condition(caution.while_, pack)}{ACROSS_WORDS[caution.across]}")
    if caution.at:
        yield sentence(f"It is shown at {reach_words(caution.at, pack, 'and')}")
    if caution.waive is not None:
        yield waive_sentence(caution.waive, pack)


def _while(condition: Condition | None, pack: Pack) -> str:
    return f" while {describe_condition(condition, pack)}" if condition is not None else ""
