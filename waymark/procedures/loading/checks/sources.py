"""Values that fit what takes them: sources of facts, suggestions, prefills, dates, durations, people."""

from __future__ import annotations

from waymark.procedures.language import dates as d
from waymark.procedures.language import entries as e
from waymark.procedures.language.entries import AnswerType
from waymark.procedures.language.given import GIVEN
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import FactPeople, RoleOf
from waymark.procedures.loading.checks.report import Path, Report
from waymark.procedures.loading.checks.types import CHOSEN, NUMBERS, Types
from waymark.procedures.loading.checks.written import dates_of, lengths_of, people_of, questions_of
from waymark.procedures.loading.problems import nearest
from waymark.procedures.time import Duration, DurationError

DATES = frozenset({AnswerType.DATE, AnswerType.TIME})
#: Answers that can never name somebody, or somebody's area or agency.
NOBODY = DATES | NUMBERS | {AnswerType.YES_NO, AnswerType.DURATION, AnswerType.BODY_MAP}
COUNTED = frozenset({AnswerType.CHOICES, AnswerType.PEOPLE, AnswerType.ROWS})


def check_facts(pack: Pack, report: Report) -> None:
    """A fact's source must give what its type promises."""
    types = Types(pack)
    for fact in pack.facts.values():
        _check_rows(fact, types, report)
        _check_set(fact, report)
        _check_given(fact, report)
        if fact.options is not None and fact.type not in CHOSEN:
            report.error(fact, ("options",), f"A {fact.type.value} has no options.", "Say `type: choice`.")
        if fact.date is not None and fact.type not in DATES:
            report.error(fact, ("type",), f"A date is no {fact.type.value}.", "Say `type: date`.")
        if fact.count is not None:
            _check_count(fact, fact.count, types, report)
        if fact.look_up is not None:
            _check_look_up(fact, fact.look_up, types, report)


def _check_rows(fact: e.Fact, types: Types, report: Report) -> None:
    ids = {row.id for row in fact.options.rows} if fact.options is not None else None
    for number, row in enumerate(fact.rows):
        path: Path = ("rows", number, "value")
        if isinstance(row.value, e.FactValue):
            kind = types.type_of(row.value.fact)
            if kind is not fact.type and not {kind, fact.type} <= CHOSEN:
                message = (
                    f"'{row.value.fact}' is a {kind.value if kind else 'group'}; this fact is a {fact.type.value}."
                )
                report.error(fact, path, message, f"Write a {fact.type.value}, or the name of a fact of that type.")
        elif ids is not None and str(row.value) not in ids:
            report.error(fact, path, f"'{row.value}' is none of the fact's options.", nearest(str(row.value), ids))


def _check_set(fact: e.Fact, report: Report) -> None:
    if fact.readings and fact.set is None:
        mend = "Say `set:` with one of them, or `set: ask-the-area`, in place of the other source."
        report.error(fact, ("readings",), "Readings are what the area chooses between.", mend)
    ids = {row.id for row in fact.options.rows} if fact.options is not None else set()
    if ids and fact.set is not None and not fact.undecided and str(fact.set) not in ids:
        report.error(fact, ("set",), f"'{fact.set}' is none of the fact's options.", nearest(str(fact.set), ids))


def _check_given(fact: e.Fact, report: Report) -> None:
    if fact.given is None:
        return
    given = GIVEN.get(fact.short_name)
    if given is None:
        message = f"The product gives no fact '{fact.short_name}', so it will be unknown until it does."
        report.warn(
            fact, ("given",), message, nearest(fact.short_name, GIVEN) or f"It gives: {', '.join(sorted(GIVEN))}."
        )
    elif given is not fact.type:
        report.error(
            fact, ("type",), f"The product gives '{fact.short_name}' as a {given.value}.", f"Say `type: {given.value}`."
        )


def _check_count(fact: e.Fact, counted: str, types: Types, report: Report) -> None:
    if fact.type is not AnswerType.NUMBER:
        report.error(fact, ("type",), f"A count is no {fact.type.value}.", "Say `type: number`.")
    source = types.source(counted)
    if source is not None and source.type not in COUNTED and not getattr(source, "each", None):
        mend = "Count the ticks of a question of `type: choices`, repeated rows, or a group."
        report.error(fact, ("count",), f"'{counted}' is a {source.type.value}: there is nothing to count.", mend)


def _check_look_up(fact: e.Fact, look_up: e.LookUp, types: Types, report: Report) -> None:
    listed = types.pack.lists[look_up.list]
    if look_up.column not in listed.columns:
        mend = nearest(look_up.column, listed.columns) or "Add it: `columns: […]` at the list, and a cell in its rows."
        report.error(fact, ("look-up", "column"), f"The list '{listed.name}' has no column '{look_up.column}'.", mend)
    ids = {row.id for row in listed.rows}
    ticked = types.values_of(look_up.rows)
    if types.type_of(look_up.rows) not in CHOSEN or (ticked is not None and not ticked & ids):
        message = f"What is answered at '{look_up.rows}' is never a row of the list '{listed.name}'."
        report.error(fact, ("look-up", "rows"), message, f"Name a question with `options: {listed.short_name}`.")


