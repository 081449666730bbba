"""What is asked and worked out, in words: questions, forms, lists and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waymark.procedures.describe.conditions import describe_condition, value_words
from waymark.procedures.describe.document import Description, Detail
from waymark.procedures.describe.words import (
    date_words,
    each_words,
    fact_words,
    in_words,
    listed,
    quoted,
    sentence,
    step_words,
    upper_first,
)
from waymark.procedures.language import dates as d
from waymark.procedures.language.conditions import Across
from waymark.procedures.language.entries import AnswerType, Fact, FactRow, FactValue, Form, NamedList, Option, Question
from waymark.procedures.language.pack import Pack

TYPE_WORDS = {
    AnswerType.YES_NO: "yes or no", AnswerType.TEXT: "in words", AnswerType.NUMBER: "a number",
    AnswerType.MONEY: "an amount of money", AnswerType.DATE: "a date", AnswerType.TIME: "a date and time",
    AnswerType.DURATION: "a length of time", AnswerType.CHOICE: "one of", AnswerType.CHOICES: "any of",
    AnswerType.PERSON: "a person", AnswerType.PEOPLE: "people", AnswerType.PLACE: "a place", AnswerType.AREA: "an area",
    AnswerType.ROLE: "a role", AnswerType.CONTACT: "a contact", AnswerType.BODY_MAP: "marked on a body map",
    AnswerType.ROWS: "a row for each",
}  # fmt: skip
#: Options up to this many are written out beside a question; longer lists are named.
MOST_OPTIONS = 8


def describe_question(question: Question, pack: Pack) -> Description:
    """One question: how it is answered, when it is asked, how binding it is."""
    details = []
    if question.questions:
        lines = tuple(line for inner in question.questions for line in question_lines(inner, pack))
        details.append(Detail("In each row", lines))
    strength = question.strength.value if question.strength is not None else ""
    return Description(
        title=question.ask, sentences=tuple(_question_sentences(question, pack)), details=tuple(details),
        kind="question", name=question.name, strength=strength, cites=question.cites,
    )  # fmt: skip


def question_lines(question: Question, pack: Pack, indent: str = "") -> Iterator[str]:
    """A question as one line, with the questions of its rows below it."""
    parts = [sentence(question.ask), sentence(_answered(question))]
    if question.strength is not None:
        parts.append(f"{upper_first(question.strength.value)} be answered.")
    if question.when is not None:
        parts.append(sentence(f"Asked when {describe_condition(question.when, pack)}"))
    if question.each is not None and question.each != "rows":
        parts.append(sentence(f"Asked for {each_words(question.each, pack)}"))
    if question.verbatim:
        parts.append("Word for word.")
    yield f"{indent}{' '.join(parts)}"
    for inner in question.questions:
        yield from question_lines(inner, pack, f"{indent}– ")


def _answered(question: Question) -> str:
    words = TYPE_WORDS[question.type]
    if question.options is None:
        return words
    rows = question.options.rows
    if len(rows) > MOST_OPTIONS:
        return f"{words} {len(rows)} choices"
    return f"{words}: {'; '.join(row.title for row in rows)}"


def _question_sentences(question: Question, pack: Pack) -> Iterator[str]:
    yield sentence(f"It is answered: {_answered(question)}")
    if question.strength is not None:
        yield f"It {question.strength.value} be answered; “not known” and “refused” are answers too."
    if question.when is not None:
        yield sentence(f"It is asked when {describe_condition(question.when, pack)}")
    if question.each is not None:
        each = "each row" if question.each == "rows" else each_words(question.each, pack)
        yield sentence(f"It is asked for {each}")
    if question.prefill is not None:
        source = "the record of the member" if question.prefill == "member" else fact_words(pack, question.prefill)
        yield sentence(f"{source} is offered as the answer, and somebody confirms it")
    if question.reason in ("always", "yes"):
        yield "A reason is always given."
    if question.reason == "if-blank":
        yield "If it is left blank, a reason is given."
    if question.verbatim:
        yield "The answer is taken down word for word."
    if question.across is not Across.EPISODE:
        whose = "person" if question.across is Across.FILE else question.across.value
        yield f"The answer belongs to the {whose} and is kept beyond this episode."
    yield from (sentence(text) for text in (question.say, question.help) if text)


# Forms and lists


def form_sentences(form: Form, pack: Pack) -> Iterator[str]:
    """Which forms it takes in and how many questions it asks."""
    count = len(pack.form_questions(form.name))
    yield f"It asks {count} question{'' if count == 1 else 's'}."
    if form.use:
        used = listed(quoted(pack.forms[name].title) for name in form.use)
        yield sentence(f"It begins with the questions of {used}")


def form_details(form: Form, pack: Pack) -> Iterator[Detail]:
    """Its questions, a line each."""
    questions = pack.form_questions(form.name)
    yield Detail("What is asked", tuple(line for question in questions for line in question_lines(question, pack)))


def list_details(entry: NamedList, pack: Pack) -> Iterator[Detail]:
    """Its rows."""
    yield Detail("Rows", tuple(option_lines(entry.rows, pack)), tuple(_list_table(entry)))


def _list_table(entry: NamedList) -> Iterator[tuple[str, ...]]:
    if not entry.columns:
        return
    yield ("", *(upper_first(in_words(column)) for column in entry.columns))
    for row in entry.rows:
        cells = (
            listed(in_words(cell) if " " not in cell else cell for cell in row.columns.get(column, ()))
            for column in entry.columns
        )
        yield (row.title, *cells)


def option_lines(rows: Iterable[Option], pack: Pack) -> Iterator[str]:
    """Each option: its title, when it is offered, what it opens or closes."""
    for row in rows:
        line = row.title
        if row.say:
            line += f": {row.say}"
        if row.columns:
            cells = (
                f"{in_words(name)}: {listed(hyphen(cell) for cell in values)}" for name, values in row.columns.items()
            )
            line += f" ({'; '.join(cells)})"
        if row.strength is not None:
            line += f" ({row.strength.value})"
        if row.when is not None:
            line += f" – offered when {describe_condition(row.when, pack)}"
        if row.opens is not None:
            each = f" for {each_words(row.opens.for_each, pack)}" if row.opens.for_each is not None else ""
            line += f" → opens {step_words(row.opens.pathway, pack)}{each}"
        if row.closes:
            line += " → closes this pathway"
        yield line


def hyphen(cell: str) -> str:
    """A cell in words: a name loses its hyphens, a sentence, number or price stays."""
    return cell if " " in cell or cell[:1].isdigit() else in_words(cell)


# Facts


def fact_sentences(fact: Fact, pack: Pack) -> Iterator[str]:
    """Where the value comes from."""
    if fact.undecided:
        yield "The area has not decided this yet."
    elif fact.set is not None:
        yield sentence(f"It is set to {_value(fact.set, fact, pack)}")
    if fact.given is not None:
        yield "Waymark gives this by itself."
    if fact.date is not None:
        yield sentence(f"It is {date_words(fact.date, pack)}")
    if fact.count is not None:
        yield sentence(f"It is the number of answers ticked or rows given at {_counted(fact.count, pack)}")
    if fact.look_up is not None:
        entry, column = pack.lists[fact.look_up.list], in_words(fact.look_up.column)
        yield sentence(f"It is the {column} that {quoted(entry.title)} gives for {fact_words(pack, fact.look_up.rows)}")
    if fact.rows:
        yield "The first line below that applies counts; while that cannot be told, it is not known."


def _counted(name: str, pack: Pack) -> str:
    return quoted(pack.questions[name].ask) if name in pack.questions else fact_words(pack, name)


def fact_details(fact: Fact, pack: Pack) -> Iterator[Detail]:
    """The decision table, and the readings where the sources differ."""
    if fact.rows:
        table = (("If", "then it is"), *(_fact_row(row, fact, pack) for row in fact.rows))
        yield Detail("Worked out", tuple(f"{when} → {value}" for when, value in table[1:]), table)
    if fact.readings:
        lines = tuple(f"{_value(r.value, fact, pack)} ({', '.join(r.cites)})" for r in fact.readings)
        yield Detail("What the sources say", lines)


def _fact_row(row: FactRow, fact: Fact, pack: Pack) -> tuple[str, str]:
    when = describe_condition(row.when, pack) if row.when is not None else "otherwise"
    return upper_first(when), _value(row.value, fact, pack)


def _value(value: object, fact: Fact, pack: Pack) -> str:
    if isinstance(value, FactValue):
        return fact_words(pack, value.fact)
    if isinstance(value, d.DateExpression):
        return date_words(value, pack)
    return value_words(pack, fact.name, value)
