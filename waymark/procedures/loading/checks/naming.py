"""Names that exist, that mean one thing only, and that stand where they can work."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from waymark.procedures.language import entries as e
from waymark.procedures.language.given import GIVEN
from waymark.procedures.language.pack import Pack, all_cites
from waymark.procedures.language.people import GROUPS
from waymark.procedures.loading.checks.report import Path, Report
from waymark.procedures.loading.checks.written import questions_of
from waymark.procedures.loading.problems import nearest

#: What counts as presence beside roles and groups (pack-language.md, 2.12).
INSTEAD = frozenset({"nominee", "report"})


def check_cites(pack: Pack, report: Report) -> None:
    """A citation must name a requirement that exists."""
    if report.catalogue is None:
        return
    for entry in pack.entries():
        if all_cites(entry) <= report.catalogue:
            continue
        for path, cites in _cites_of(entry):
            for number, cite in enumerate(cites):
                if cite not in report.catalogue:
                    mend = nearest(cite, report.catalogue) or "Look it up in packs/catalogue.yaml."
                    report.error(entry, (*path, number), f"There is no requirement {cite}.", mend)


def _cites_of(entry: e.Entry) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield ("cites",), entry.cites
    for path, question, _ in questions_of(entry):
        yield (*path, "cites"), question.cites
    if isinstance(entry, e.NamedList):
        for number, row in enumerate(entry.rows):
            yield ("rows", number, "cites"), row.cites
    if isinstance(entry, (e.Fact, e.Contact)):
        readings: tuple[e.Reading | e.ChannelReading, ...] = entry.readings
        for number, reading in enumerate(readings):
            yield ("readings", number, "cites"), reading.cites


def check_questions(pack: Pack, report: Report) -> None:
    """A question's name means one question, and no fact, and nothing that the product gives."""
    asked: dict[str, e.Form] = {}
    for form in pack.forms.values():
        for path, question, group in questions_of(form):
            if group is not None:
                continue
            short = question.name.rpartition("/")[2]
            other = asked.setdefault(question.name, form)
            if other is not form:
                mend = f"Say `use: [{other.short_name}]`, or give this question another name."
                message = f"The form '{other.name}' asks '{short}' already ({other.place})."
                report.error(form, path, message, mend)
            if question.name in pack.facts:
                place = pack.facts[question.name].place
                message = f"'{short}' is also a fact ({place}), which would hide the answer."
                report.error(form, path, message, "Give one of them another name.")
            if short in GIVEN:
                message = f"The product gives '{short}', which would hide the answer."
                report.error(form, path, message, "Give the question another name.")


def check_reserved(pack: Pack, report: Report) -> None:
    """Names that the language keeps for itself are not given to entries."""
    mend = "Give it another name."
    for step in pack.steps.values():
        if step.short_name in ("opened", "closed", "close"):
            report.error(step, (), f"'{step.short_name}' means the pathway's own opening or closing.", mend)
    for role in pack.roles.values():
        if role.name in GROUPS:
            report.error(role, (), f"'{role.name}' is a group that the product knows.", mend)
    for fact in pack.facts.values():
        if fact.name in GIVEN and fact.given is None:
            report.error(fact, (), f"The product gives '{fact.name}', which would hide this fact.", mend)


def check_homes(pack: Pack, report: Report) -> None:
    """A step or duty belongs to a pathway: shared by all, nothing would ever offer or owe it."""
    for entry in (*pack.steps.values(), *pack.duties.values()):
        if entry.pathway is None:
            kind = "step" if isinstance(entry, e.Step) else "duty"
            mend = "Move it to the file of its pathway."
            report.error(entry, (), f"The {kind} '{entry.name}' stands in a file without `pathway:`.", mend)


def check_measures(pack: Pack, report: Report) -> None:
    """A measure counts a pathway, a step or a duty."""
    for measure in pack.measures.values():
        names = {measure.count, f"{measure.pathway}/{measure.count}"}
        if not names & (pack.pathways.keys() | pack.steps.keys() | pack.duties.keys()):
            known = [*pack.pathways, *pack.steps, *pack.duties]
            message = f"Nothing here defines a pathway, step or duty '{measure.count}'."
            mend = nearest(measure.count, known) or "Name what is to be counted."
            report.error(measure, ("count",), message, mend)


def check_holders(pack: Pack, report: Report) -> None:
    """Who holds a role may be a staff group that no pack names; a near miss of a role is worth a look."""
    shorts = {name.rpartition("/")[2] for name in pack.roles}
    for role in pack.roles.values():
        for number, word in enumerate(role.held_by):
            close = difflib.get_close_matches(word, shorts - {word}, n=1, cutoff=0.85)
            if word not in shorts | GROUPS and close:
                message = f"No role is called '{word}', so it is taken for a staff group."
                report.warn(role, ("held-by", number), message, f"Did you mean {close[0]}?")
    for step in pack.steps.values():
        for number, member in enumerate(step.meeting.members if step.meeting else ()):
            for word in member.instead:
                if word not in shorts | GROUPS | INSTEAD:
                    message = f"'{word}' names nobody who could come instead."
                    mend = nearest(word, shorts | INSTEAD) or "Write nominee, report, or a role."
                    report.warn(step, ("meeting", "members", number, "instead"), message, mend)


def check_abouts(pack: Pack, report: Report) -> None:
    """`about` says what is told; beside `do` or `consider` nothing would read it."""
    for duty in pack.duties.values():
        if duty.about and not duty.tell:
            mend = "Take it away, or say it in `say`."
            report.warn(duty, ("about",), "Only a duty that tells somebody is about something.", mend)
