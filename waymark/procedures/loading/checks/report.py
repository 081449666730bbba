"""Saying what is wrong with an entry at the very line where it is written."""

from __future__ import annotations

from waymark.procedures.language.entries import Entry, Place
from waymark.procedures.loading.overlay import Laid
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.source import Items, Tree, Words

#: The words and list positions that lead from an entry to a part of it.
Path = tuple[str | int, ...]

KINDS = {"NamedList": "list"}


class Report:
    """Notes faults of entries; `path` leads to the word that is wrong, through whatever overlays wrote it."""

    def __init__(self, laid: Laid, catalogue: frozenset[str] | None, problems: Problems) -> None:
        self.laid = laid
        self.catalogue = catalogue
        self.problems = problems

    def error(self, entry: Entry, path: Path, message: str, mend: str) -> None:
        """Note a fault that stops the pack from loading."""
        self.problems.error(self.place(entry, path), _field(entry, path), message, mend)

    def warn(self, entry: Entry, path: Path, message: str, mend: str) -> None:
        """Note a fault that only deserves a look."""
        self.problems.warn(self.place(entry, path), _field(entry, path), message, mend)

    def place(self, entry: Entry, path: Path) -> Place:
        """The line of a part of an entry, or of what comes nearest to it."""
        raw = self.laid.entries.get((kind_of(entry), entry.name))
        if raw is None:
            return entry.place
        place = raw.place
        node: Tree = Words(raw.words, raw.place, raw.key_places)
        for part in path:
            if isinstance(part, str) and isinstance(node, Words) and part in node.fields:
                place = node.key_places.get(part, node.fields[part].place)
                node = node.fields[part]
            elif isinstance(part, int) and isinstance(node, Items) and part < len(node.items):
                node = node.items[part]
                place = node.place
        return place


def kind_of(entry: Entry) -> str:
    """The kind of an entry as packs write it."""
    name = type(entry).__name__
    return KINDS.get(name, name.lower())


def _field(entry: Entry, path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), entry.short_name)