def check_suggestions(pack: Pack, report: Report) -> None:
    """What is suggested must be among the options of the decision."""
    types = Types(pack)
    for step in pack.steps.values():
        if step.reason == "if-different" and step.suggest is None:
            mend = "Say `reason: always` or `never`, or `suggest:` a fact."
            report.error(step, ("reason",), "Nothing is suggested from which a decision could differ.", mend)
        if step.suggest is None:
            continue
        if step.decides is None:
            mend = "Say `decides:` with the options, or take `suggest` away."
            report.error(step, ("suggest",), "A step that decides nothing can suggest nothing.", mend)
            continue
        ids = {row.id for row in step.decides.rows}
        values = types.values_of(step.suggest)
        if types.type_of(step.suggest) not in CHOSEN or values is None:
            mend = "Name a fact of `type: choice` whose values are options of this step."
            report.error(step, ("suggest",), f"'{step.suggest}' is no choice.", mend)
        elif values - ids:
            wrong = ", ".join(sorted(values - ids)[:6])
            mend = f"The step decides between {', '.join(sorted(ids))}."
            report.error(step, ("suggest",), f"'{step.suggest}' may suggest what is no option: {wrong}.", mend)


def check_prefills(pack: Pack, report: Report) -> None:
    """What is copied into a question must be an answer to it."""
    types = Types(pack)
    for form in pack.forms.values():
        for path, question, _ in questions_of(form):
            if question.prefill is not None and question.prefill != "member":
                _check_prefill(form, path, question, question.prefill, types, report)


def _check_prefill(form: e.Form, path: Path, question: e.Question, name: str, types: Types, report: Report) -> None:
    kind = types.type_of(name)
    same = kind is question.type or {kind, question.type} <= CHOSEN
    widened = question.type is AnswerType.TEXT or {kind, question.type} <= {AnswerType.PERSON, AnswerType.PEOPLE}
    if not same and not widened:
        message = f"'{name}' is a {kind.value if kind else 'group'}; this asks for a {question.type.value}."
        report.error(
            form, (*path, "prefill"), message, f"Copy from a question or fact of `type: {question.type.value}`."
        )
        return
    values, ids = types.values_of(name), {row.id for row in question.options.rows} if question.options else set()
    if ids and values is not None and values - ids:
        wrong = ", ".join(sorted(values - ids)[:6])
        report.error(
            form, (*path, "prefill"), f"'{name}' may be what is no option here: {wrong}.", "Give both the same list."
        )


def check_dates_and_lengths(pack: Pack, report: Report) -> None:
    """What stands where a date or a duration belongs must be one."""
    types = Types(pack)
    for entry in pack.entries():
        for path, date in dates_of(entry):
            kind = types.type_of(date.fact) if isinstance(date, d.FactDate) else AnswerType.DATE
            if isinstance(date, d.FactDate) and kind not in DATES:
                message = f"'{date.fact}' is a {kind.value if kind else 'group'}, not a date."
                report.error(entry, path, message, "Name a step, a date that is asked, or a fact of `type: date`.")
        for path, length in lengths_of(entry):
            if isinstance(length, d.DurationOf) and not _is_length(length.fact, types):
                kind = types.type_of(length.fact)
                message = f"'{length.fact}' is a {kind.value if kind else 'group'}, not a length of time."
                report.error(entry, path, message, "Write `10 working days`, or name a fact of `type: duration`.")


def _is_length(name: str, types: Types) -> bool:
    """A duration, or a choice whose every option can be read as one."""
    if types.type_of(name) is AnswerType.DURATION:
        return True
    values = types.values_of(name) if types.type_of(name) is AnswerType.CHOICE else None
    try:
        return bool([Duration.parse(value) for value in values or ()])
    except DurationError:
        return False


def check_people(pack: Pack, report: Report) -> None:
    """Whoever is named through a fact or an area must be nameable by it."""
    types = Types(pack)
    for entry in pack.entries():
        for path, people in people_of(entry):
            if isinstance(people, FactPeople) and types.type_of(people.fact) in NOBODY | {AnswerType.TEXT}:
                message = f"'{people.fact}' names nobody."
                report.error(entry, path, message, "Name a role, a group, or a question of `type: person` or `people`.")
            if isinstance(people, RoleOf) and people.of is not None and types.type_of(people.of) in NOBODY:
                message = f"'{people.of}' names no area or agency."
                report.error(entry, (*path, "of"), message, "Name a question or fact of `type: area`.")
    for pathway in pack.pathways.values():
        if pathway.governed_by is not None and types.type_of(pathway.governed_by) is not AnswerType.AREA:
            message = f"'{pathway.governed_by}' names no area."
            report.error(pathway, ("governed-by",), message, "Name a fact of `type: area`, such as home-area.")
