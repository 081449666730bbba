"""Tables of facts whose every row can be reached."""

from __future__ import annotations

from waymark.procedures.language import conditions as c
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.checks.logic import implies
from waymark.procedures.loading.checks.report import Report
from waymark.procedures.loading.checks.types import Types


def check_unreachable_rows(pack: Pack, report: Report) -> None:
    """A row is never reached if an earlier one holds wherever it does."""
    for fact in pack.facts.values():
        for number, row in enumerate(fact.rows):
            for before, earlier in enumerate(fact.rows[:number]):
                if row.when is not None and earlier.when is not None and implies(row.when, earlier.when):
                    line = report.place(fact, ("rows", before)).line
                    mend = "Put the narrower row first, or take one of them away."
                    message = f"This row can never be reached: the one at line {line} is taken wherever it holds."
                    report.error(fact, ("rows", number, "when"), message, mend)
                    break


def check_last_rows(pack: Pack, report: Report) -> None:
    """A table without a last row leaves the fact unknown where no row holds."""
    types = Types(pack)
    for fact in pack.facts.values():
        if fact.rows and fact.rows[-1].when is not None and not _exhaustive(fact, types):
            mend = "End with a row that has a `value` and no `when`, or say in a `note` why it may stay unknown."
            if not fact.note:
                report.warn(fact, ("rows",), "Where no row holds, this fact stays unknown.", mend)


def _exhaustive(fact: e.Fact, types: Types) -> bool:
    """Whether the rows cover a thing and its opposite, or every value of one answer."""
    whens = [row.when for row in fact.rows if row.when is not None]
    if any(isinstance(when, c.Not) and when.part in whens for when in whens):
        return True
    covered: dict[str, set[object]] = {}
    for when in whens:
        if isinstance(when, c.FactTest) and when.comparison is c.Comparison.IS and when.at is None:
            covered.setdefault(when.fact, set()).update(when.values)
    possible = {name: types.values_of(name) for name in covered}
    return any(values is not None and values <= covered[name] for name, values in possible.items())
