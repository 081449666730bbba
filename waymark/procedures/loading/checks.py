"""What stops a composed pack from loading (pack-language.md, section 4)."""

from __future__ import annotations

from waymark.procedures.language.pack import Pack, all_cites
from waymark.procedures.loading.problems import Problems, nearest


def check_pack(pack: Pack, catalogue: frozenset[str] | None, problems: Problems) -> None:
    """Note every fault of a pack whose entries could all be built."""
    if catalogue is not None:
        check_cites(pack, catalogue, problems)


def check_cites(pack: Pack, catalogue: frozenset[str], problems: Problems) -> None:
    """A citation must name a requirement that exists."""
    for entry in pack.entries():
        for cite in sorted(all_cites(entry) - catalogue):
            problems.error(entry.place, "cites", f"There is no requirement {cite}.", nearest(cite, catalogue))
