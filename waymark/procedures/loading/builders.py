"""Turning laid-down words into typed entries, a function a kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from waymark.procedures.language.entries import About, Access, Entry, Guide, Keep, Measure, Pathway, Role
from waymark.procedures.loading.acting import BUILDERS_OF_ACTS
from waymark.procedures.loading.asking import BUILDERS_OF_ANSWERS
from waymark.procedures.loading.conditions import one_condition
from waymark.procedures.loading.dates import one_date
from waymark.procedures.loading.directory import build_contact
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.layers import RawEntry
from waymark.procedures.loading.names import Names
from waymark.procedures.loading.phrases import read_reach
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.source import Words
from waymark.procedures.loading.working_out import build_fact

COMMON = ("title", "say", "help", "cites", "strength", "note", "over", "why")

#: The words of each kind, beside the common ones. A word that is not here stops the pack.
WORDS: dict[str, tuple[str, ...]] = {
    "pathway": ("about", "starts", "governed-by", "part", "review", "chapters"),
    "step": ("by", "when", "form", "acts", "decides", "suggest", "reason", "signs", "meeting", "opens", "closes"),
    "duty": (
        "upon", "when", "while", "each", "by", "do", "tell", "consider", "about", "how", "within", "due", "aim",
        "urgent", "every", "again", "waive",
    ),
    "gate": ("before", "when", "needs", "waive"),
    "caution": ("while", "at", "blocks", "across", "waive"),
    "form": ("questions", "use"),
    "list": ("columns", "rows"),
    "fact": ("type", "rows", "date", "count", "look-up", "given", "set", "readings", "options"),
    "guide": ("text", "parts", "at", "when"),
    "role": ("held-by", "needs", "not"),
    "contact": (
        "area", "council", "channels", "hours", "otherwise", "restricted", "checked", "for", "who", "ages", "route", "urgency",
        "owner", "readings",
    ),
    "access": ("what", "only", "hide", "while", "until"),
    "keep": ("what", "least", "most", "hold", "then"),
    "measure": ("count", "when", "split", "target", "period"),
}  # fmt: skip


def build(raw: RawEntry, names: Names, problems: Problems) -> Entry | None:
    """The typed entry, or None with its faults noted."""
    before = len(problems.errors)
    pathway = raw.name if raw.kind == "pathway" else raw.pathway
    reader = Reader(Words(raw.words, raw.place, raw.key_places), pathway, names, problems)
    reader.only((*COMMON, *WORDS[raw.kind]), raw.kind)
    entry = BUILDERS[raw.kind](reader, _common(raw, reader))
    if entry is None and len(problems.errors) == before:
        mend = "Compare it with an entry of the same kind that loads."
        problems.error(raw.place, raw.short_name, f"The {raw.kind} '{raw.name}' cannot be read.", mend)
    return entry if len(problems.errors) == before else None


def _common(raw: RawEntry, reader: Reader) -> dict[str, Any]:
    """What every entry has."""
    cites = reader.list_of_texts("cites")
    if not cites:
        mend = "Name the requirements that it meets: `cites: [NAT-01]`."
        reader.problems.error(raw.place, "cites", f"The {raw.kind} '{raw.name}' cites nothing.", mend)
    return {
        "name": raw.name,
        "pathway": raw.pathway,
        "area": raw.area,
        "title": reader.text("title") or in_words(raw.short_name),
        "cites": cites,
        "place": raw.place,
        "overlaid": raw.overlaid,
        **{word: reader.text(word) for word in ("say", "help", "note")},
    }


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
        part=r.text("part") or None,
        review=_review(r),
        chapters=r.list_of_texts("chapters"),
    )


def _review(r: Reader) -> date | None:
    """The day of the next review."""
    word = r.text("review")
    if not word:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        r.problems.error(r.place("review"), "review", f"'{word[:60]}' is not a date.", "Write it as 2027-01-31.")
        return None


def _guide(r: Reader, common: dict[str, Any]) -> Entry:
    if "text" not in r.words.fields and "parts" not in r.words.fields:
        r.needed("text", "A guide", "what it means, in one or two sentences")
    return Guide(
        **common,
        strength=r.strength(None),
        text=r.text("text"),
        parts=r.list_of_texts("parts"),
        at=read_reach(r, "at"),
        when=one_condition(r, "when"),
    )


def _role(r: Reader, common: dict[str, Any]) -> Entry:
    return Role(
        **common,
        strength=r.strength(None),
        held_by=r.list_of_texts("held-by"),
        needs=one_condition(r, "needs"),
        not_if=one_condition(r, "not"),
    )


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
    "pathway": _pathway, "guide": _guide, "role": _role, "access": _access, "keep": _keep, "measure": _measure,
    "fact": build_fact, "contact": build_contact, **BUILDERS_OF_ACTS, **BUILDERS_OF_ANSWERS,
}  # fmt: skip
