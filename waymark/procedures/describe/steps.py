"""A step in words: who may do it and when, what is asked, what it decides, who signs, who meets, what it opens."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.procedures.describe.asking import option_lines, question_lines
from waymark.procedures.describe.barriers import ACT_WORDS, waive_sentence
from waymark.procedures.describe.conditions import describe_condition
from waymark.procedures.describe.document import Detail
from waymark.procedures.describe.words import (
    each_words,
    fact_words,
    listed,
    people_words,
    person_words,
    quoted,
    role_words,
    sentence,
    step_words,
)
from waymark.procedures.language.entries import Meeting, Member, Opens, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GroupOf

_OPENS_AS = {"part": "as a part of this one", "linked": "linked to this one", "successor": "in place of this one"}


def step_sentences(step: Step, pack: Pack) -> Iterator[str]:
    """Who, when, what it decides and opens."""
    yield sentence(f"{people_words(step.by, pack)} may do this")
    if step.when is not None:
        yield sentence(f"It is offered only when {describe_condition(step.when, pack)}")
    if step.form is not None:
        yield sentence(f"The form is {quoted(pack.forms[step.form].title)}")
    yield from _deciding(step, pack)
    if step.signs:
        yield sentence(
            f"It counts once it is signed by {listed((person_words(p, pack) for p in step.signs), 'and by')}"
        )
    if step.acts and set(step.acts) != {"close"}:
        yield sentence(f"It is {listed(ACT_WORDS[act] for act in step.acts if act != 'close')}")
    for opens in step.opens:
        yield sentence(f"It opens {opens_words(opens, pack)}")
    if step.closes:
        yield "It closes the pathway; nothing owed may be left open then, unless a manager waives that with a reason."


def _deciding(step: Step, pack: Pack) -> Iterator[str]:
    if step.decides is not None:
        yield "A decision is made here."
    if step.suggest is not None:
        yield sentence(f"{fact_words(pack, step.suggest)} is suggested; the person still chooses")
    if step.reason == "always":
        yield "A reason is always given."
    if step.reason == "if-different":
        yield "A reason is given if the choice differs from what is suggested."


def opens_words(opens: Opens, pack: Pack) -> str:
    """ "“Assessment”, linked to this one, for each child"."""
    each = f", for {each_words(opens.for_each, pack)}" if opens.for_each is not None else ""
    return f"{step_words(opens.pathway, pack)}, {_OPENS_AS[opens.as_]}{each}"


def step_details(step: Step, pack: Pack) -> Iterator[Detail]:
    """The questions of its form, the options of its decision, its meeting."""
    if step.form is not None:
        questions = pack.form_questions(step.form)
        lines = tuple(line for question in questions for line in question_lines(question, pack))
        yield Detail("What is asked", lines)
    if step.decides is not None:
        yield Detail("The decision is one of", tuple(option_lines(step.decides.rows, pack)))
    if step.meeting is not None:
        yield Detail("The meeting", tuple(meeting_lines(step.meeting, pack)))


def meeting_lines(meeting: Meeting, pack: Pack) -> Iterator[str]:
    """Chair, members, agenda and quorum, a sentence each."""
    if meeting.chair is not None:
        yield sentence(f"{person_words(meeting.chair, pack)} takes the chair")
    for member in meeting.members:
        yield sentence(_member(member, pack))
    if meeting.agenda is not None:
        yield sentence(f"The agenda is {quoted(pack.lists[meeting.agenda].title)}")
    if meeting.quorum is not None:
        yield sentence(f"It can decide when at least {meeting.quorum} are there")
    elif any(member.must for member in meeting.members):
        yield "It can decide when everybody who must be there is."
    if meeting.waive is not None:
        yield waive_sentence(meeting.waive, pack)


def _member(member: Member, pack: Pack) -> str:
    several = isinstance(member.who, GroupOf) and member.who.group not in ("child", "family", "referrer", "household")
    invited = "are invited" if several else "is invited"
    words = f"{person_words(member.who, pack)} {'must be there' if member.must else invited}"
    if member.when is not None:
        words += f" when {describe_condition(member.when, pack)}"
    if member.not_if is not None:
        words += f", but not if {describe_condition(member.not_if, pack)}"
    if member.instead:
        words += f"; instead counts {listed((_instead(word, pack) for word in member.instead), 'or')}"
    return words


def _instead(word: str, pack: Pack) -> str:
    return role_words(word, pack) if word in pack.roles else f"a {word.replace('-', ' ')}"
