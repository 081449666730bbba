"""Pathways that can begin and end, and steps that somebody may do."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.checks.report import Report
from waymark.procedures.loading.checks.written import opens_of
from waymark.procedures.loading.problems import nearest


def check_starts(pack: Pack, report: Report) -> None:
    """A pathway begins with steps of its own."""
    for pathway in pack.pathways.values():
        own = [step.short_name for step in pack.steps.values() if step.pathway == pathway.name]
        for number, start in enumerate(pathway.starts):
            if pack.steps[start].pathway != pathway.name:
                mend = nearest(pack.steps[start].short_name, own) or "Name a step of this pathway."
                message = f"'{start}' is no step of the pathway '{pathway.name}'."
                report.error(pathway, ("starts", number), message, mend)


def check_opening(pack: Pack, report: Report) -> None:
    """A pathway that nothing opens can never begin."""
    opened = {opens.pathway for entry in pack.entries() for _, opens in opens_of(entry)}
    for pathway in _with_steps(pack):
        if not pathway.starts and pathway.name not in opened:
            mend = "Say `starts: [its-first-step]`, or `opens:` at a step or option of another pathway."
            report.error(pathway, ("starts",), f"Nothing can open the pathway '{pathway.name}'.", mend)


def check_closing(pack: Pack, report: Report) -> None:
    """A pathway that nothing closes goes on for ever."""
    closed = {step.pathway for step in pack.steps.values() if _closes(step)}
    for pathway in _with_steps(pack):
        if pathway.name not in closed:
            mend = "Give it a step with `closes: yes` and `acts: [close]`."
            report.error(pathway, (), f"Nothing can close the pathway '{pathway.name}'.", mend)


def _with_steps(pack: Pack) -> Iterator[e.Pathway]:
    """The pathways that are procedures. One without any step is a theme: guides, lists and forms to read and use."""
    opened = {opens.pathway for entry in pack.entries() for _, opens in opens_of(entry)}
    yield from (one for one in pack.pathways.values() if one.name not in pack.themes or one.name in opened)


def _closes(step: e.Step) -> bool:
    """Whether a step, or one of its options, ends the episode or passes it on to a successor."""
    rows = step.decides.rows if step.decides else ()
    opens = [*step.opens, *(row.opens for row in rows if row.opens is not None)]
    return step.closes or any(row.closes for row in rows) or any(one.as_ == "successor" for one in opens)


def check_doers(pack: Pack, report: Report) -> None:
    """Somebody must be able to do each step, and to sign it beside whoever decides."""
    for step in pack.steps.values():
        if not step.by:
            mend = "Say who: `by: social-worker`, or `by: anyone`."
            report.error(step, ("by",), f"No role may do the step '{step.name}'.", mend)
        if len(set(step.signs)) < len(step.signs):
            mend = "Name each once; every signature is another person's."
            report.error(step, ("signs",), "The same role signs twice.", mend)


def check_rows(pack: Pack, report: Report) -> None:
    """What a row of a decision opens or closes happens only where a step decides by that list."""
    decided = {step.decides.list for step in pack.steps.values() if step.decides is not None}
    for listed in pack.lists.values():
        for number, row in enumerate(listed.rows):
            if (row.opens is not None or row.closes) and listed.name not in decided:
                word = "opens" if row.opens is not None else "closes"
                message = f"No step decides by the list '{listed.name}', so '{row.id}' never {word} anything."
                report.warn(listed, ("rows", number, word), message, "Say `decides:` at the step where it is chosen.")
