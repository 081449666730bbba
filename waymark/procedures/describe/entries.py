"""Any entry of a pack in plain English, with how binding it is, where it comes from and what an area changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from waymark.procedures.describe import asking, barriers, duties, reference, steps
from waymark.procedures.describe.document import Description, Detail
from waymark.procedures.describe.words import lower_first, sentence, upper_first
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack, all_cites

#: The labels of the details that say where an entry comes from, not what it says.
ABOUT_SOURCE = ("Changed", "Note on the source", "Source")
_OVER_WORDS = {
    "change": "changes the rule of its parents",
    "replace": "replaces the rule of its parents",
    "tighten": "tightens the rule of its parents",
    "remove": "takes the rule of its parents away",
}
_KINDS: dict[type[e.Entry], str] = {
    e.Pathway: "pathway", e.Step: "step", e.Duty: "duty", e.Gate: "gate", e.Caution: "caution", e.Form: "form",
    e.NamedList: "list", e.Fact: "fact", e.Guide: "guide", e.Role: "role", e.Contact: "contact", e.Access: "access",
    e.Keep: "keep", e.Measure: "measure",
}  # fmt: skip
_SENTENCES: dict[type[e.Entry], Callable[[Any, Pack], Iterator[str]]] = {
    e.Pathway: reference.pathway_sentences, e.Step: steps.step_sentences, e.Duty: duties.duty_sentences,
    e.Gate: barriers.gate_sentences, e.Caution: barriers.caution_sentences, e.Form: asking.form_sentences,
    e.Fact: asking.fact_sentences, e.Guide: reference.guide_sentences, e.Role: reference.role_sentences,
    e.Contact: reference.contact_sentences, e.Access: reference.access_sentences, e.Keep: reference.keep_sentences,
    e.Measure: reference.measure_sentences,
}  # fmt: skip
_DETAILS: dict[type[e.Entry], Callable[[Any, Pack], Iterator[Detail]]] = {
    e.Step: steps.step_details, e.Form: asking.form_details, e.NamedList: asking.list_details,
    e.Fact: asking.fact_details, e.Guide: lambda guide, pack: reference.guide_details(guide),
}  # fmt: skip


def describe_entry(entry: e.Entry, pack: Pack) -> Description:
    """An entry of any kind in plain English."""
    said = tuple(sentence(text) for text in (entry.say,) if text)
    rule = tuple(_SENTENCES[type(entry)](entry, pack)) if type(entry) in _SENTENCES else ()
    helped = tuple(sentence(text) for text in (entry.help,) if text)
    own = tuple(_DETAILS[type(entry)](entry, pack)) if type(entry) in _DETAILS else ()
    return Description(
        title=upper_first(entry.title), sentences=(*said, *rule, *helped), details=(*own, *_source(entry, pack)),
        kind=kind_of(entry), name=entry.name, strength=entry.strength.value if entry.strength is not None else "",
        area=entry.area, cites=tuple(sorted(all_cites(entry))),
    )  # fmt: skip


def kind_of(entry: e.Entry) -> str:
    """The kind of an entry as a word: "duty"."""
    return _KINDS[type(entry)]


def overlaid_sentences(entry: e.Entry, pack: Pack) -> Iterator[str]:
    """What each area did to an entry, and why."""
    for overlaid in entry.overlaid:
        did = _OVER_WORDS.get(overlaid.over, overlaid.over)
        yield sentence(f"{pack.area_title(overlaid.area)} {did}: {lower_first(overlaid.why)}")


def _source(entry: e.Entry, pack: Pack) -> Iterator[Detail]:
    changed = tuple(overlaid_sentences(entry, pack))
    if changed:
        yield Detail("Changed", changed)
    if entry.note:
        yield Detail("Note on the source", (sentence(entry.note),))
    yield Detail("Source", (f"{', '.join(sorted(all_cites(entry)))} ({pack.area_title(entry.area)}).",))
