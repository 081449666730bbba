"""Reading one entry's words into typed values, with every fault noted at its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from waymark.procedures.language.dates import DurationOf, Length
from waymark.procedures.language.entries import Place, Strength
from waymark.procedures.language.given import GIVEN
from waymark.procedures.language.people import GROUPS, FactPeople, GroupOf, People, RoleOf
from waymark.procedures.loading.names import Names
from waymark.procedures.loading.problems import Problems, nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words
from waymark.procedures.time import Duration, DurationError

T = TypeVar("T")


class Reader:
    """The words of one entry (or of a part of it), read with its pathway's names."""

    def __init__(
        self,
        words: Words,
        pathway: str | None,
        names: Names,
        problems: Problems,
        *,
        group: str | None = None,
        outermost: Reader | None = None,
    ) -> None:
        self.words = words
        self.pathway = pathway
        self.names = names
        self.problems = problems
        self.group = group
        self.outermost = outermost or self

    def within(self, words: Words, *, group: str | None = None) -> Reader:
        """A reader for words inside these ones; `group` names the repeated rows whose questions they may test."""
        held = group or self.group
        return Reader(words, self.pathway, self.names, self.problems, group=held, outermost=self.outermost)

    def place(self, key: str) -> Place:
        """Where a word stands, or where the entry begins."""
        value = self.words.fields.get(key)
        return value.place if value is not None else self.words.place

    def only(self, known: Iterable[str], what: str) -> None:
        """Refuse every word that is not in the table of this kind."""
        allowed = set(known)
        for key in self.words.fields:
            if key not in allowed:
                place = self.words.key_places.get(key, self.words.place)
                self.problems.error(place, key, f"'{key}' is not a word of a {what}.", nearest(key, allowed))

    def get(self, key: str) -> Tree | None:
        """What stands behind a word, or None."""
        return self.words.fields.get(key)

    def needed(self, key: str, what: str, example: str) -> Tree | None:
        """What stands behind a word that must be there."""
        if key not in self.words.fields:
            self.problems.error(self.words.place, key, f"{what} needs `{key}`.", f"For example `{key}: {example}`.")
        return self.words.fields.get(key)

    def text(self, key: str, default: str = "") -> str:
        """A sentence or word."""
        value = self.words.fields.get(key)
        if value is None:
            return default
        if isinstance(value, Text):
            return value.value
        self.problems.error(value.place, key, f"'{key}' is a sentence.", "Write it on one line or after `>-`.")
        return default

    def choice(self, key: str, allowed: Iterable[str], default: str) -> str:
        """One word of a closed set."""
        word = self.text(key, default)
        known = list(allowed)
        if word not in known:
            self.problems.error(
                self.place(key), key, f"'{word}' is not possible here.", f"Write one of: {', '.join(known)}."
            )
            return default
        return word

    def yes(self, key: str) -> bool:
        """`yes` (true) or `no`; missing means no."""
        return self.choice(key, ("yes", "no"), "no") == "yes"

    def strength(self, default: Strength | None) -> Strength | None:
        """must, should or may."""
        if "strength" not in self.words.fields:
            return default
        word = self.choice("strength", [s.value for s in Strength], "must")
        return Strength(word)

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        """A word or a list of words."""
        value = self.words.fields.get(key)
        if value is None:
            return ()
        if isinstance(value, Text):
            return (value.value,)
        if isinstance(value, Items) and all(isinstance(item, Text) for item in value.items):
            return tuple(item.value for item in value.items if isinstance(item, Text))
        self.problems.error(value.place, key, f"'{key}' is a word or a list of words.", f"Write `{key}: [one, two]`.")
        return ()

    def each_of(self, key: str, read: Callable[[Tree, str], T | None]) -> tuple[T, ...]:
        """One value or a list of values, each read by the given function."""
        value = self.words.fields.get(key)
        if value is None:
            return ()
        trees = value.items if isinstance(value, Items) else (value,)
        found = (read(tree, key) for tree in trees)
        return tuple(item for item in found if item is not None)

    def count(self, key: str, mend: str) -> int | None:
        """A whole number from 1 to 9999, or None."""
        word = self.text(key)
        if re.fullmatch("[1-9][0-9]{0,3}", word):
            return int(word)
        if key in self.words.fields:
            self.problems.error(self.place(key), key, f"'{word}' is no number here.", mend)
        return None

    def name_of(self, kind: str, tree: Tree, key: str, what: str = "") -> str | None:
        """The full name of an entry of this kind; `what` is what else might have been named."""
        if not isinstance(tree, Text):
            self.problems.error(tree.place, key, f"'{key}' takes the name of a {what or kind}.", "Write one name.")
            return None
        found = self.names.find(kind, tree.value, self.pathway)
        if found is None:
            self.unknown(kind, tree, key, what)
        return found

    def one_name(self, kind: str, key: str) -> str | None:
        """The full name behind a word, if it is there."""
        value = self.words.fields.get(key)
        return None if value is None else self.name_of(kind, value, key)

    def unknown(self, kind: str, tree: Text, key: str, what: str = "") -> None:
        """Note that a word names nothing, and say who took it away if somebody did."""
        like = self.names.like(kind, tree.value, self.pathway)
        mend = (
            self.names.gone(kind, tree.value, self.pathway) or _elsewhere(tree.value, like) or nearest(tree.value, like)
        )
        article = "an" if (what or kind)[0] in "aeiou" else "a"
        message = f"Nothing here defines {article} {what or kind} '{tree.value}'."
        self.problems.error(tree.place, key, message, mend or "Define it, or name another.")

    def fact_name(self, tree: Tree, key: str) -> str | None:
        """The full name of a fact, question or given fact."""
        if not isinstance(tree, Text):
            self.problems.error(tree.place, key, f"'{key}' takes the name of a fact or question.", "Write one name.")
            return None
        found = self.names.find_fact(tree.value, self.pathway)
        if found is None:
            known = [
                *GIVEN,
                *self.names.like("fact", tree.value, self.pathway),
                *self.names.like("question", tree.value, self.pathway),
            ]
            gone = self.names.gone("fact", tree.value, self.pathway) or self.names.gone(
                "question", tree.value, self.pathway
            )
            mend = gone or _elsewhere(tree.value, known) or nearest(tree.value, known)
            message = f"Nothing here defines a fact or question '{tree.value}'."
            self.problems.error(tree.place, key, message, mend or "Ask it in a form, or define the fact.")
        return found

    def event(self, tree: Tree, key: str) -> str | None:
        """The key of an event."""
        if not isinstance(tree, Text):
            self.problems.error(tree.place, key, f"'{key}' takes the name of a step.", "Write one name.")
            return None
        found = self.names.find_event(tree.value, self.pathway)
        if found is None:
            self.unknown("step", tree, key)
        return found

    def length(self, tree: Tree, key: str) -> Length | None:
        """A duration, or the name of a duration fact or question."""
        if not isinstance(tree, Text):
            self.problems.error(
                tree.place, key, f"'{key}' takes a duration.", "Write `10 working days` or the name of a duration fact."
            )
            return None
        try:
            return Duration.parse(tree.value)
        except DurationError as fault:
            name = self.names.find_fact(tree.value, self.pathway)
            if name is not None:
                return DurationOf(name)
            gone = self.names.gone("fact", tree.value, self.pathway)
            self.problems.error(tree.place, key, str(fault), gone or "Or name a duration fact.")
            return None

    def one_length(self, key: str) -> Length | None:
        """The duration behind a word, if it is there."""
        value = self.words.fields.get(key)
        return None if value is None else self.length(value, key)

    def people(self, tree: Tree, key: str) -> People | None:
        """Who: a role, `{role, of}`, `{fact}`, or a group."""
        if isinstance(tree, Text):
            return self._people_word(tree, key)
        if isinstance(tree, Words):
            inner = self.within(tree)
            inner.only(("role", "of", "fact"), "person")
            fact = tree.fields.get("fact")
            if fact is not None:
                name = self.fact_name(fact, key)
                return FactPeople(name) if name else None
            role = inner.one_name("role", "role") if inner.needed("role", "A person", "police") else None
            of = tree.fields.get("of")
            return RoleOf(role, self.fact_name(of, key) if of is not None else None) if role else None
        self.problems.error(tree.place, key, f"'{key}' names people.", "Write a role or a group.")
        return None

    def _people_word(self, tree: Text, key: str) -> People | None:
        if tree.value in GROUPS:
            return GroupOf(tree.value)
        role = self.names.find("role", tree.value, self.pathway)
        if role is not None:
            return RoleOf(role)
        group = self.names.find("group", tree.value, self.pathway)
        if group is not None:
            return GroupOf(group)
        answered = self.names.find("question", tree.value, self.pathway) or self.names.find(
            "fact", tree.value, self.pathway
        )
        if answered is not None:
            return FactPeople(answered)
        like = self.names.like("role", tree.value, self.pathway)
        mend = (
            self.names.gone("role", tree.value, self.pathway)
            or _elsewhere(tree.value, like)
            or nearest(tree.value, [*GROUPS, *like])
        )
        message = f"Nothing here defines a role or group '{tree.value}'."
        self.problems.error(tree.place, key, message, mend or "Define the role, or name another.")
        return None


def _elsewhere(word: str, known: Iterable[str]) -> str:
    """A hint where other pathways define the word."""
    found = [name for name in known if name.endswith(f"/{word}")]
    return f"Another pathway's is written {' or '.join(found)}." if found else ""
