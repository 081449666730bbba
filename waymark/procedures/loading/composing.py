"""Composing one pack: layers laid over one another, entries built, rows put where lists are named, all checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from waymark.procedures.language.entries import Entry, NamedList, Options, Question
from waymark.procedures.language.pack import Edition, Pack
from waymark.procedures.loading.builders import build, in_words
from waymark.procedures.loading.checks import check_pack
from waymark.procedures.loading.layers import Layer
from waymark.procedures.loading.names import Names
from waymark.procedures.loading.overlay import Key, Laid, Overlayer
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.tighten import check_tightenings

#: Kind of entry to the pack's field.
FIELDS = {
    "pathway": "pathways", "step": "steps", "duty": "duties", "gate": "gates", "caution": "cautions", "form": "forms",
    "list": "lists", "fact": "facts", "guide": "guides", "role": "roles", "contact": "contacts", "access": "access",
    "keep": "keep", "measure": "measures",
}  # fmt: skip


def compose(
    area: str,
    layers: Sequence[Layer],
    ancestors: dict[str, frozenset[str]],
    catalogue: frozenset[str] | None,
    problems: Problems,
) -> Pack | None:
    """The pack of an area from its layers, lowest first; None where faults stop it. Every fault goes to `problems`."""
    overlayer = Overlayer(ancestors, problems)
    for layer in layers:
        overlayer.lay(layer)
    laid = overlayer.finish()
    _check_pathways(laid, problems)
    names = Names(laid.entries, laid.removed)
    built = {key: build(raw, names, problems) for key, raw in laid.entries.items()}
    check_tightenings(laid, names, problems)
    entries = {key: entry for key, entry in built.items() if entry is not None}
    if problems.errors:
        return None
    pack = _pack(area, layers, entries)
    check_pack(pack, laid, catalogue, problems)
    return pack


def _check_pathways(laid: Laid, problems: Problems) -> None:
    """A pathway is begun by a head; a file that only names one adds to what the parents say."""
    known = {name for kind, name in laid.entries if kind == "pathway"}
    for raw in laid.entries.values():
        if raw.pathway is None or raw.pathway in known:
            continue
        removal = laid.removed.get(("pathway", raw.pathway))
        gone = f"{removal.by.area} removed it at {removal.by.place}: remove its entries as well." if removal else ""
        message = f"There is no pathway '{raw.pathway}'."
        mend = "Give it `title`, `about`, `starts` and `cites` at the head of its file, or name another pathway."
        problems.error(raw.place, "pathway", message, gone or mend)


def _pack(area: str, layers: Sequence[Layer], entries: Mapping[Key, Entry]) -> Pack:
    lists = {entry.name: entry for entry in entries.values() if isinstance(entry, NamedList)}
    fields: dict[str, dict[str, Any]] = {field: {} for field in FIELDS.values()}
    for (kind, name), entry in entries.items():
        fields[FIELDS[kind]][name] = _with_rows(entry, lists)
    lineage = tuple(Edition(layer.area, layer.edition, layer.starts, layer.title) for layer in layers)
    return Pack(
        area=area,
        title=next((layer.title for layer in reversed(layers) if layer.area == area and layer.title), in_words(area)),
        edition=max(lineage, key=lambda edition: (edition.starts, edition.area == area)),
        lineage=lineage,
        fingerprint=_fingerprint(layers),
        **fields,
    )


def _fingerprint(layers: Sequence[Layer]) -> str:
    """A digest of every text that went into a pack, so that a pin says exactly what was in force."""
    digest = hashlib.sha256()
    for layer in layers:
        for file in sorted(layer.texts):
            digest.update(f"{file}\0{layer.texts[file]}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _with_rows(entry: Any, lists: Mapping[str, NamedList]) -> Any:
    """Puts a named list's rows where its name stands, in steps, questions and facts."""
    changed: dict[str, Any] = {}
    for name in ("decides", "options"):
        options = getattr(entry, name, None)
        if isinstance(options, Options) and options.list is not None:
            changed[name] = replace(options, rows=lists[options.list].rows)
    for name in ("own_questions", "questions"):
        questions: tuple[Question, ...] = getattr(entry, name, ())
        if questions:
            changed[name] = tuple(_with_rows(question, lists) for question in questions)
    return replace(entry, **changed) if changed else entry
