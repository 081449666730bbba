"""A library of packs: every area and edition that a folder (or a stored set of files) holds, composed on demand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from waymark.procedures.language.entries import Place
from waymark.procedures.language.pack import Edition, Pack
from waymark.procedures.loading.catalogue import FILE as CATALOGUE
from waymark.procedures.loading.catalogue import catalogue_ids
from waymark.procedures.loading.composing import compose
from waymark.procedures.loading.layers import Layer, read_layers
from waymark.procedures.loading.problems import PackError, Problem, Problems, nearest
from waymark.procedures.loading.source import read_text

#: What a pack is composed of: the area and the (area, edition) of each layer.
Composition = tuple[str, tuple[tuple[str, str], ...]]


class Library:
    """Packs by area, edition and day. Composed packs are kept, so asking twice costs nothing."""

    def __init__(
        self, files: Mapping[str, str], catalogue: frozenset[str] | None = None, problems: Problems | None = None
    ) -> None:
        """`files` goes from path to text; `catalogue` holds the requirement ids that may be cited (None: any).

        `problems` are faults found before: they stop every pack, as do faults of reading the files.
        """
        self.catalogue = catalogue
        self.reading = problems or Problems()
        self.layers = read_layers(dict(files), self.reading)
        self._check_heads()
        self._composed: dict[Composition, tuple[Pack | None, Problems]] = {}

    @classmethod
    def read(cls, folder: Path, catalogue: frozenset[str] | None = None) -> Library:
        """The library in a folder of area folders; `examples` and files beside the area folders are not packs.

        Without a `catalogue`, the folder's own catalogue.yaml says what may be cited.
        """
        problems = Problems()
        files = {}
        for path in sorted(folder.glob("*/*.yaml")):
            file = path.relative_to(folder.parent).as_posix()
            text = read_text(path, file, problems)
            if text is not None:
                files[file] = text
        if catalogue is None and (folder / CATALOGUE).is_file():
            catalogue = catalogue_ids(folder / CATALOGUE, problems)
        return cls(files, catalogue, problems)

    def areas(self) -> tuple[str, ...]:
        """Every area by name, parents before children."""
        order: list[str] = []
        for area in sorted({layer.area for layer in self.layers.values()}):
            order += [name for name in self.lineage(area) if name not in order]
        return tuple(order)

    def editions(self, area: str) -> tuple[Edition, ...]:
        """The area's own editions, oldest first."""
        return tuple(Edition(layer.area, layer.edition, layer.starts, layer.title) for layer in self._own_layers(area))

    def lineage(self, area: str) -> tuple[str, ...]:
        """The area's parents depth-first, left to right, each once, and the area itself last."""
        found: list[str] = []
        self._walk(area, found, set())
        return tuple(found)

    def pack(self, area: str, *, on: date | None = None, edition: str | None = None) -> Pack:
        """The area's pack as it holds on a day (or from the day an edition of its lineage begins; or the newest).

        Before the first edition the first one holds.
        Raises PackError with every fault if it does not load, KeyError for an unknown area.
        """
        pack, problems = self._compose(area, self._day(area, on, edition))
        faults = [*self.reading.errors, *problems.errors]
        if pack is None or faults:
            raise PackError(area, faults)
        return pack

    def check(self, area: str) -> list[Problem]:
        """Every error and warning of an area's pack, in each of the days at which its lineage changes."""
        self._day(area, None, None)
        found = dict.fromkeys(self.reading.found)
        for day in sorted({edition.starts for name in self.lineage(area) for edition in self.editions(name)}):
            found.update(dict.fromkeys(self._compose(area, day)[1].found))
        return list(found)

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
            own = self._own_layers(name)
            layers += [layer for layer in own if layer.starts <= day] or own[:1]
        return layers

    def _own_layers(self, area: str) -> list[Layer]:
        own = [layer for layer in self.layers.values() if layer.area == area]
        return sorted(own, key=lambda layer: (layer.starts, layer.edition))

    def _compose(self, area: str, day: date) -> tuple[Pack | None, Problems]:
        layers = self._layers_on(area, day)
        key = area, tuple((layer.area, layer.edition) for layer in layers)
        if key not in self._composed:
            problems = Problems()
            ancestors = {name: frozenset(self.lineage(name)) for name in self.lineage(area)}
            self._composed[key] = compose(area, layers, ancestors, self.catalogue, problems), problems
        return self._composed[key]

    def _check_heads(self) -> None:
        areas = {layer.area for layer in self.layers.values()}
        for layer in self.layers.values():
            for parent in layer.extends:
                if parent not in areas:
                    message = f"There is no pack '{parent}' to extend."
                    self.reading.error(layer.place, "extends", message, nearest(parent, areas))
            for cite in layer.cites:
                if self.catalogue is not None and cite.value not in self.catalogue:
                    mend = nearest(cite.value, self.catalogue)
                    self.reading.error(cite.place, "cites", f"There is no requirement {cite.value}.", mend)
        for area in sorted(areas):
            self._walk(area, [], set())

    def _walk(self, area: str, found: list[str], above: set[str]) -> None:
        if area in found:
            return
        own = self._own_layers(area)
        if area in above:
            place = own[0].place if own else Place(area, 1)
            message = f"{area} extends itself through its parents."
            self.reading.error(place, "extends", message, "Break the circle.")
            return
        for layer in own:
            for parent in layer.extends:
                self._walk(parent, found, above | {area})
        if own and area not in found:
            found.append(area)


__all__ = ["Library", "PackError"]
