"""A service says until when it is open, and from when again, over evenings, weekends, bank holidays and the change of the clocks."""

import pytest

from waymark.procedures.evaluation.opening import closes_at, opens_next, within_hours
from waymark.procedures.language.basics import Place
from waymark.procedures.language.entries import Contact, Hours
from waymark.procedures.time import Moment


def desk(*, holidays=False, opening=None, on_holidays=()):
    """Open Monday to Thursday 08:30 to 17:00, and on Fridays until 16:30."""
    days = dict.fromkeys(range(4), ((510, 1020),)) | {4: ((510, 990),)} if opening is None else opening
    hours = Hours(opening=days, holidays=holidays, on_holidays=on_holidays)
    common = {"pathway": None, "area": "national", "cites": (), "place": Place("a.yaml", 1)}
    return Contact(name="desk", title="Desk", hours=hours, **common)


def london(text):
    return Moment.parse(text)


@pytest.mark.parametrize(
    ("now", "is_open", "until", "opens"),
    [
        ("2026-03-05T16:59", True, "2026-03-05T17:00", None),
        ("2026-03-05T17:00", False, None, "2026-03-06T08:30"),
        ("2026-03-06T16:29", True, "2026-03-06T16:30", None),
        ("2026-03-06T16:31", False, None, "2026-03-09T08:30"),
        # Good Friday, the weekend and Easter Monday follow one another.
        ("2026-04-02T17:01", False, None, "2026-04-07T08:30"),
        ("2026-04-06T11:00", False, None, "2026-04-07T08:30"),
        # In the night from Saturday to Sunday the clocks go forward.
        ("2026-03-28T23:00", False, None, "2026-03-30T08:30"),
        ("2026-03-09T03:00", False, None, "2026-03-09T08:30"),
    ],
)
def test_a_service_is_open_until_a_time_or_closed_until_one(now, is_open, until, opens):
    assert within_hours(desk(), london(now)) is is_open
    assert closes_at(desk(), london(now)) == (london(until) if until else None)
    assert opens_next(desk(), london(now)) == (london(opens) if opens else None)


def test_a_service_that_opens_on_bank_holidays_is_open_on_them():
    assert closes_at(desk(holidays=True), london("2026-04-06T11:00")) == london("2026-04-06T17:00")


def test_a_service_that_is_open_until_midnight_closes_when_the_next_day_begins():
    evening = desk(opening=dict.fromkeys(range(7), ((1020, 1440),)), holidays=True)
    assert closes_at(evening, london("2026-12-31T23:59")) == london("2027-01-01T00:00")


def test_a_service_that_is_open_day_and_night_never_closes():
    always = desk(opening=dict.fromkeys(range(7), ((0, 1440),)), holidays=True)
    assert within_hours(always, london("2026-12-25T03:00")) is True
    assert closes_at(always, london("2026-12-25T03:00")) is None
    assert opens_next(always, london("2026-12-25T03:00")) is None


def night_team():
    """Evenings and nights from Monday to Friday, day and night at weekends and on bank holidays."""
    opening = dict.fromkeys(range(5), ((1020, 1440 + 510),)) | {5: ((0, 1440),), 6: ((0, 1440 + 510),)}
    return desk(opening=opening, holidays=True, on_holidays=((0, 1440 + 510),))


@pytest.mark.parametrize(
    ("now", "until", "opens"),
    [
        # Thursday noon; Thursday evening until Friday morning; after midnight still the same night.
        ("2026-03-05T12:00", None, "2026-03-05T17:00"),
        ("2026-03-05T22:00", "2026-03-06T08:30", None),
        ("2026-03-06T03:00", "2026-03-06T08:30", None),
        ("2026-03-06T08:30", None, "2026-03-06T17:00"),
        # From Friday evening until Monday morning without a break.
        ("2026-03-06T18:00", "2026-03-09T08:30", None),
        # From the eve of Good Friday until the morning after Easter Monday.
        ("2026-04-02T17:00", "2026-04-07T08:30", None),
        ("2026-04-06T12:00", "2026-04-07T08:30", None),
    ],
)
def test_evenings_weekends_and_bank_holidays_join_into_one_opening(now, until, opens):
    assert within_hours(night_team(), london(now)) is (until is not None)
    assert closes_at(night_team(), london(now)) == (london(until) if until else None)
    assert opens_next(night_team(), london(now)) == (london(opens) if opens else None)


def test_a_lunch_break_is_closed_and_a_day_may_have_two_openings():
    surgery = desk(opening=dict.fromkeys(range(5), ((540, 720), (780, 1020))))
    assert closes_at(surgery, london("2026-03-05T11:00")) == london("2026-03-05T12:00")
    assert opens_next(surgery, london("2026-03-05T12:30")) == london("2026-03-05T13:00")


def test_nothing_is_said_about_a_service_whose_hours_are_not_known():
    common = {"pathway": None, "area": "national", "cites": (), "place": Place("a.yaml", 1)}
    silent = Contact(name="desk", title="Desk", **common)
    assert (closes_at(silent, london("2026-03-05T12:00")), opens_next(silent, london("2026-03-05T12:00"))) == (
        None,
        None,
    )


def test_a_service_that_never_opens_does_not_keep_anybody_looking():
    assert opens_next(desk(opening={}), london("2026-03-05T12:00")) is None
