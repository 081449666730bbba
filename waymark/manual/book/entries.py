"""Entries in full, as the manual prints them: the words are those of `waymark.procedures.describe`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from waymark.manual.book.document import Block, Item, Link, Table, Term, Terms
from waymark.manual.book.finding import anchor_of, link_to, links_to_steps
from waymark.manual.book.uses import steps_using
from waymark.procedures.describe import Description, describe_condition, describe_entry, describe_question
from waymark.procedures.describe.asking import hyphen, option_lines
from waymark.procedures.describe.duties import limit_words
from waymark.procedures.describe.entries import ABOUT_SOURCE, overlaid_sentences
from waymark.procedures.describe.words import in_words, listed, sentence, upper_first
from waymark.procedures.language import entries as e
from waymark.procedures.language.conditions import Condition
from waymark.procedures.language.pack import Pack, all_cites

#: The pack of law and statutory guidance: what is not its own is an area's.
NATIONAL = "national"
_ANSWERED = "It is answered: "


def item(entry: e.Entry, pack: Pack, described: Description | None = None) -> Item:
    """An entry in full. `described` gives words that are not those of the entry alone (a step with what follows from it)."""
    said = described if described is not None else describe_entry(entry, pack)
    made = Item(
        anchor=anchor_of(entry), kind=said.kind, name=entry.name, title=said.title, strength=_strength(entry),
        sentences=said.sentences, details=tuple(detail for detail in said.details if detail.label not in ABOUT_SOURCE),
        note=sentence(entry.note) if entry.note else "", area=whose(entry), changes=changes_of(entry, pack),
        cites=tuple(sorted(all_cites(entry))),
    )  # fmt: skip
    if isinstance(entry, e.Step):
        return _step(made, entry, pack)
    if isinstance(entry, e.Duty):
        return replace(made, limit=limit_words(entry, pack))
    if isinstance(entry, e.Form):
        return _form(made, entry, pack)
    if isinstance(entry, e.NamedList):
        sentences = (sentence(entry.say),) if entry.say else ()
        return replace(made, sentences=sentences, details=(), blocks=list_blocks(entry, pack))
    return replace(made, restricted=entry.restricted) if isinstance(entry, e.Contact) else made


def whose(entry: e.Entry) -> str:
    """The area that added or last changed an entry; "" where it is national."""
    return entry.area if entry.area != NATIONAL else ""


def changes_of(entry: e.Entry, pack: Pack) -> tuple[str, ...]:
    """What areas did to an entry and why; nothing where an area only added it."""
    return tuple(overlaid_sentences(entry, pack))


def list_blocks(entry: e.NamedList, pack: Pack) -> tuple[Block, ...]:
    """The rows of a list: a table where rows have columns, else definitions or points."""
    if not entry.columns:
        return (Terms(tuple(term(row, pack) for row in entry.rows)),)
    shown = [column for column in entry.columns if any(row.columns.get(column) for row in entry.rows)]
    head = (upper_first(entry.title), *(upper_first(in_words(column)) for column in shown))
    rows = tuple(
        (_row_title(row, pack), *(listed(hyphen(cell) for cell in row.columns.get(column, ())) for column in shown))
        for row in entry.rows
    )
    return (Table((head, *rows)),)


def term(row: e.Option, pack: Pack) -> Term:
    """A row of a list as a definition."""
    strength = row.strength.value if row.strength is not None else ""
    return Term(row.id, upper_first(row.title), sentence(row.say) if row.say else "", strength, _row_notes(row, pack))


def question_term(question: e.Question, pack: Pack) -> Term:
    """A question as a definition: how it is answered, and when it is asked."""
    described = describe_question(question, pack)
    binding = f"It {described.strength} be answered" if described.strength else None
    said = [line for line in described.sentences if binding is None or not line.startswith(binding)]
    answered = [upper_first(line.removeprefix(_ANSWERED)) for line in said]
    inner = tuple(line for detail in described.details for line in detail.lines)
    short = question.name.rpartition("/")[2]
    return Term(short, question.ask, " ".join(answered), described.strength, inner, f"question-{short}")


def when_words(condition: Condition | None, pack: Pack) -> str:
    """ "This holds when …", or nothing."""
    return sentence(f"This holds when {describe_condition(condition, pack)}") if condition is not None else ""


def _strength(entry: e.Entry) -> str:
    """How binding an entry is; a gate or caution that says nothing is binding, other kinds only say what they say."""
    if entry.strength is not None:
        return entry.strength.value
    return e.Strength.MUST.value if isinstance(entry, e.Gate | e.Caution) else ""


def _row_title(row: e.Option, pack: Pack) -> str:
    strength = f"({row.strength.value})" if row.strength is not None else ""
    said = f"{upper_first(row.title)}: {row.say}" if row.say else upper_first(row.title)
    return " ".join(part for part in (said, strength, *_row_notes(row, pack)) if part)


def _row_notes(row: e.Option, pack: Pack) -> tuple[str, ...]:
    """When a row is offered, and what it opens or closes."""
    bare = replace(row, title="", say="", columns={}, strength=None)
    line = next(option_lines((bare,), pack)).strip(" –→")
    return (sentence(line.replace(" → ", "; ")),) if line else ()


def _step(made: Item, step: e.Step, pack: Pack) -> Item:
    """A step without the questions of its form, which stand with the form."""
    details = tuple(detail for detail in made.details if detail.label != "What is asked")
    links: list[Link] = [link_to(pack, pack.forms[step.form])] if step.form is not None else []
    if step.decides is not None and step.decides.list is not None:
        links.append(link_to(pack, pack.lists[step.decides.list]))
    if step.meeting is not None and step.meeting.agenda is not None:
        links.append(link_to(pack, pack.lists[step.meeting.agenda]))
    links += [link_to(pack, pack.pathways[opens.pathway]) for opens in step.opens if opens.pathway in pack.pathways]
    return replace(made, details=details, links=tuple(links))


def _form(made: Item, form: e.Form, pack: Pack) -> Item:
    """A form with its own questions; those of the forms that it begins with stand with them."""
    terms = tuple(question_term(question, pack) for question in form.own_questions)
    links = tuple(link_to(pack, pack.forms[name]) for name in form.use)
    return replace(made, details=(), blocks=(Terms(terms),) if terms else (), links=links)


def used_by(entries: Iterable[e.Entry], pack: Pack) -> tuple[Link, ...]:
    """The steps at which any of these entries counts, in the order of the pack."""
    found = {step for entry in entries for step in steps_using(entry, pack)}
    return links_to_steps(pack, (name for name in pack.steps if name in found))
