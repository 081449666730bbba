"""What the manual and the directory rest on: parts of the manual and concerns are rows of shared lists."""

from __future__ import annotations

from collections.abc import Iterable

from waymark.procedures.language.entries import Entry
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.checks.report import Report
from waymark.procedures.loading.problems import nearest

PARTS = "manual-parts"
CONCERNS = "concerns"


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


def _check_rows(pack: Pack, report: Report, entry: Entry, word: str, name: str, ids: Iterable[str]) -> None:
    listed = pack.lists.get(name)
    known = [row.id for row in listed.rows] if listed is not None else []
    for row_id in ids:
        if row_id not in known:
            mend = nearest(row_id, known) or f"Add it to the shared list '{name}'."
            report.error(entry, (word,), f"'{row_id}' is no row of the list '{name}'.", mend)
