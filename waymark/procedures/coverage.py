"""Which requirements of a catalogue are met: cited by an entry of a pack, or by a test that is marked with the id."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from waymark.procedures.language.entries import Place
from waymark.procedures.language.pack import Pack, all_cites
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.source import Items, Text, Words, read_documents

_ID = re.compile(r"[A-Z][A-Z0-9]*-[A-Za-z]*[0-9]+[a-z]?")


@dataclass(frozen=True, slots=True)
class Domain:
    """One domain's requirements and which of them are not met."""

    total: int
    unmet: tuple[str, ...]

    @property
    def met(self) -> int:
        """How many are met."""
        return self.total - len(self.unmet)


def requirement_ids(files: Mapping[str, str], problems: Problems) -> tuple[str, ...]:
    """Every id in the texts of a requirements folder (path to text), in order; faults go to `problems`."""
    found: dict[str, Place] = {}
    for file in sorted(files):
        for words in _requirements(file, files[file], problems):
            written = words.fields.get("id")
            if not isinstance(written, Text) or not _ID.fullmatch(written.value):
                problems.error(words.place, "id", "A requirement has no id that can be read.", "Write `id: REF-A01`.")
            elif written.value in found:
                first = found[written.value]
                problems.error(words.place, "id", f"{written.value} is written twice; first at {first}.", "Keep one.")
            else:
                found[written.value] = words.place
    return tuple(found)


def _requirements(file: str, text: str, problems: Problems) -> Iterator[Words]:
    for tree in read_documents(text, file, problems):
        if not isinstance(tree, Items):
            problems.error(
                tree.place, "", "A requirements file is a list.", "Begin each requirement with `- id: REF-A01`."
            )
            continue
        for item in tree.items:
            if isinstance(item, Words):
                yield item
            else:
                problems.error(
                    item.place, "", "A requirement holds words with a colon.", "Begin it with `- id: REF-A01`."
                )


def marked_ids(source: str) -> frozenset[str]:
    """The ids named by `pytest.mark.covers("ID", …)` in the text of a test module. Errors: SyntaxError."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    marks = (call for call in calls if _is_covers(call.func))
    return frozenset(
        arg.value for call in marks for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    )


def _is_covers(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or function.attr != "covers":
        return False
    owner = function.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name == "mark"


def cited_ids(packs: Iterable[Pack]) -> frozenset[str]:
    """Every id that an entry of these packs cites."""
    return frozenset(cite for pack in packs for entry in pack.entries() for cite in all_cites(entry))


def coverage(ids: Iterable[str], met: frozenset[str]) -> dict[str, Domain]:
    """Each domain (the id's prefix) with its total and what is not met, in the order of the alphabet."""
    domains: dict[str, list[str]] = {}
    for one in ids:
        domains.setdefault(one.partition("-")[0], []).append(one)
    return {
        name: Domain(len(members), tuple(one for one in members if one not in met))
        for name, members in sorted(domains.items())
    }
