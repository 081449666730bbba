"""What stops a composed pack from loading (pack-language.md, section 4): one function for each check."""

from __future__ import annotations

from collections.abc import Callable

from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.checks import (
    circles,
    dead_ends,
    fitting,
    levels,
    manual,
    naming,
    pathways,
    sources,
    tables,
    warnings,
)
from waymark.procedures.loading.checks.report import Report
from waymark.procedures.loading.overlay import Laid
from waymark.procedures.loading.problems import Problems

Check = Callable[[Pack, Report], None]

#: What the other checks rely on: a form that uses itself would be followed for ever.
FIRST: tuple[Check, ...] = (circles.check_circles, circles.check_layers)
THEN: tuple[Check, ...] = (
    naming.check_cites,
    naming.check_questions,
    naming.check_reserved,
    naming.check_homes,
    naming.check_measures,
    naming.check_holders,
    naming.check_abouts,
    fitting.check_tests,
    sources.check_facts,
    sources.check_suggestions,
    sources.check_prefills,
    sources.check_dates_and_lengths,
    sources.check_people,
    levels.check_levels,
    pathways.check_starts,
    pathways.check_opening,
    pathways.check_closing,
    pathways.check_doers,
    pathways.check_rows,
    tables.check_unreachable_rows,
    tables.check_last_rows,
    dead_ends.check_dead_ends,
    dead_ends.check_standing_bans,
    manual.check_parts,
    manual.check_concerns,
    manual.check_chapters_named,
    manual.check_places,
    warnings.check_nots,
    warnings.check_holds,
    warnings.check_contacts,
    warnings.check_agencies,
    warnings.check_settings,
)


def check_pack(pack: Pack, laid: Laid, catalogue: frozenset[str] | None, problems: Problems) -> None:
    """Note every fault of a pack whose entries could all be built."""
    report = Report(laid, catalogue, problems)
    for checks in (FIRST, THEN):
        for check in checks:
            check(pack, report)
        if problems.errors:
            return
