"""Which full name a word means: its own pathway first, then the shared entries.

Another pathway's is written `pathway/name`.
"""

from __future__ import annotations

from collections.abc import Mapping

from waymark.procedures.language.given import GIVEN
from waymark.procedures.loading.layers import RawEntry
from waymark.procedures.loading.overlay import Key, Removal
from waymark.procedures.loading.source import Items, Text, Tree, Words

EVENT_SUFFIXES = ("planned", "cancelled", "proposed", "opened", "closed")


class Names:
    """Every name that the laid-down entries define, by kind; `question` and `group` come from the forms."""

    def __init__(self, entries: Mapping[Key, RawEntry], removed: Mapping[Key, Removal] | None = None) -> None:
        self.entries = entries
        self.removed = removed or {}
        self.by_kind: dict[str, set[str]] = {}
        for (kind, name), entry in entries.items():
            self.by_kind.setdefault(kind, set()).add(name)
            if kind == "form":
                self._add_questions(entry)

    def _add_questions(self, entry: RawEntry) -> None:
        questions = entry.words.get("questions")
        if not isinstance(questions, Words):
            return
        for short, question in questions.fields.items():
            name = full_name(short, entry.pathway)
            self.by_kind.setdefault("question", set()).add(name)
            inner = question.fields.get("questions") if isinstance(question, Words) else None
            if isinstance(inner, Words):
                self.by_kind.setdefault("group", set()).add(name)
                self.by_kind.setdefault("row-question", set()).update(f"{name}.{row}" for row in inner.fields)

    def find(self, kind: str, word: str, pathway: str | None) -> str | None:
        """The full name that a word of this kind means in a pathway, or None."""
        known = self.by_kind.get(kind, set())
        if "/" not in word and pathway is not None and f"{pathway}/{word}" in known:
            return f"{pathway}/{word}"
        return word if word in known else None

    def row_ids(self, name: str) -> set[str]:
        """The ids of a list's rows as written."""
        entry = self.entries.get(("list", name))
        rows = entry.words.get("rows") if entry is not None else None
        return ids_of(rows)

    def find_fact(self, word: str, pathway: str | None) -> str | None:
        """The full name of a fact, a question or a given fact."""
        if word in GIVEN:
            return word
        return self.find("fact", word, pathway) or self.find("question", word, pathway)

    def find_event(self, word: str, pathway: str | None) -> str | None:
        """The key of an event: a step's name, perhaps with `.planned`; a pathway's with `.opened` or `.closed`."""
        if word in ("opened", "closed"):
            return f"{pathway}.{word}" if pathway else None
        base, dot, suffix = word.partition(".")
        if dot and suffix not in EVENT_SUFFIXES:
            return None
        if suffix in ("opened", "closed"):
            return f"{base}.{suffix}" if base in self.by_kind.get("pathway", set()) else None
        step = self.find("step", base, pathway)
        return f"{step}.{suffix}" if step and suffix else step

    def gone(self, kind: str, word: str, pathway: str | None) -> str:
        """Who took away what a word meant, and what to do then; empty if nobody did."""
        for name in (full_name(word, pathway), word):
            removal = self.removed.get((kind, name)) or (self._form_removed(name) if kind == "question" else None)
            if removal is not None:
                by = removal.by
                return f"{by.area} removed it at {by.place}: change or remove this entry as well, or keep the {kind}."
        return ""

    def _form_removed(self, question: str) -> Removal | None:
        """The removal of the form that asked a question."""
        pathway, _, short = question.rpartition("/")
        for (kind, _), removal in self.removed.items():
            asked = removal.before.words.get("questions")
            same = kind == "form" and (removal.before.pathway or "") == pathway
            if same and isinstance(asked, Words) and short in asked.fields:
                return removal
        return None

    def like(self, kind: str, word: str, pathway: str | None) -> list[str]:
        """Names to suggest for a word that means nothing, as they are written in this pathway."""
        known = self.by_kind.get(kind, set())
        elsewhere = sorted(name for name in known if name.rpartition("/")[2] == word)
        return elsewhere or sorted(name.removeprefix(f"{pathway}/") for name in known)


def ids_of(rows: Tree | None) -> set[str]:
    """The ids of rows, written as words or below `id`."""
    items = rows.items if isinstance(rows, Items) else ()
    ids = [item.fields.get("id") if isinstance(item, Words) else item for item in items]
    return {tree.value for tree in ids if isinstance(tree, Text)}


def full_name(short: str, pathway: str | None) -> str:
    """`pathway/name`, or the bare name of something shared."""
    return f"{pathway}/{short}" if pathway else short
