"""What a person is told about how a limit was counted."""

import pytest

from waymark.procedures.time import Duration, Moment, explain_add, explain_subtract

FORWARD = {
    ("2026-05-22T16:50", "1 working day"): [
        "Day 0 is Friday 22 May 2026.",
        "Skipped: Saturday 23 May, Sunday 24 May, Monday 25 May (Spring bank holiday).",
        "Day 1 is Tuesday 26 May 2026; the limit is the end of that day (23:59:59).",
    ],
    ("2026-05-19", "1 working day"): [
        "Day 0 is Tuesday 19 May 2026.",
        "Day 1 is Wednesday 20 May 2026; the limit is the end of that day (23:59:59).",
    ],
    ("2026-06-12", "10 working days"): [
        "Day 0 is Friday 12 June 2026.",
        "Skipped: Saturday 13 June, Sunday 14 June, Saturday 20 June, Sunday 21 June.",
        "Day 10 is Friday 26 June 2026; the limit is the end of that day (23:59:59).",
    ],
    ("2026-05-22", "45 working days"): [
        "Day 0 is Friday 22 May 2026.",
        "Skipped: 20 Saturdays and Sundays (Saturday 23 May to Sunday 26 July), Monday 25 May (Spring bank holiday).",
        "Day 45 is Monday 27 July 2026; the limit is the end of that day (23:59:59).",
    ],
    ("2027-12-31", "1 working day"): [
        "Day 0 is Friday 31 December 2027.",
        "Skipped: Saturday 1 January 2028, Sunday 2 January 2028, Monday 3 January 2028 (New Year's Day, substitute).",
        "Day 1 is Tuesday 4 January 2028; the limit is the end of that day (23:59:59).",
        "Bank holidays after 2027 are projected, not yet official.",
    ],
    ("2075-12-24", "1 working day"): [
        "Day 0 is Tuesday 24 December 2075.",
        "Day 1 is Wednesday 25 December 2075; the limit is the end of that day (23:59:59).",
        "Bank holidays are known only for 1990 to 2060: outside those years only weekends were skipped.",
    ],
    ("2026-04-02T16:50", "24 hours"): [
        "Counted from Thursday 2 April 2026 at 16:50.",
        "24 hours of elapsed time, through nights, weekends and bank holidays.",
        "The limit is Friday 3 April 2026 at 16:50.",
    ],
    ("2026-04-02", "2 hours"): [
        "Counted from Thursday 2 April 2026 at 00:00.",
        "2 hours of elapsed time, through nights, weekends and bank holidays.",
        "The limit is Thursday 2 April 2026 at 02:00.",
        "The time of day is not known: counted from the start of the day.",
    ],
    ("2026-10-24T02:30", "24 hours"): [
        "Counted from Saturday 24 October 2026 at 02:30.",
        "24 hours of elapsed time, through nights, weekends and bank holidays.",
        "The clocks change in between, so the time of day moves by an hour.",
        "The limit is Sunday 25 October 2026 at 01:30 (GMT).",
    ],
    ("2026-05-22", "8 days"): [
        "Counted from Friday 22 May 2026.",
        "Every day counts, weekends and bank holidays too.",
        "8 days later is Saturday 30 May 2026; the limit is the end of that day (23:59:59).",
    ],
    ("2026-01-31", "1 month"): [
        "Counted from Saturday 31 January 2026.",
        "February 2026 has no day 31, so its last day counts.",
        "1 month later is Saturday 28 February 2026; the limit is the end of that day (23:59:59).",
    ],
    ("2026-05-22T09:00", "same day"): [
        "The same day is Friday 22 May 2026; the limit is the end of that day (23:59:59).",
    ],
}

BACK = {
    ("2026-05-26T10:00", "2 working days"): [
        "Day 0 is Tuesday 26 May 2026.",
        "Skipped: Saturday 23 May, Sunday 24 May, Monday 25 May (Spring bank holiday).",
        "Day 2 before it is Thursday 21 May 2026; the limit is the end of that day (23:59:59).",
    ],
    ("2026-04-02T16:50", "48 hours"): [
        "Counted back from Thursday 2 April 2026 at 16:50.",
        "48 hours of elapsed time, through nights, weekends and bank holidays.",
        "The limit is Tuesday 31 March 2026 at 16:50.",
    ],
    ("2026-03-31", "1 month"): [
        "Counted back from Tuesday 31 March 2026.",
        "February 2026 has no day 31, so its last day counts.",
        "1 month before is Saturday 28 February 2026; the limit is the end of that day (23:59:59).",
    ],
}


@pytest.mark.parametrize(("start", "duration"), FORWARD)
def test_a_limit_in_words(start, duration):
    counting = explain_add(Moment.parse(start), Duration.parse(duration))
    assert list(counting.sentences()) == FORWARD[start, duration]


@pytest.mark.parametrize(("planned", "duration"), BACK)
def test_a_limit_counted_back_in_words(planned, duration):
    counting = explain_subtract(Moment.parse(planned), Duration.parse(duration))
    assert list(counting.sentences()) == BACK[planned, duration]


def test_the_days_skipped_are_there_for_programs_too():
    counting = explain_add(Moment.parse("2026-05-22T16:50"), Duration.parse("1 working day"))
    assert [(day.isoformat(), reason) for day, reason in counting.skipped] == [
        ("2026-05-23", "Saturday"),
        ("2026-05-24", "Sunday"),
        ("2026-05-25", "bank holiday: Spring bank holiday"),
    ]
    assert counting.assumptions == ()
