"""What the manual and the directory rest on: parts of the manual and concerns are rows of shared lists."""

from __future__ import annotations

from collections.abc import Iterable

from waymark.procedures.language.entries import Entry
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.checks.report import Report
from waymark.procedures.loading.problems import nearest

PARTS = "manual-parts"
CONCERNS = "concerns"
#: Lists whose column `at` says beside which steps and forms a row is shown.
SHOWN_AT = ("thresholds/domains", "voice-of-the-child/voice-prompts")


def check_parts(pack: Pack, report: Report) -> None:
    """A chapter stands under a part of the manual."""
    for pathway in pack.pathways.values():
        if pathway.part is not None:
            _check_rows(pack, report, pathway, "part", PARTS, (pathway.part,))


def check_concerns(pack: Pack, report: Report) -> None:
    """A contact is for concerns that somebody can choose."""
    for contact in pack.contacts.values():
        _check_rows(pack, report, contact, "for", CONCERNS, contact.concerns)


def check_chapters_named(pack: Pack, report: Report) -> None:
    """A concern leads to a chapter that there is, and a part of the manual orders such."""
    for name, column in ((CONCERNS, "chapter"), (PARTS, "chapters")):
        listed = pack.lists.get(name)
        for number, row in enumerate(listed.rows if listed is not None else ()):
            for chapter in row.columns.get(column, ()):
                if listed is not None and chapter not in pack.pathways:
                    mend = nearest(chapter, pack.pathways) or "Name a pathway."
                    report.error(listed, ("rows", number, column), f"There is no chapter '{chapter}'.", mend)


def check_places(pack: Pack, report: Report) -> None:
    """What is shown beside the work names a step or form that there is."""
    known = pack.steps.keys() | pack.forms.keys()
    for name in SHOWN_AT:
        listed = pack.lists.get(name)
        for number, row in enumerate(listed.rows if listed is not None else ()):
            for place in row.columns.get("at", ()):
                if listed is not None and place not in known:
                    mend = nearest(place, known) or "Write it in full: case-record/visit."
                    report.error(listed, ("rows", number, "at"), f"There is no step or form '{place}'.", mend)


def _check_rows(pack: Pack, report: Report, entry: Entry, word: str, name: str, ids: Iterable[str]) -> None:
    listed = pack.lists.get(name)
    known = [row.id for row in listed.rows] if listed is not None else []
    for row_id in ids:
        if row_id not in known:
            mend = nearest(row_id, known) or f"Add it to the shared list '{name}'."
            report.error(entry, (word,), f"'{row_id}' is no row of the list '{name}'.", mend)
