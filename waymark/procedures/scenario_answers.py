"""Reading the answers, facts and small words of a written history into typed values."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from waymark.procedures.history import Given
from waymark.procedures.language.entries import AnswerType, Place, Question
from waymark.procedures.language.given import GIVEN
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.problems import Problems, nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words
from waymark.procedures.time import Duration, DurationError, Moment, MomentError


class AnswerReader:
    """Reads what a written history answers, as the pack's questions ask it; faults go to `problems`."""

    def __init__(self, pack: Pack, problems: Problems) -> None:
        self.pack = pack
        self.problems = problems

    def answers(self, words: Words, step: str) -> dict[str, object]:
        """The answers of an event of a step, by the questions' short names."""
        tree = words.fields.get("answers")
        if not isinstance(tree, Words):
            return {}
        asked = self.pack.step_questions(step)
        found: dict[str, object] = {}
        for short, value in tree.fields.items():
            question = asked.get(short)
            if question is None:
                place = tree.key_places[short]
                self.problems.error(place, short, f"The step '{step}' does not ask '{short}'.", nearest(short, asked))
                continue
            found[short] = self._answer(question, value)
        return found

    def _answer(self, question: Question, tree: Tree) -> object:
        if isinstance(tree, Items):
            return tuple(
                self._row(question, item) if isinstance(item, Words) else self._word(question, item)
                for item in tree.items
            )
        if isinstance(tree, Words):
            return (self._row(question, tree),)
        value = self._word(question, tree)
        plural = question.type in (AnswerType.CHOICES, AnswerType.PEOPLE) and value not in ("not-known", "refused")
        return (value,) if plural else value

    def _row(self, question: Question, tree: Words) -> dict[str, object]:
        inner = {q.name: q for q in question.questions}
        return {
            short: self._answer(inner[short], value) if short in inner else "" for short, value in tree.fields.items()
        }

    def _word(self, question: Question, tree: Tree) -> object:
        text = tree.value if isinstance(tree, Text) else ""
        if text in ("not-known", "refused"):
            return text
        if question.type in (AnswerType.DATE, AnswerType.TIME):
            return parsed(Moment.parse, text, tree.place, question.name, self.problems)
        if question.type is AnswerType.DURATION:
            return parsed(Duration.parse, text, tree.place, question.name, self.problems)
        if question.type in (AnswerType.NUMBER, AnswerType.MONEY):
            return as_number(text)
        choices = question.options.rows if question.options is not None else ()
        yes_no = ("yes", "no") if question.type is AnswerType.YES_NO else ()
        allowed = [*(row.id for row in choices), *yes_no]
        if allowed and text not in allowed:
            hint = nearest(text, [*allowed, "not-known", "refused"])
            self.problems.error(tree.place, question.name, f"'{text}' is no answer to '{question.ask}'.", hint)
        return text


def parsed(parse: Callable[[str], object], text: str, place: Place, key: str, problems: Problems) -> object:
    """What a parser makes of a text, or "" with the fault noted."""
    try:
        return parse(text)
    except (MomentError, DurationError) as fault:
        problems.error(place, key, str(fault))
        return ""


def moment_of(words: Words, key: str, problems: Problems, *, needed: bool = False) -> Moment | None:
    """The London time behind a word, if it is there."""
    tree = words.fields.get(key)
    if not isinstance(tree, Text):
        if needed:
            problems.error(words.place, key, f"There is no `{key}`.", f"Write `{key}: 2026-04-02T16:50`, London time.")
        return None
    found = parsed(Moment.parse, tree.value, tree.place, key, problems)
    return found if isinstance(found, Moment) else None


def read_given(tree: Tree | None, problems: Problems) -> tuple[Given, ...]:
    """The facts that the product would give: by name, or a list of {name, value, since}."""
    found: list[Given] = []
    if isinstance(tree, Words):
        return tuple(Given(name=name, value=_given_value(name, value, problems)) for name, value in tree.fields.items())
    for item in tree.items if isinstance(tree, Items) else ():
        if not isinstance(item, Words) or not {"name", "value"} <= item.fields.keys():
            mend = "Write {name: home-area, value: southampton, since: 2026-04-02}."
            problems.error(item.place, "given", "A given fact has `name` and `value`, and `since` if it changes.", mend)
            continue
        name = text_of(item, "name")
        value = _given_value(name, item.fields["value"], problems)
        found.append(Given(name=name, value=value, since=moment_of(item, "since", problems)))
    return tuple(found)


def _given_value(name: str, tree: Tree, problems: Problems) -> object:
    if isinstance(tree, Items):
        return tuple(item.value for item in tree.items if isinstance(item, Text))
    text = tree.value if isinstance(tree, Text) else ""
    if GIVEN.get(name) is AnswerType.DATE:
        return parsed(Moment.parse, text, tree.place, name, problems)
    return as_number(text)


def only(words: Words, known: Iterable[str], what: str, problems: Problems) -> None:
    """Refuse words that are not in the table."""
    allowed = tuple(known)
    for key in words.fields:
        if key not in allowed:
            problems.error(words.key_places[key], key, f"'{key}' is not a word of a {what}.", nearest(key, allowed))


def text_of(words: Words, key: str) -> str:
    """A word's text, or "" where it is missing."""
    value = words.fields.get(key)
    return value.value if isinstance(value, Text) else ""


def items_of(words: Words, key: str) -> tuple[Tree, ...]:
    """One value or a list of values."""
    value = words.fields.get(key)
    return value.items if isinstance(value, Items) else ((value,) if value is not None else ())


def as_number(text: str) -> object:
    """A number where the text is one, otherwise the text."""
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
