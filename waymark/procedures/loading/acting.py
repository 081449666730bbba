"""Building what people do and owe, and what stands before it: steps with their meetings, duties, gates, cautions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from waymark.procedures.language.conditions import Across
from waymark.procedures.language.entries import (
    ACTS,
    Caution,
    Duty,
    Entry,
    Gate,
    Meeting,
    Member,
    Step,
    Strength,
    Trigger,
    UponDate,
    UponLate,
)
from waymark.procedures.loading.asking import read_options
from waymark.procedures.loading.conditions import group_name, one_condition
from waymark.procedures.loading.dates import one_date, read_date
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.phrases import read_opens, read_reach, read_waive
from waymark.procedures.loading.source import Text, Tree, Words


def _step(r: Reader, common: dict[str, Any]) -> Entry:
    meeting, decides, suggest = r.get("meeting"), r.get("decides"), r.get("suggest")
    if "by" not in r.words.fields:
        mend = "Say who: `by: social-worker`, or `by: anyone`."
        r.problems.error(r.words.place, "by", f"No role may do the step '{common['name']}'.", mend)
    return Step(
        **common,
        strength=r.strength(None),
        by=r.each_of("by", r.people),
        when=one_condition(r, "when"),
        form=r.one_name("form", "form"),
        acts=_acts(r),
        decides=read_options(r, decides, "decides") if decides is not None else None,
        suggest=r.fact_name(suggest, "suggest") if suggest is not None else None,
        reason=r.choice("reason", ("always", "if-different", "never"), "never"),
        signs=r.each_of("signs", r.people),
        meeting=_meeting(r, meeting) if meeting is not None else None,
        opens=r.each_of("opens", lambda tree, key: read_opens(r, tree, key)),
        closes=r.yes("closes"),
    )


def _acts(r: Reader) -> tuple[str, ...]:
    acts = r.list_of_texts("acts")
    for act in acts:
        if act not in ACTS:
            mend = f"Write one of: {', '.join(sorted(ACTS))}."
            r.problems.error(r.place("acts"), "acts", f"'{act}' is no kind of act.", mend)
    return acts


def _meeting(r: Reader, tree: Tree) -> Meeting | None:
    if not isinstance(tree, Words):
        mend = "Write `chair`, `members`, `agenda`, `quorum` below it."
        r.problems.error(tree.place, "meeting", "A meeting has words of its own.", mend)
        return None
    inner = r.within(tree)
    inner.only(("chair", "members", "agenda", "quorum", "waive"), "meeting")
    chair = inner.get("chair")
    return Meeting(
        chair=inner.people(chair, "chair") if chair is not None else None,
        members=inner.each_of("members", lambda part, key: _member(inner, part, key)),
        agenda=inner.one_name("list", "agenda"),
        quorum=inner.count("quorum", "Write how many; without it, every `must` member counts."),
        waive=read_waive(inner),
    )


def _member(r: Reader, tree: Tree, key: str) -> Member | None:
    if isinstance(tree, Text):
        who = r.people(tree, key)
        return Member(who=who) if who is not None else None
    if not isinstance(tree, Words):
        r.problems.error(tree.place, key, "A member is a role or a group.", "Write {role: police, must: yes}.")
        return None
    inner = r.within(tree)
    inner.only(("role", "group", "of", "fact", "must", "when", "instead", "not"), "member")
    role = tree.fields.get("role") or tree.fields.get("group")
    if isinstance(role, Text) and "of" not in tree.fields:
        who = r.people(role, key)
    else:
        named = {word: value for word, value in tree.fields.items() if word in ("role", "of", "fact")}
        who = r.people(Words(named, tree.place, tree.key_places), key)
    if who is None:
        return None
    return Member(
        who=who,
        must=inner.yes("must"),
        when=one_condition(inner, "when"),
        instead=inner.list_of_texts("instead"),
        not_if=one_condition(inner, "not"),
    )


def _trigger(r: Reader, tree: Tree, key: str) -> Trigger | None:
    if isinstance(tree, Text):
        return r.event(tree, key)
    if isinstance(tree, Words):
        inner = r.within(tree)
        inner.only(("date", "late"), "trigger")
        if "late" in tree.fields:
            duty = inner.one_name("duty", "late")
            return UponLate(duty=duty) if duty else None
        date_tree = inner.needed("date", "A trigger", "{after: referral, by: 3 working days}")
        date = read_date(inner, date_tree, "date") if date_tree is not None else None
        return UponDate(date=date) if date is not None else None
    mend = "Write `upon: referral`."
    r.problems.error(tree.place, key, "A duty arises upon an event, a date or a lateness.", mend)
    return None


def _duty(r: Reader, common: dict[str, Any]) -> Entry | None:
    faults = len(r.problems.errors)
    _check_duty_is_whole(r)
    each = r.get("each")
    built: dict[str, Any] = {
        "strength": r.strength(Strength.MUST),
        "upon": r.each_of("upon", lambda tree, key: _trigger(r, tree, key)),
        "when": one_condition(r, "when"),
        "while_": one_condition(r, "while"),
        "each": group_name(r, each, "each") if each is not None else None,
        "by": r.each_of("by", r.people),
        "do": r.each_of("do", r.event),
        "tell": r.each_of("tell", r.people),
        "again": r.choice("again", ("each", "restart", "keep"), "each"),
        "due": one_date(r, "due"),
        "waive": read_waive(r),
        **{word: r.text(word) for word in ("consider", "about", "how", "urgent")},
        **{word: r.one_length(word) for word in ("within", "aim", "every")},
    }
    owes = bool(built["do"]) + bool(built["tell"]) + bool(built["consider"]) == 1
    whole = owes and bool(built["upon"] or built["when"])
    return Duty(**common, **built) if whole and len(r.problems.errors) == faults else None


def _check_duty_is_whole(r: Reader) -> None:
    """A duty says what is owed, when it arises, how binding it is, and its limit only once."""
    place, fields = r.words.place, r.words.fields
    said = [word for word in ("do", "tell", "consider") if word in fields]
    if len(said) != 1:
        message = f"A duty says exactly one of do, tell, consider; this says {' and '.join(said) or 'none'}."
        r.problems.error(place, said[-1] if said else "do", message, "Split it in two, or say what is owed.")
    if "upon" not in fields and "when" not in fields:
        mend = "Write `upon: a-step` or `when: a condition`."
        r.problems.error(place, "upon", "Nothing says when this duty arises.", mend)
    if "strength" not in fields:
        r.problems.error(
            place, "strength", "A duty says how binding it is.", "Write `strength: must`, `should` or `may`."
        )
    if "within" in fields and "due" in fields:
        mend = "Keep one. In an overlay say `over: replace`, since `change` leaves the other standing."
        r.problems.error(r.place("due"), "due", "This duty has two limits, `within` and `due`.", mend)


def _gate(r: Reader, common: dict[str, Any]) -> Entry | None:
    r.needed("before", "A gate", "next-step")
    r.needed("needs", "A gate", "{happened: chronology-started}")
    reach, needs = read_reach(r, "before"), one_condition(r, "needs")
    if needs is None or not reach:
        return None
    return Gate(
        **common,
        strength=r.strength(Strength.MUST),
        before=reach,
        needs=needs,
        when=one_condition(r, "when"),
        waive=read_waive(r),
    )


def _caution(r: Reader, common: dict[str, Any]) -> Entry:
    return Caution(
        **common,
        strength=r.strength(Strength.MUST),
        while_=one_condition(r, "while"),
        at=read_reach(r, "at"),
        blocks=read_reach(r, "blocks"),
        across=Across(r.choice("across", [a.value for a in Across], "episode")),
        waive=read_waive(r),
    )


BUILDERS_OF_ACTS: dict[str, Callable[[Reader, dict[str, Any]], Entry | None]] = {
    "step": _step, "duty": _duty, "gate": _gate, "caution": _caution,
}  # fmt: skip
