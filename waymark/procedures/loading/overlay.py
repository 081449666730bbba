"""Laying packs over one another: parents depth-first, left to right, each once (pack-language.md, 2.13; ADR 0004)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from waymark.procedures.language.entries import Overlaid
from waymark.procedures.loading.layers import Layer, RawEntry
from waymark.procedures.loading.problems import Problems, nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words

OVERS = ("change", "replace", "tighten", "remove")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tightening:
    """A claim to be checked once both sides are built: `after` is tighter than `before`."""

    before: RawEntry
    after: RawEntry


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry that an area took away: as it was, and where `over: remove` stands."""

    before: RawEntry
    by: RawEntry


@dataclass(slots=True)
class Laid:
    """Everything that holds after all layers are laid down."""

    entries: dict[Key, RawEntry] = field(default_factory=dict)
    tightenings: list[Tightening] = field(default_factory=list)
    removed: dict[Key, Removal] = field(default_factory=dict)


class Overlayer:
    """Lays layers down one after another and remembers who touched what."""

    def __init__(self, ancestors: dict[str, frozenset[str]], problems: Problems) -> None:
        self.ancestors = ancestors
        self.problems = problems
        self.laid = Laid()
        self.touched: dict[Key, str] = {}
        self.conflicts: dict[Key, tuple[str, RawEntry]] = {}

    def lay(self, layer: Layer) -> None:
        """Put one layer on top of what is there."""
        own: set[Key] = set()
        for entry in _joined(layer.entries, self.problems):
            key = (entry.kind, entry.name)
            self._lay_entry(key, entry)
            own.add(key)
        for key in own:
            self.touched[key] = layer.area

    def finish(self) -> Laid:
        """Report the conflicts that no layer settled, and hand over the result."""
        for key, (other, entry) in self.conflicts.items():
            what = f"the {key[0]} '{key[1]}'"
            message = f"{entry.area} and {other} both say something about {what}, and neither lies over the other."
            mend = "Let the pack that extends both say in full what holds: `over: replace` and `why:`."
            self.problems.error(entry.place, entry.short_name, message, mend)
        return self.laid

    def _lay_entry(self, key: Key, entry: RawEntry) -> None:
        if self._in_conflict(key, entry):
            return
        before = self.laid.entries.get(key)
        over, why = _word(entry, "over"), _word(entry, "why")
        if key in self.conflicts:
            self._settle(key, entry, over, why)
        elif before is not None:
            self._lay_over(key, before, entry, over, why)
        elif over is not None:
            self._nothing_to_change(entry)
        else:
            self.laid.entries[key] = _clean(entry)
            self.laid.removed.pop(key, None)

    def _in_conflict(self, key: Key, entry: RawEntry) -> bool:
        """Whether the entry was last touched by an area that this one does not extend."""
        toucher = self.touched.get(key)
        if toucher is None or toucher == entry.area or toucher in self.ancestors[entry.area]:
            return False
        self.conflicts[key] = (toucher, entry)
        return True

    def _settle(self, key: Key, entry: RawEntry, over: str | None, why: str | None) -> None:
        """The area that extends both says in full what holds: laid over one, the other would lose in silence."""
        other, parents = self.conflicts[key]
        if parents.area not in self.ancestors[entry.area]:
            return
        del self.conflicts[key]
        if over not in ("replace", "remove") or why is None:
            message = f"{parents.area} and {other} both say something about the {entry.kind} '{entry.name}'."
            mend = "Say in full what holds here: `over: replace` (or `remove`) and `why:`."
            self.problems.error(entry.place, "over", message, mend)
            return
        self._apply(key, self.laid.entries.get(key, parents), entry, over, why)

    def _lay_over(self, key: Key, before: RawEntry, entry: RawEntry, over: str | None, why: str | None) -> None:
        if over is None or why is None:
            self._say_how(entry, before, over)
        elif over not in OVERS:
            place = entry.words["over"].place
            self.problems.error(place, "over", f"'{over}' is no way to lay over.", f"Write one of: {', '.join(OVERS)}.")
        else:
            self._apply(key, before, entry, over, why)

    def _apply(self, key: Key, before: RawEntry, entry: RawEntry, over: str, why: str) -> None:
        if over == "remove":
            self._remove(key, before, entry)
            return
        words, places = _clean(entry).words, entry.key_places
        if over != "replace":
            words, places = _merged(before.words, words), {**before.key_places, **places}
        mark = Overlaid(entry.area, over, why, entry.place)
        after = replace(entry, words=words, overlaid=(*before.overlaid, mark), key_places=places)
        self.laid.entries[key] = after
        self.laid.removed.pop(key, None)
        if over == "tighten":
            self.laid.tightenings.append(Tightening(before, after))

    def _remove(self, key: Key, before: RawEntry, entry: RawEntry) -> None:
        for word in sorted(entry.words.keys() - {"over", "why", "cites", "note"}):
            mend = "Take it away, or say `over: replace`."
            self.problems.error(entry.words[word].place, word, f"'{word}' says something of what is removed.", mend)
        self.laid.entries.pop(key, None)
        self.laid.removed[key] = Removal(before, entry)

    def _nothing_to_change(self, entry: RawEntry) -> None:
        same_kind = [name for kind, name in self.laid.entries if kind == entry.kind]
        message = f"There is no {entry.kind} '{entry.name}' in the parents of {entry.area} to lay over."
        self.problems.error(
            entry.place, "over", message, nearest(entry.name, same_kind) or "Take `over` away to add it."
        )

    def _say_how(self, entry: RawEntry, before: RawEntry, over: str | None) -> None:
        missing = "over" if over is None else "why"
        message = f"The {entry.kind} '{entry.name}' is already said by {before.area} ({before.place})."
        mend = (
            "Say `over: change`, `replace`, `tighten` or `remove`, and `why:`."
            if over is None
            else "Say `why:` this area differs."
        )
        self.problems.error(entry.place, missing, message, mend)


def _joined(entries: Iterable[RawEntry], problems: Problems) -> list[RawEntry]:
    """A layer's entries, refusing a name that two of its files give to one kind in one pathway."""
    found: dict[Key, RawEntry] = {}
    for entry in entries:
        key = (entry.kind, entry.name)
        if key in found:
            message = f"The {entry.kind} '{entry.name}' is already written in {found[key].place}."
            problems.error(entry.place, entry.short_name, message, "Keep one of them.")
            continue
        found[key] = entry
    return list(found.values())


def _word(entry: RawEntry, key: str) -> str | None:
    value = entry.words.get(key)
    return value.value if isinstance(value, Text) else None


def _clean(entry: RawEntry) -> RawEntry:
    return replace(entry, words={key: value for key, value in entry.words.items() if key not in ("over", "why")})


def _merged(before: dict[str, Tree], after: dict[str, Tree]) -> dict[str, Tree]:
    """Only the named words change; cites and a form's questions are added to."""
    words = {**before, **after}
    old, new = before.get("cites"), after.get("cites")
    if isinstance(old, Items) and isinstance(new, Items):
        held = {item.value for item in new.items if isinstance(item, Text)}
        kept = tuple(item for item in old.items if isinstance(item, Text) and item.value not in held)
        words["cites"] = Items(new.items + kept, new.place)
    asked, added = before.get("questions"), after.get("questions")
    if isinstance(asked, Words) and isinstance(added, Words):
        places = {**asked.key_places, **added.key_places}
        words["questions"] = Words({**asked.fields, **added.fields}, added.place, places)
    return words
