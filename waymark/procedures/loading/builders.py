"""Turning laid-down words into typed entries, a function a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from waymark.procedures.language.entries import (
    ACTS,
    About,
    Access,
    Caution,
    Duty,
    Entry,
    Gate,
    Guide,
    Keep,
    Measure,
    Meeting,
    Member,
    Pathway,
    Role,
    Step,
    Strength,
    Trigger,
    UponDate,
    UponLate,
)
from waymark.procedures.language.people import GroupOf, RoleOf
from waymark.procedures.loading.asking import BUILDERS_OF_ANSWERS, read_options
from waymark.procedures.loading.expressions import (
    one_condition,
    one_date,
    read_date,
    read_opens,
    read_reach,
    read_waive,
)
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.layers import RawEntry
from waymark.procedures.loading.names import Names
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.source import Text, Tree, Words

COMMON = ("title", "say", "help", "cites", "strength", "note", "over", "why")

#: The words of each kind, beside the common ones. A word that is not here stops the pack.
WORDS: dict[str, tuple[str, ...]] = {
    "pathway": ("about", "starts", "governed-by"),
    "step": ("by", "when", "form", "acts", "decides", "suggest", "reason", "signs", "meeting", "opens", "closes"),
    "duty": ("upon", "when", "while", "each", "by", "do", "tell", "consider", "about", "how", "within", "due", "aim", "urgent", "every", "again", "waive"),
    "gate": ("before", "when", "needs", "waive"),
    "caution": ("while", "at", "blocks", "across", "waive"),
    "form": ("questions", "use"),
    "list": ("columns", "rows"),
    "fact": ("type", "rows", "date", "count", "look-up", "given", "set", "readings", "options"),
    "guide": ("text", "parts", "at", "when"),
    "role": ("held-by", "needs", "not"),
    "contact": ("area", "channels", "hours", "otherwise", "restricted", "checked"),
    "access": ("what", "only", "hide", "while", "until"),
    "keep": ("what", "least", "most", "hold", "then"),
    "measure": ("count", "when", "split", "target", "period"),
}  # fmt: skip


def build(raw: RawEntry, names: Names, problems: Problems) -> Entry | None:
    """The typed entry, or None with its faults noted."""
    before = len(problems.errors)
    reader = Reader(Words(raw.words, raw.place, {}), raw.pathway or (raw.name if raw.kind == "pathway" else None), names, problems)
    reader.only((*COMMON, *WORDS[raw.kind]), raw.kind)
    common: dict[str, Any] = {
        "name": raw.name,
        "pathway": raw.pathway,
        "area": raw.area,
        "title": reader.text("title") or in_words(raw.short_name),
        "cites": reader.list_of_texts("cites"),
        "place": raw.place,
        "say": reader.text("say"),
        "help": reader.text("help"),
        "note": reader.text("note"),
        "overlaid": raw.overlaid,
    }
    if not common["cites"]:
        problems.error(raw.place, "cites", f"The {raw.kind} '{raw.name}' cites nothing.", "Name the requirements that it meets: `cites: [NAT-01]`.")
    entry = BUILDERS[raw.kind](reader, common)
    return entry if len(problems.errors) == before else None


def in_words(name: str) -> str:
    """A name as words: `no-further-action` becomes "No further action"."""
    return name.replace("-", " ").capitalize()


def _pathway(r: Reader, common: dict[str, Any]) -> Entry:
    starts = r.each_of("starts", lambda tree, key: r.name_of("step", tree, key))
    tree = r.get("governed-by")
    return Pathway(
        **common,
        strength=r.strength(None),
        about=About(r.choice("about", [a.value for a in About], "child")),
        starts=starts,
        governed_by=r.fact_name(tree, "governed-by") if tree is not None else None,
    )


def _step(r: Reader, common: dict[str, Any]) -> Entry:
    meeting = r.get("meeting")
    decides = r.get("decides")
    suggest = r.get("suggest")
    if "by" not in r.words.fields:
        r.problems.error(r.words.place, "by", f"No role may do the step '{common['name']}'.", "Say who: `by: social-worker`, or `by: anyone`.")
    acts = r.list_of_texts("acts")
    for act in acts:
        if act not in ACTS:
            r.problems.error(r.place("acts"), "acts", f"'{act}' is no kind of act.", f"Write one of: {', '.join(sorted(ACTS))}.")
    return Step(
        **common,
        strength=r.strength(None),
        by=r.each_of("by", r.people),
        when=one_condition(r, "when"),
        form=r.one_name("form", "form"),
        acts=acts,
        decides=read_options(r, decides, "decides") if decides is not None else None,
        suggest=r.fact_name(suggest, "suggest") if suggest is not None else None,
        reason=r.choice("reason", ("always", "if-different", "never"), "never"),
        signs=r.each_of("signs", r.people),
        meeting=_meeting(r, meeting) if meeting is not None else None,
        opens=r.each_of("opens", lambda tree, key: read_opens(r, tree, key)),
        closes=r.yes("closes"),
    )


def _meeting(r: Reader, tree: Tree) -> Meeting | None:
    if not isinstance(tree, Words):
        r.problems.error(tree.place, "meeting", "A meeting has words of its own.", "Write `chair`, `members`, `agenda`, `quorum` below it.")
        return None
    inner = r.within(tree)
    inner.only(("chair", "members", "agenda", "quorum", "waive"), "meeting")
    quorum = inner.text("quorum")
    if quorum and not quorum.isdigit():
        r.problems.error(inner.place("quorum"), "quorum", f"'{quorum}' is no number.", "Write how many; without it, every `must` member counts.")
        quorum = ""
    chair = inner.get("chair")
    return Meeting(
        chair=inner.people(chair, "chair") if chair is not None else None,
        members=inner.each_of("members", lambda part, key: _member(inner, part, key)),
        agenda=inner.one_name("list", "agenda"),
        quorum=int(quorum) if quorum else None,
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
    return Member(who=who, must=inner.yes("must"), when=one_condition(inner, "when"), instead=inner.list_of_texts("instead"), not_if=one_condition(inner, "not"))


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
    r.problems.error(tree.place, key, "A duty arises upon an event, a date or a lateness.", "Write `upon: referral`.")
    return None


def _duty(r: Reader, common: dict[str, Any]) -> Entry | None:
    said = [word for word in ("do", "tell", "consider") if word in r.words.fields]
    if len(said) != 1:
        r.problems.error(r.words.place, "do", f"A duty says exactly one of do, tell, consider; this says {' and '.join(said) or 'none'}.", "Split it in two, or say what is owed.")
    if "upon" not in r.words.fields and "when" not in r.words.fields:
        r.problems.error(r.words.place, "upon", "Nothing says when this duty arises.", "Write `upon: a-step` or `when: a condition`.")
    if "strength" not in r.words.fields:
        r.problems.error(r.words.place, "strength", "A duty says how binding it is.", "Write `strength: must`, `should` or `may`.")
    each = r.get("each")
    tells = r.each_of("tell", r.people)
    faults = len(r.problems.errors)
    duty = {
        "strength": r.strength(Strength.MUST),
        "upon": r.each_of("upon", lambda tree, key: _trigger(r, tree, key)),
        "when": one_condition(r, "when"),
        "while_": one_condition(r, "while"),
        "each": _group_of(r, each) if each is not None else None,
        "by": r.each_of("by", r.people),
        "do": r.each_of("do", r.event),
        "tell": tells,
        "consider": r.text("consider"),
        "about": r.text("about"),
        "how": r.text("how"),
        "within": r.one_length("within"),
        "due": one_date(r, "due"),
        "aim": r.one_length("aim"),
        "urgent": r.text("urgent"),
        "every": r.one_length("every"),
        "again": r.choice("again", ("each", "restart", "keep"), "each"),
        "waive": read_waive(r),
    }
    usable = len(said) == 1 and (duty["upon"] or duty["when"]) and len(r.problems.errors) == faults
    return Duty(**common, **duty) if usable and (duty["do"] or duty["tell"] or duty["consider"]) else None


def _group_of(r: Reader, tree: Tree) -> str | None:
    people = r.people(tree, "each")
    if isinstance(people, RoleOf):
        r.problems.error(tree.place, "each", "A role is no group.", "Name a group, or a question that names people.")
        return None
    if people is None:
        return None
    return people.group if isinstance(people, GroupOf) else people.fact


def _gate(r: Reader, common: dict[str, Any]) -> Entry | None:
    reach = read_reach(r, "before")
    needs = one_condition(r, "needs")
    if not reach:
        r.needed("before", "A gate", "next-step")
    if needs is None:
        r.needed("needs", "A gate", "{happened: chronology-started}")
        return None
    return Gate(**common, strength=r.strength(Strength.MUST), before=reach, needs=needs, when=one_condition(r, "when"), waive=read_waive(r))


def _caution(r: Reader, common: dict[str, Any]) -> Entry:
    from waymark.procedures.language.conditions import Across

    return Caution(
        **common,
        strength=r.strength(Strength.MUST),
        while_=one_condition(r, "while"),
        at=read_reach(r, "at"),
        blocks=read_reach(r, "blocks"),
        across=Across(r.choice("across", [a.value for a in Across], "episode")),
        waive=read_waive(r),
    )


def _guide(r: Reader, common: dict[str, Any]) -> Entry:
    if "text" not in r.words.fields and "parts" not in r.words.fields:
        r.needed("text", "A guide", "what it means, in one or two sentences")
    return Guide(**common, strength=r.strength(None), text=r.text("text"), parts=r.list_of_texts("parts"), at=read_reach(r, "at"), when=one_condition(r, "when"))


def _role(r: Reader, common: dict[str, Any]) -> Entry:
    return Role(**common, strength=r.strength(None), held_by=r.list_of_texts("held-by"), needs=one_condition(r, "needs"), not_if=one_condition(r, "not"))


def _access(r: Reader, common: dict[str, Any]) -> Entry:
    return Access(
        **common,
        strength=r.strength(None),
        what=r.list_of_texts("what"),
        only=r.each_of("only", r.people),
        hide=r.each_of("hide", r.people),
        while_=one_condition(r, "while"),
        until=one_condition(r, "until"),
    )


def _keep(r: Reader, common: dict[str, Any]) -> Entry:
    return Keep(
        **common,
        strength=r.strength(None),
        what=r.list_of_texts("what"),
        least=one_date(r, "least"),
        most=one_date(r, "most"),
        hold=one_condition(r, "hold"),
        then=r.text("then"),
    )


def _measure(r: Reader, common: dict[str, Any]) -> Entry:
    return Measure(
        **common,
        strength=r.strength(None),
        count=r.text("count"),
        when=one_condition(r, "when"),
        split=r.list_of_texts("split"),
        target=r.text("target"),
        period=r.text("period"),
    )


BUILDERS: dict[str, Callable[[Reader, dict[str, Any]], Entry | None]] = {
    "pathway": _pathway, "step": _step, "duty": _duty, "gate": _gate, "caution": _caution, "guide": _guide, "role": _role,
    "access": _access, "keep": _keep, "measure": _measure, **BUILDERS_OF_ANSWERS,
}  # fmt: skip
