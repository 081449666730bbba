"""Which full name a word means: its own pathway first, then the shared entries; another pathway's is written `pathway/name`."""

from __future__ import annotations

from waymark.procedures.language.given import GIVEN
from waymark.procedures.loading.layers import RawEntry
from waymark.procedures.loading.overlay import Key
from waymark.procedures.loading.source import Items, Text, Tree, Words

EVENT_SUFFIXES = ("planned", "cancelled", "proposed", "opened", "closed")


class Names:
    """Every name that the laid-down entries define, by kind; `question` and `group` come from the forms."""

    def __init__(self, entries: dict[Key, RawEntry]) -> None:
        self.by_kind: dict[str, set[str]] = {}
        for (kind, name), entry in entries.items():
            self.by_kind.setdefault(kind, set()).add(name)
            if kind == "form":
                self._add_questions(entry)
        self.declared_given = {
            entry.short_name for (kind, _), entry in entries.items() if kind == "fact" and "given" in entry.words
        }

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

    def find_fact(self, word: str, pathway: str | None) -> str | None:
        """The full name of a fact, a question or a given fact."""
        if word in GIVEN:
            return word
        return self.find("fact", word, pathway) or self.find("question", word, pathway)

    def find_event(self, word: str, pathway: str | None) -> str | None:
        """The key of an event: a step's name, with `.planned`, `.cancelled`, `.proposed`; a pathway's `.opened`, `.closed`."""
        if word in ("opened", "closed"):
            return f"{pathway}.{word}" if pathway else None
        base, dot, suffix = word.partition(".")
        if dot and suffix not in EVENT_SUFFIXES:
            return None
        if suffix in ("opened", "closed"):
            return f"{base}.{suffix}" if base in self.by_kind.get("pathway", set()) else None
        step = self.find("step", base, pathway)
        return f"{step}.{suffix}" if step and suffix else step

    def like(self, kind: str, word: str) -> list[str]:
        """Names to suggest for a word that means nothing: those of the kind, and where a bare word exists elsewhere, `pathway/word`."""
        known = self.by_kind.get(kind, set())
        elsewhere = sorted(name for name in known if name.rpartition("/")[2] == word)
        return elsewhere or sorted(known)


def full_name(short: str, pathway: str | None) -> str:
    """`pathway/name`, or the bare name of something shared."""
    return f"{pathway}/{short}" if pathway else short


def texts(tree: Tree | None) -> list[Text]:
    """A single word or a list of words as a list."""
    if isinstance(tree, Text):
        return [tree]
    if isinstance(tree, Items):
        return [item for item in tree.items if isinstance(item, Text)]
    return []
