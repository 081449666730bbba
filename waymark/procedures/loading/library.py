"""A library of packs: every area and edition that a folder (or a stored set of files) holds, composed on demand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from waymark.procedures.language.entries import Entry, NamedList, Options, Place
from waymark.procedures.language.pack import Edition, Pack
from waymark.procedures.loading.builders import build, in_words
from waymark.procedures.loading.checks import check_pack
from waymark.procedures.loading.layers import Layer, read_layers
from waymark.procedures.loading.names import Names
from waymark.procedures.loading.overlay import Laid, Overlayer
from waymark.procedures.loading.problems import Problem, Problems, nearest
from waymark.procedures.loading.tighten import check_tightenings

#: Kind of entry to the pack's field.
FIELDS = {
    "pathway": "pathways", "step": "steps", "duty": "duties", "gate": "gates", "caution": "cautions", "form": "forms", "list": "lists",
    "fact": "facts", "guide": "guides", "role": "roles", "contact": "contacts", "access": "access", "keep": "keep", "measure": "measures",
}  # fmt: skip


class PackError(Exception):
    """A pack does not load. `problems` holds every fault found, each with file, line, field and what to write instead."""

    def __init__(self, area: str, problems: list[Problem]) -> None:
        self.area = area
        self.problems = problems
        shown = "\n".join(str(problem) for problem in problems[:20])
        super().__init__(f"The pack of {area} does not load:\n{shown}")


class Library:
    """Packs by area, edition and day. Composed packs are kept, so asking twice costs nothing."""

    def __init__(self, files: Mapping[str, str], catalogue: frozenset[str] | None = None) -> None:
        """`files` goes from path to text; `catalogue` holds the requirement ids that may be cited (None: any)."""
        self.catalogue = catalogue
        self.reading = Problems()
        self.layers = read_layers(dict(files), self.reading)
        self._check_heads()
        self._packs: dict[tuple[str, date], Pack] = {}
        self._found: dict[tuple[str, date], Problems] = {}

    @classmethod
    def read(cls, folder: Path, catalogue: frozenset[str] | None = None) -> Library:
        """The library in a folder of area folders; `examples` and files beside the area folders are not packs."""
        files = {}
        for path in sorted(folder.glob("*/*.yaml")):
            files[str(path.relative_to(folder.parent))] = path.read_text(encoding="utf-8")
        return cls(files, catalogue)

    def areas(self) -> tuple[str, ...]:
        """Every area by name, parents before children."""
        order: list[str] = []
        for area in sorted({layer.area for layer in self.layers.values()}):
            order += [name for name in self.lineage(area) if name not in order]
        return tuple(order)

    def editions(self, area: str) -> tuple[Edition, ...]:
        """The area's own editions, oldest first."""
        own = [layer for layer in self.layers.values() if layer.area == area]
        return tuple(Edition(layer.area, layer.edition, layer.starts) for layer in sorted(own, key=lambda layer: (layer.starts, layer.edition)))

    def lineage(self, area: str) -> tuple[str, ...]:
        """The area's parents depth-first, left to right, each once, and the area itself last."""
        found: list[str] = []
        self._walk(area, found, set())
        return tuple(found)

    def pack(self, area: str, *, on: date | None = None, edition: str | None = None) -> Pack:
        """The area's pack as it holds on a day (or from the day an edition of its lineage begins; or the newest).

        Before the first edition the first one holds. Raises PackError with every fault if it does not load, KeyError for an unknown area.
        """
        day = self._day(area, on, edition)
        pack = self._compose(area, day)
        faults = [*self.reading.errors, *self._found[(area, day)].errors]
        if pack is None or faults:
            raise PackError(area, faults)
        return pack

    def check(self, area: str) -> list[Problem]:
        """Every error and warning of an area's pack, in each of the days at which its lineage changes."""
        problems = list(self.reading.found)
        for day in sorted({edition.starts for name in self.lineage(area) for edition in self.editions(name)}):
            self._compose(area, day)
            problems += [p for p in self._found[(area, day)].found if p not in problems]
        return problems

    def sources(self, area: str, on: date) -> dict[str, str]:
        """The texts of which the area's pack on that day is composed: what must be kept to work it out again."""
        return {file: text for layer in self._layers_on(area, on) for file, text in layer.texts.items()}

    def _day(self, area: str, on: date | None, edition: str | None) -> date:
        if not self.editions(area):
            raise KeyError(f"There is no pack of the area '{area}'. {nearest(area, self.areas())}")
        known = [e for name in self.lineage(area) for e in self.editions(name)]
        if edition is not None:
            starts = [e.starts for e in known if e.name == edition]
            if not starts:
                raise KeyError(f"{area} has no edition '{edition}'. {nearest(edition, [e.name for e in known])}")
            return max(*starts, self.editions(area)[0].starts)
        if on is None:
            return max(e.starts for e in known)
        held = [e.starts for e in known if e.starts <= on]
        return max(held) if held else min(e.starts for e in known)

    def _layers_on(self, area: str, day: date) -> list[Layer]:
        layers = []
        for name in self.lineage(area):
            own = sorted((layer for layer in self.layers.values() if layer.area == name), key=lambda layer: (layer.starts, layer.edition))
            held = [layer for layer in own if layer.starts <= day]
            layers += held or own[:1]
        return layers

    def _compose(self, area: str, day: date) -> Pack | None:
        if (area, day) not in self._found:
            problems = self._found[(area, day)] = Problems()
            pack = self._build(area, day, problems)
            if pack is not None:
                self._packs[(area, day)] = pack
        return self._packs.get((area, day))

    def _build(self, area: str, day: date, problems: Problems) -> Pack | None:
        layers = self._layers_on(area, day)
        ancestors = {name: frozenset(self.lineage(name)) for name in self.lineage(area)}
        overlayer = Overlayer(ancestors, problems)
        for layer in layers:
            overlayer.lay(layer)
        laid = overlayer.finish()
        names = Names(laid.entries)
        entries = {key: build(raw, names, problems) for key, raw in laid.entries.items()}
        check_tightenings(laid, names, problems)
        if problems.errors:
            return None
        pack = _pack(area, layers, {key: entry for key, entry in entries.items() if entry is not None})
        check_pack(pack, self.catalogue, problems)
        return pack

    def _check_heads(self) -> None:
        areas = {layer.area for layer in self.layers.values()}
        for layer in self.layers.values():
            for parent in layer.extends:
                if parent not in areas:
                    self.reading.error(layer.place, "extends", f"There is no pack '{parent}' to extend.", nearest(parent, areas))
        for area in sorted(areas):
            self._walk(area, [], set())

    def _walk(self, area: str, found: list[str], above: set[str]) -> None:
        if area in found:
            return
        own = [layer for layer in self.layers.values() if layer.area == area]
        if area in above:
            self.reading.error(own[0].place if own else Place(area, 1), "extends", f"{area} extends itself through its parents.", "Break the circle.")
            return
        for layer in sorted(own, key=lambda layer: layer.starts):
            for parent in layer.extends:
                self._walk(parent, found, above | {area})
        if own and area not in found:
            found.append(area)


