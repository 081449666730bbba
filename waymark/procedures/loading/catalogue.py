"""The requirements that may be cited: packs/catalogue.yaml, written by tools/catalogue.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from waymark.procedures.language.entries import Place
from waymark.procedures.loading.problems import PackError, Problems
from waymark.procedures.loading.source import Items, Text, Tree, Words, read_documents, read_text

#: The catalogue's file, beside the folders of the areas.
FILE = "catalogue.yaml"
WORDS = ("id", "area", "title", "source")


HOW = "Write it anew: python tools/catalogue.py ../shared/requirements > packs/catalogue.yaml"
#: How tools/catalogue.py writes a line.
LINE = re.compile(r"  - \{id: ([A-Z0-9]+-[A-Z]?[0-9]+), area: [a-z-]+, title: .+, source: .+\}")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: whose rule it is, and where its source says so. `place` holds the lines; statute has none."""

    id: str
    area: str
    title: str
    document: str
    place: str


def read_catalogue(path: Path) -> Mapping[str, Requirement]:
    """The catalogue by id. Errors: PackError with every fault of the file."""
    problems = Problems()
    found = parse_catalogue(path, problems)
    if problems.errors:
        raise PackError("the catalogue", problems.errors)
    return found


def catalogue_ids(path: Path, problems: Problems) -> frozenset[str]:
    """The ids that may be cited. Lines as the tool writes them are read as they stand; anything else as YAML."""
    text = read_text(path, f"{path.parent.name}/{path.name}", problems)
    _, _, listed = (text or "").partition("\nrequirements:\n")
    found = [LINE.fullmatch(line) for line in listed.splitlines()]
    ids = frozenset(match[1] for match in found if match is not None)
    return ids if ids and len(ids) == len(found) else frozenset(parse_catalogue(path, problems))


def parse_catalogue(path: Path, problems: Problems) -> Mapping[str, Requirement]:
    """The catalogue by id, as far as it can be read; faults go to `problems`."""
    file = f"{path.parent.name}/{path.name}"
    text = read_text(path, file, problems)
    found: dict[str, Requirement] = {}
    for tree in read_documents(text, file, problems) if text is not None else ():
        for requirement, place in _requirements(tree, problems):
            if requirement.id in found:
                problems.error(place, requirement.id, f"{requirement.id} is written twice.", "Keep one.")
            found.setdefault(requirement.id, requirement)
    return found


def _requirements(tree: Tree, problems: Problems) -> Iterator[tuple[Requirement, Place]]:
    listed = tree.fields.get("requirements") if isinstance(tree, Words) else None
    if not isinstance(tree, Words) or not isinstance(listed, Items):
        problems.error(tree.place, "requirements", "This is no catalogue.", HOW)
        return
    titles = _texts(tree.fields.get("documents"))
    for item in listed.items:
        words = _texts(item)
        if words.keys() != set(WORDS):
            problems.error(item.place, "requirements", f"A requirement has {', '.join(WORDS)}.", HOW)
            continue
        number, _, lines = words["source"].partition(":")
        document, place = (titles[number], lines) if number in titles else (words["source"], "")
        yield Requirement(words["id"], words["area"], words["title"], document, place), item.place


def _texts(tree: Tree | None) -> dict[str, str]:
    if not isinstance(tree, Words):
        return {}
    return {key: value.value for key, value in tree.fields.items() if isinstance(value, Text)}
