"""Checks that what says `over: tighten` is provably tighter (pack-language.md, 2.13)."""

from __future__ import annotations

from waymark.procedures.loading.names import Names
from waymark.procedures.loading.overlay import Laid
from waymark.procedures.loading.problems import Problems


def check_tightenings(laid: Laid, names: Names, problems: Problems) -> None:
    """Note every tightening that cannot be shown."""
