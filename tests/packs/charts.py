"""The charts of need as the shipped packs hold them, read row by row."""

from functools import cache
from pathlib import Path

from waymark.procedures.loading import Library

ROOT = Path(__file__).resolve().parents[2]
AREAS = ("hampshire-and-isle-of-wight", "portsmouth", "southampton", "cambridgeshire-peterborough", "stoke-on-trent")
CHARTED = AREAS[:-1]


@cache
def pack(area):
    return Library.read(ROOT / "packs").pack(area)


def listed(area, name):
    return pack(area).lists.get(f"thresholds/{name}")


def descriptors(area):
    """(domain's id, row) of each descriptor."""
    for name, one in pack(area).lists.items():
        if name.startswith("thresholds/descriptors-"):
            for row in one.rows:
                yield name.removeprefix("thresholds/descriptors-"), row


def numbers(area):
    """Level's id to its number."""
    levels = listed(area, "levels")
    return {} if levels is None else {row.id: int(row.columns["number"][0]) for row in levels.rows}


def stands_at(area, row):
    return {numbers(area)[one] for name in ("level", "also") for one in row.columns.get(name, ())}
