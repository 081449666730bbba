"""Hours of a contact as packs write them: nights, breaks, bank holidays; what cannot be read is named with how to write it."""

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, with_more
from waymark.procedures.describe.reference import hours_words
from waymark.procedures.loading import Library

ALL_DAY = ((0, 1440),)


def text(hours: str) -> str:
    return f"""
    contacts:
      night-team:
        channels: {{phone: 01632 960123}}
        hours: {hours}
        cites: [NAT-01]
    """


def hours(written: str):
    found = Library(with_more(text(written)), CATALOGUE).pack("national").contacts["referral/night-team"].hours
    assert found is not None
    return found


def test_a_night_that_ends_the_next_morning_belongs_to_the_evening():
    found = hours("{mon-fri: 17:00-08:30}")
    assert found.opening[4] == ((1020, 1440 + 510),)
    assert hours_words(found) == "Monday to Friday 17:00 to 08:30 the next morning, not on bank holidays"


def test_evenings_and_weekends_with_bank_holidays_all_day():
    found = hours("{mon-fri: [00:00-08:30, 17:00-24:00], sat-sun: 00:00-24:00, bank-holidays: 00:00-24:00}")
    assert found.opening[0] == ((0, 510), (1020, 1440))
    assert found.spans(0, holiday=True) == ALL_DAY
    assert hours_words(found) == (
        "Monday to Friday 00:00 to 08:30 and 17:00 to midnight and Saturday to Sunday day and night, on bank holidays day and night"
    )


def test_bank_holidays_open_are_as_on_that_weekday_and_closed_without_a_word():
    assert hours("{every-day: 08:00-20:00, bank-holidays: open}").spans(2, holiday=True) == ((480, 1200),)
    assert hours("{every-day: 08:00-20:00}").spans(2, holiday=True) == ()


def test_always_is_said_shortly():
    assert hours_words(hours("{every-day: 00:00-24:00, bank-holidays: open}")) == "day and night, every day of the year"


@pytest.mark.parametrize(
    "written",
    [
        "{mon: 9-5}",
        "{mon: 24:00-08:00}",
        "{mon: 09:00-09:00}",
        "{mon: [13:00-17:00, 09:00-12:00]}",
        "{mon: [09:00-13:00, 12:00-17:00]}",
        "{payday: 09:00-17:00}",
        "{bank-holidays: sometimes}",
    ],
)
def test_what_cannot_be_read_is_named_with_how_to_write_it(written):
    problems = [one for one in Library(with_more(text(written)), CATALOGUE).check("national") if not one.warning]
    assert [one for one in problems if "no hours that can be read" in one.message and "08:30-17:00" in one.mend]