def _pack(area: str, layers: list[Layer], entries: dict[tuple[str, str], Entry]) -> Pack:
    lists = {name: entry for (kind, name), entry in entries.items() if kind == "list" and isinstance(entry, NamedList)}
    fields: dict[str, dict[str, Any]] = {field: {} for field in FIELDS.values()}
    for (kind, name), entry in entries.items():
        fields[FIELDS[kind]][name] = _with_rows(entry, lists)
    digest = hashlib.sha256()
    for layer in layers:
        for file in sorted(layer.texts):
            digest.update(f"{file}\0{layer.texts[file]}\0".encode())
    lineage = tuple(Edition(layer.area, layer.edition, layer.starts) for layer in layers)
    newest = max(lineage, key=lambda edition: (edition.starts, edition.area == area))
    title = next((layer.title for layer in reversed(layers) if layer.area == area and layer.title), in_words(area))
    return Pack(area=area, title=title, edition=newest, lineage=lineage, fingerprint=digest.hexdigest(), **fields)


def _with_rows(value: Any, lists: dict[str, NamedList]) -> Any:
    """Puts a named list's rows where its name stands, in steps, questions and facts."""
    if isinstance(value, Options):
        return replace(value, rows=lists[value.list].rows) if value.list is not None and value.list in lists else value
    if isinstance(value, Entry) or type(value).__name__ == "Question":
        changed = {}
        for name in ("decides", "options"):
            options = getattr(value, name, None)
            if isinstance(options, Options) and options.list is not None:
                changed[name] = _with_rows(options, lists)
        for name in ("own_questions", "questions"):
            questions = getattr(value, name, None)
            if questions:
                changed[name] = tuple(_with_rows(question, lists) for question in questions)
        return replace(value, **changed) if changed else value
    return value


__all__ = ["Laid", "Library", "PackError"]
