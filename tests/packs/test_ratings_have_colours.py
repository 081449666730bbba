"""Where an area rates referrals by colour, each rating says its colour, so that a board can show it."""

from pathlib import Path

from waymark.procedures.loading import Library

PACKS = Path(__file__).parents[2] / "packs"
COLOURS = {"red", "amber", "green"}


def test_southampton_rates_by_colour():
    decides = Library.read(PACKS).pack("southampton").steps["referral/rate"].decides

    assert {row.id: row.columns["colour"] for row in decides.rows} == {
        "red-immediate": ("red",),
        "red-harm": ("red",),
        "amber": ("amber",),
        "green": ("green",),
    }


def test_a_colour_is_one_of_three_and_stands_at_every_row_of_its_list():
    library = Library.read(PACKS)
    coloured = {
        (area, listed.name): [row.columns.get("colour", ()) for row in listed.rows]
        for area in library.areas()
        for listed in library.pack(area).lists.values()
        if "colour" in listed.columns
    }

    assert coloured
    assert all(len(cell) == 1 and set(cell) <= COLOURS for cells in coloured.values() for cell in cells), coloured
