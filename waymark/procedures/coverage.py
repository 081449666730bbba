"""Which requirements of a catalogue are met: cited by an entry of a pack, or by a test that is marked with the id."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from waymark.procedures.language.entries import Entry, Guide, NamedList, Pathway, Place
from waymark.procedures.language.pack import Pack, all_cites
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.source import Items, Text, Words, read_documents

#: The theme whose lists are the area's chart of needs, which the navigator runs.
CHART = "thresholds"
_ID = re.compile(r"[A-Z][A-Z0-9]*-[A-Za-z]*[0-9]+[a-z]?")


@dataclass(frozen=True, slots=True)
class Domain:
    """One domain's requirements, which of them are not met, and which a reader is told of while nothing acts on them."""

    total: int
    unmet: tuple[str, ...]
    told: tuple[str, ...] = ()

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


def acting_ids(packs: Iterable[Pack]) -> frozenset[str]:
    """Every id on which something acts: that an entry other than a guide, a chapter's head or a list to be read cites.

    A list acts where somebody chooses from it or a fact looks it up, where it is the area's chart, and where all pathways share it, since the pages
    read shared lists by name.
    """
    return frozenset(
        cite for pack in packs for entry in pack.entries() if not _only_read(entry, pack) for cite in all_cites(entry)
    )


def _only_read(entry: Entry, pack: Pack) -> bool:
    if isinstance(entry, NamedList):
        return entry.pathway in pack.themes - {CHART} and entry.name not in _used_lists(pack)
    return isinstance(entry, Guide | Pathway)


@lru_cache(maxsize=64)
def _used_lists(pack: Pack) -> frozenset[str | None]:
    asked = (question.options for question in pack.questions.values())
    decided = (step.decides for step in pack.steps.values())
    worked_out = (fact.options for fact in pack.facts.values())
    looked_up = {fact.look_up.list for fact in pack.facts.values() if fact.look_up is not None}
    return frozenset({one.list for one in (*asked, *decided, *worked_out) if one is not None} | looked_up)


def coverage(ids: Iterable[str], met: frozenset[str], acting: frozenset[str] | None = None) -> dict[str, Domain]:
    """Each domain (the id's prefix) with its total, what is not met, and what is met without being `acting`; in the order of the alphabet."""
    domains: dict[str, list[str]] = {}
    for one in ids:
        domains.setdefault(one.partition("-")[0], []).append(one)
    return {
        name: Domain(
            len(members),
            tuple(one for one in members if one not in met),
            tuple(one for one in members if acting is not None and one in met and one not in acting),
        )
        for name, members in sorted(domains.items())
    }
