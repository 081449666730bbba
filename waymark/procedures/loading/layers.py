"""One edition of one area's own files: heads and raw entries, before anything is laid over anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from waymark.procedures.language.entries import Overlaid, Place
from waymark.procedures.loading.problems import Problems, nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words, read_documents

#: The sections of a file and the kind of entry in each.
SECTIONS = {
    "steps": "step", "duties": "duty", "gates": "gate", "cautions": "caution", "forms": "form",
    "lists": "list", "facts": "fact", "guides": "guide", "roles": "role", "contacts": "contact", "access": "access",
    "keep": "keep", "measures": "measure",
}  # fmt: skip

FILE_WORDS = frozenset({"pack", "edition", "from", "extends", "pathway"})
PATHWAY_WORDS = frozenset(
    {
        "title",
        "say",
        "help",
        "note",
        "cites",
        "about",
        "starts",
        "governed-by",
        "strength",
        "over",
        "why",
        "part",
        "review",
        "chapters",
    }
)
HOW_TO_NAME = "Use small letters, digits and single hyphens: decide-next-step."
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as written, with the places of its words; `words` never holds `over` and `why` once it is laid down."""

    kind: str
    pathway: str | None
    short_name: str
    words: dict[str, Tree]
    place: Place
    area: str
    overlaid: tuple[Overlaid, ...] = ()
    key_places: dict[str, Place] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The full name: `pathway/name`, or the bare name of a shared entry; a pathway's is its own."""
        if self.pathway is None or self.kind == "pathway":
            return self.short_name
        return f"{self.pathway}/{self.short_name}"


@dataclass(slots=True)
class Layer:
    """What one area says in one edition."""

    area: str
    edition: str
    starts: date
    place: Place
    extends: list[str] = field(default_factory=list)
    title: str = ""
    entries: list[RawEntry] = field(default_factory=list)
    cites: list[Text] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


def read_layers(files: dict[str, str], problems: Problems) -> dict[tuple[str, str], Layer]:
    """The layers written in a set of files (path to text), by area and edition. Faults go to `problems`."""
    layers: dict[tuple[str, str], Layer] = {}
    for file in sorted(files):
        for tree in read_documents(files[file], file, problems):
            if not isinstance(tree, Words):
                problems.error(tree.place, "", "A pack file holds words with a colon.", "Begin with `pack: the-area`.")
                continue
            layer = _layer_of(tree, layers, problems)
            if layer is not None:
                layer.texts[file] = files[file]
                _read_file(tree, layer, problems)
    return layers


def texts(tree: Tree | None) -> list[Text]:
    """A single word or a list of words as a list."""
    if isinstance(tree, Text):
        return [tree]
    return [item for item in tree.items if isinstance(item, Text)] if isinstance(tree, Items) else []


def text_of(words: Words, key: str) -> str | None:
    """A word's text, or None if it is missing or not a text."""
    value = words.fields.get(key)
    return value.value if isinstance(value, Text) else None


def _layer_of(tree: Words, layers: dict[tuple[str, str], Layer], problems: Problems) -> Layer | None:
    area, edition, starts = (text_of(tree, key) for key in ("pack", "edition", "from"))
    for key, value, example in (
        ("pack", area, "hampshire"),
        ("edition", edition, '"2024-01"'),
        ("from", starts, "2024-01-01"),
    ):
        if value is None:
            problems.error(tree.place, key, f"The file does not say its {key}.", f"Begin with `{key}: {example}`.")
    if area is None or edition is None or starts is None:
        return None
    if not NAME.fullmatch(area):
        problems.error(tree.key_places["pack"], "pack", f"'{area[:60]}' is not a name.", HOW_TO_NAME)
        return None
    try:
        day = date.fromisoformat(starts)
    except ValueError:
        problems.error(tree.key_places["from"], "from", f"'{starts[:60]}' is not a date.", "Write it as 2024-01-31.")
        return None
    layer = layers.setdefault((area, edition), Layer(area, edition, day, tree.place))
    if layer.starts != day:
        message = f"Edition {edition} of {area} begins on {layer.starts} in {layer.place}."
        problems.error(
            tree.key_places["from"], "from", message, "Use one date, or give the later rules an edition of their own."
        )
    return layer


def _read_file(tree: Words, layer: Layer, problems: Problems) -> None:
    _read_extends(tree, layer, problems)
    pathway = text_of(tree, "pathway")
    if "pathway" in tree.fields and (pathway is None or not NAME.fullmatch(pathway)):
        place = tree.key_places["pathway"]
        problems.error(place, "pathway", "This is not the name of a pathway.", HOW_TO_NAME)
        return
    head = {key: value for key, value in tree.fields.items() if key in PATHWAY_WORDS}
    for key, value in head.items():
        _refuse_empty(value, key, problems)
    if pathway is not None:
        _add_pathway(pathway, head, tree, layer)
    else:
        layer.title = text_of(tree, "title") or layer.title
        layer.cites += texts(head.get("cites"))
    known = FILE_WORDS | SECTIONS.keys() | PATHWAY_WORDS
    for key, value in tree.fields.items():
        if key in SECTIONS:
            _read_section(SECTIONS[key], value, pathway, layer, problems)
        elif key not in known:
            problems.error(tree.key_places[key], key, f"'{key}' is not a word of a pack file.", nearest(key, known))


def _read_extends(tree: Words, layer: Layer, problems: Problems) -> None:
    value = tree.fields.get("extends")
    if value is None:
        return
    if not isinstance(value, Items):
        problems.error(value.place, "extends", "The parents are a list.", "Write `extends: [national]`.")
        return
    layer.extends += [text.value for text in texts(value) if text.value not in layer.extends]


def _add_pathway(pathway: str, head: dict[str, Tree], tree: Words, layer: Layer) -> None:
    if head.keys() - {"note"}:
        place, where = tree.key_places["pathway"], tree.key_places
        layer.entries.append(RawEntry("pathway", pathway, pathway, head, place, layer.area, key_places=where))


def _read_section(kind: str, section: Tree, pathway: str | None, layer: Layer, problems: Problems) -> None:
    if not isinstance(section, Words):
        mend = "Write a name and a colon for each."
        problems.error(section.place, kind, f"This section of {kind} entries holds none by name.", mend)
        return
    for name, value in section.fields.items():
        place = section.key_places[name]
        if not NAME.fullmatch(name):
            problems.error(place, name, f"'{name}' is not a name.", HOW_TO_NAME)
        if not isinstance(value, Words):
            problems.error(place, name, f"The {kind} '{name}' holds no words.", "Write its words below it, indented.")
            continue
        _refuse_empty(value, name, problems)
        where = value.key_places
        layer.entries.append(RawEntry(kind, pathway, name, dict(value.fields), place, layer.area, key_places=where))


def _refuse_empty(tree: Tree, key: str, problems: Problems) -> None:
    """Nothing may be left empty: [], {} and "" are values that say nothing."""
    if isinstance(tree, Text):
        if not tree.value:
            problems.error(tree.place, key, f"'{key}' has no value.", "Write a value or take the word away.")
        return
    parts = list(tree.fields.items()) if isinstance(tree, Words) else [(key, item) for item in tree.items]
    if not parts:
        problems.error(tree.place, key, f"'{key}' is empty.", "Write what belongs there or take the word away.")
    for inner, part in parts:
        _refuse_empty(part, inner, problems)
