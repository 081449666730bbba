"""The file as it stood: by when things happened, and by when they were written down."""

from dataclasses import replace

import pytest

from tests.cast import (
    AMBROSIA,
    FRIDAY,
    MONDAY,
    TEACHER,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    at,
    decide,
    next_step,
    on,
    refer,
    referral,
    utc,
)
from waymark.casefile.actions import correct, give, record
from waymark.casefile.queries import all_files, file_of, find_subject, situation_of
from waymark.procedures.evaluation import State
from waymark.procedures.history import Given
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db


def names(file):
    return [event.name for event in file.history.events]


class TestRecordedLate:
    """A referral of Monday is written down on Thursday."""

    @pytest.fixture(autouse=True)
    def _three_days_late(self):
        record(stream=AMBROSIA, act=referral(MONDAY), by=TEACHER, area="national", now=THURSDAY)

    def test_it_is_absent_from_what_could_be_read_on_wednesday(self):
        file = file_of(AMBROSIA, recorded_by=WEDNESDAY)

        assert (names(file), file.sequence) == ([], 0)

    def test_it_had_happened_by_then_all_the_same(self):
        assert names(file_of(AMBROSIA, occurred_by=WEDNESDAY)) == ["referral", "referral/referral"]

    def test_its_clock_runs_from_monday_and_is_late_when_written_down(self):
        duty = Duty.objects.get(duty="referral/decide-next-step")

        assert (duty.arose_at, duty.known_since, duty.due) == (MONDAY, THURSDAY, "2026-03-03")
        assert duty.late_from < THURSDAY
        situation = situation_of(file_of(AMBROSIA), THURSDAY)
        assert {one.state for one in situation.duties if one.due} == {State.LATE}

    def test_both_moments_together(self):
        decide("no-further-action", when=THURSDAY, now=FRIDAY)

        assert names(file_of(AMBROSIA, occurred_by=FRIDAY, recorded_by=THURSDAY)) == ["referral", "referral/referral"]
        assert names(file_of(AMBROSIA, occurred_by=WEDNESDAY, recorded_by=FRIDAY)) == ["referral", "referral/referral"]
        assert len(names(file_of(AMBROSIA, occurred_by=FRIDAY, recorded_by=FRIDAY))) == 3


def test_an_act_known_to_the_day_has_happened_from_the_start_of_that_day():
    record(stream=AMBROSIA, act=replace(referral(MONDAY), occurred=on(MONDAY)), by=TEACHER, area="national", now=MONDAY)

    assert len(names(file_of(AMBROSIA, occurred_by=utc(2, 0)))) == 2
    assert names(file_of(AMBROSIA, occurred_by=utc(1, 23, 59))) == []


def test_a_correction_is_held_true_only_from_when_it_was_recorded():
    refer()
    (wrong,) = decide("no-further-action", when=THURSDAY)
    right = next_step(TUESDAY, "no-further-action")
    correct(stream=AMBROSIA, event_id=wrong.id, act=right, by=WORKER, reason="Misread.", now=FRIDAY)

    def held(recorded_by):
        return file_of(AMBROSIA, recorded_by=recorded_by).history.events[-1].occurred.start

    assert held(THURSDAY) == THURSDAY
    assert held(FRIDAY) == TUESDAY


def test_what_had_happened_by_a_moment_is_what_is_now_known_of_it():
    refer()
    (wrong,) = decide("no-further-action", when=THURSDAY)
    right = next_step(TUESDAY, "no-further-action")
    correct(stream=AMBROSIA, event_id=wrong.id, act=right, by=WORKER, reason="Misread.", now=FRIDAY)

    assert names(file_of(AMBROSIA, occurred_by=WEDNESDAY))[-1] == "referral/next-step"


def test_a_given_fact_replaces_the_earlier_one_of_its_name():
    for year in (2015, 2016):
        born = Given(name="born", value=on(utc(1, year=year)))
        give(stream=AMBROSIA, given=[born], by=WORKER, occurred=at(MONDAY), now=MONDAY)
    refer()

    assert [fact.value.day.year for fact in file_of(AMBROSIA).history.given] == [2016]
    assert find_subject(AMBROSIA).born.year == 2016


class TestFindingFiles:
    def test_all_files_come_in_the_order_of_streams_across_pages(self, monkeypatch):
        monkeypatch.setattr("waymark.casefile.queries.STREAMS_AT_ONCE", 2)
        streams = [f"child:demo:{letter}" for letter in "ecadb"]
        for stream in streams:
            refer(stream)

        assert [file.stream for file in all_files()] == sorted(streams)
        assert [file.stream for file in all_files(after="child:demo:b")] == [
            "child:demo:c",
            "child:demo:d",
            "child:demo:e",
        ]
        assert all(len(file.history.events) == 2 for file in all_files())

    def test_a_child_is_found_by_stream_or_by_number(self):
        refer("child:873:SYN1")

        assert find_subject("child:873:SYN1").reference == "SYN1"
        assert find_subject("SYN1").stream == "child:873:SYN1"
        assert find_subject("SYN2") is None

    def test_a_number_that_two_authorities_use_finds_neither(self):
        refer("child:873:SYN1")
        refer("child:850:SYN1")

        assert find_subject("SYN1") is None
        assert find_subject("child:850:SYN1").stream == "child:850:SYN1"

    def test_a_file_of_nobody_is_empty(self):
        file = file_of("child:demo:nobody")

        assert (file.sequence, file.history.events) == (0, ())
