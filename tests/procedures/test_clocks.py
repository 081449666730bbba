"""What `packs due` counts: every time that cites a requirement, as if each trigger and date were one start."""

from datetime import date
from pathlib import Path

import pytest

from tests.procedures.describe.whole_language import pack as everything
from waymark.procedures.clocks import clocks
from waymark.procedures.loading import Library
from waymark.procedures.time import Moment

LIBRARY = Library.read(Path(__file__).resolve().parents[2] / "packs")
THURSDAY = Moment.parse("2026-12-24T16:50")


def found(pack, cites, start=THURSDAY):
    return [(one.rule, one.due.due_iso() if one.due else None, one.urgent) for one in clocks(pack, cites, start)]


def test_a_limit_in_working_days_skips_christmas():
    national = LIBRARY.pack("national")

    assert ("referral.decide-next-step", "2026-12-29T23:59:59+00:00", False) in found(national, "NAT-01")


def test_the_duty_that_uses_a_length_is_listed_for_the_length():
    stoke = LIBRARY.pack("cambridgeshire-peterborough")
    rules = {rule for rule, _, _ in found(stoke, "ASM-A32")}

    assert "assessment.conclude-assessment" in rules
    assert "assessment.assessment-limit" not in rules


def test_a_length_counts_the_pack_of_the_area():
    start = Moment.on(date(2026, 3, 2))
    due = {
        area: found(LIBRARY.pack(area), "NAT-03", start)[0][1] for area in ("national", "cambridgeshire-peterborough")
    }

    assert due["national"] > due["cambridgeshire-peterborough"]


def test_limit_aim_and_rhythm_each_give_a_row():
    pack = everything()

    assert found(pack, "NAT-01")[:2] == [
        ("referral.decide-next-step", "2026-12-29T23:59:59+00:00", False),
        ("referral.decide-next-step", "2026-12-24T23:59:59+00:00", False),
    ]
    aims = [one for one in clocks(pack, "NAT-01", THURSDAY) if "Aim beside the limit: the same day." in one.explanation]
    assert [one.rule for one in aims] == ["referral.decide-next-step"]


def test_urgent_words_never_become_a_time():
    assert ("referral.tell-them", None, True) in found(everything(), "NAT-01")


def test_an_aim_alone_says_so():
    said = [one.explanation for one in clocks(everything(), "NAT-03", THURSDAY) if one.rule == "referral.say-why"]

    assert any("Aim only, there is no limit" in line for lines in said for line in lines)


def test_each_reading_gives_a_row_with_a_note():
    rows = [one for one in clocks(everything(), "NAT-10", THURSDAY) if one.rule == "referral.say-why"]
    notes = [line for one in rows for line in one.explanation if "reading" in line]

    assert notes == [
        "One of 2 readings of “Rhythm”, NAT-10; the area has not chosen.",
        "One of 2 readings of “Rhythm”, NAT-11; the area has not chosen.",
    ]


def test_a_date_fact_is_listed_and_an_answered_date_is_left_out():
    (row,) = list(clocks(everything(), "NAT-14", THURSDAY))

    assert (row.rule, row.due) == ("referral.ends-on", Moment.on(date(2027, 1, 1)))
    assert "Left out, as not answered: the date answered at “By when?”." in row.explanation


def test_a_duty_that_arises_when_a_date_arrives_counts_from_it():
    rows = found(everything(), "NAT-04")

    assert ("referral.each-agency", "2026-12-24T23:59:59+00:00", False) in rows


def test_a_date_of_the_year_comes_next():
    assert ("referral.yearly", "2027-08-31T23:59:59+01:00", False) in found(everything(), "NAT-03")


@pytest.mark.parametrize("area", LIBRARY.areas())
def test_every_cited_requirement_can_be_counted(area):
    pack = LIBRARY.pack(area)
    cites = {cite for entry in (*pack.duties.values(), *pack.facts.values()) for cite in entry.cites}

    for cite in cites:
        for one in clocks(pack, cite, THURSDAY):
            assert one.explanation
            assert not (one.urgent and one.due)
