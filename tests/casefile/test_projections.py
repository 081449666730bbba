"""The tables are disposable: made again from the ledger they are what they were, and time alone changes what is owed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casefile.tables import tables
from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    CLEMENTINA,
    FRIDAY,
    MANAGER,
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
    told_referrer,
    utc,
)
from tests.exports.cin.builder import census, child
from tests.exports.cin.builder import referral as census_referral
from waymark.casefile import projections
from waymark.casefile.actions import correct, give, record, redact
from waymark.casefile.acts import Act
from waymark.casefile.matching import match
from waymark.casefile.models import Episode, Subject
from waymark.casefile.projections import rebuild
from waymark.exports.cin.importing import import_census
from waymark.procedures.history import Given
from waymark.work import projections as work
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db

AGAIN = "child:demo:Ambrosia-Again"
ASSESSED = "<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate></Assessments>"


def a_busy_week(folder):
    """Files with everything in them: decisions, corrections, redactions, a closing, facts, an imported return."""
    do = {"area": "national"}
    refer(AMBROSIA)
    wrong, *_ = decide("section-17-assessment", AMBROSIA)
    give(stream=AMBROSIA, given=[Given(name="born", value=on(utc(1, year=2015)))], by=WORKER, occurred=at(TUESDAY), now=TUESDAY)  # fmt: skip
    started = Act(name="assessment/assessment-started", occurred=on(WEDNESDAY), answers={"later-assessment": "no"})
    record(stream=AMBROSIA, act=started, by=WORKER, now=WEDNESDAY, **do)
    correct(
        stream=AMBROSIA,
        event_id=wrong.id,
        act=next_step(TUESDAY, "section-47-enquiries"),
        by=WORKER,
        reason="Misread.",
        now=THURSDAY,
    )
    _, act = refer(BALTHAZAR, area="southampton")
    redact(stream=BALTHAZAR, event_id=act.id, reason="Another child's words.", by=MANAGER, now=FRIDAY)
    record(stream=CLEMENTINA, act=referral(MONDAY), by=TEACHER, now=THURSDAY, **do)
    record(stream=CLEMENTINA, act=told_referrer(THURSDAY), by=WORKER, now=THURSDAY, **do)
    decide("no-further-action", CLEMENTINA, THURSDAY)
    record(stream=CLEMENTINA, act=Act(name="referral/close-referral", occurred=at(FRIDAY)), by=WORKER, now=FRIDAY, **do)
    sister = {"name": "Clementina Notareal", "relationship": "sister", "stream": CLEMENTINA}
    facts = [Given(name="name", value="Ambrosia Testcase"), Given(name="person:1", value=sister)]
    give(stream=AMBROSIA, given=facts, by=WORKER, occurred=at(FRIDAY), now=FRIDAY)
    refer(AGAIN, THURSDAY)
    match(stream=AGAIN, into=AMBROSIA, by=WORKER, reason="Same address.", now=FRIDAY)
    path = folder / "return.xml"
    path.write_text(census(child(census_referral(ASSESSED)), child(census_referral(), la_child_id="SYN00000002")))
    import_census(path, now=FRIDAY, by="cin-import")


def test_what_is_made_again_is_what_was_kept_live(tmp_path):
    a_busy_week(tmp_path)
    work.tick(now=FRIDAY)
    live = tables()
    assert all(rows for name, rows in live.items() if name != "proposals"), "every table has rows"

    assert rebuild(now=FRIDAY) == 6
    assert tables() == live


def test_it_is_the_same_in_small_batches(tmp_path, monkeypatch):
    a_busy_week(tmp_path)
    rebuild(now=FRIDAY)
    whole = tables()
    monkeypatch.setattr(projections, "BATCH", 2)
    told = []

    rebuild(now=FRIDAY, progress=told.append)
    assert tables() == whole
    assert told == [2, 4, 6]


def test_lost_and_altered_rows_are_put_right(tmp_path):
    a_busy_week(tmp_path)
    rebuild(now=FRIDAY)
    right = tables()
    Duty.objects.all().delete()
    Subject.objects.filter(stream=AMBROSIA).delete()
    Episode.objects.update(closed_at=None, pathway="nonsense")

    rebuild(now=FRIDAY)
    assert tables() == right


def test_rows_of_files_that_the_ledger_does_not_hold_go():
    refer()
    right = tables()
    Subject.objects.create(stream="child:demo:nobody", reference="nobody", area="national", sequence=3)
    Episode.objects.create(id="x", stream="child:demo:nobody", pathway="referral", opened_at=MONDAY)

    rebuild(now=MONDAY)
    assert tables() == right


def test_rebuilding_twice_changes_nothing(tmp_path):
    a_busy_week(tmp_path)
    rebuild(now=FRIDAY)
    once = tables()

    rebuild(now=FRIDAY)
    assert tables() == once


class TestTick:
    def test_a_duty_that_lateness_brings_appears_when_only_time_has_passed(self):
        """Forty-five working days after the referral of 2 March: the assessment is late, and its reason is asked."""
        refer()
        decide("section-17-assessment")
        assert not Duty.objects.filter(duty="assessment/say-why-over").exists()
        before, after = utc(7, 21, month=5), utc(8, 9, month=5)

        assert work.tick(now=before) == 0
        assert not Duty.objects.filter(duty="assessment/say-why-over").exists()
        assert work.tick(now=after) == 1
        assert Duty.objects.get(duty="assessment/say-why-over").state == "open"

    def test_a_late_duty_is_late_without_a_tick(self):
        """Lateness is asked of the clock when the table is read; no row is touched when the hour strikes."""
        refer()
        duty = Duty.objects.get(duty="referral/acknowledge")

        assert (duty.state, duty.late_from) == ("open", utc(4, 0))

    def test_files_whose_episodes_are_all_closed_are_left_alone(self):
        refer(CLEMENTINA)
        act = Act(name="referral/close-referral", occurred=at(FRIDAY), happened_anyway="A twin entry.")
        record(stream=CLEMENTINA, act=act, by=MANAGER, area="national", now=FRIDAY)

        assert work.tick(now=utc(1, month=6)) == 0

    def test_it_says_how_far_it_is(self, monkeypatch):
        monkeypatch.setattr(work, "AT_ONCE", 2)
        for stream in (AMBROSIA, BALTHAZAR, CLEMENTINA):
            refer(stream)
            decide("section-17-assessment", stream)
        told = []

        assert work.tick(now=utc(8, month=5), progress=told.append) == 3
        assert told == [2, 3]


class TestQuestionsToTheDatabase:
    """Their number does not grow with the rows."""

    def asked(self, work_to_do):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            work_to_do()
        return len(captured)

    def test_recording_asks_as_much_in_a_long_file_as_in_a_short_one(self):
        refer()
        refer(CLEMENTINA)
        for day in range(3, 28):
            record(stream=CLEMENTINA, act=told_referrer(utc(day)), by=WORKER, area="national", now=utc(day))

        short = self.asked(lambda: decide("section-17-assessment", AMBROSIA, utc(30)))
        long = self.asked(lambda: decide("section-17-assessment", CLEMENTINA, utc(30)))
        assert long == short

    def test_rebuilding_asks_as_much_for_forty_files_as_for_four(self):
        for number in range(4):
            refer(f"child:demo:{number}")
        few = self.asked(lambda: rebuild(now=FRIDAY))
        for number in range(4, 40):
            refer(f"child:demo:{number}")

        assert self.asked(lambda: rebuild(now=FRIDAY)) == few

    def test_ticking_asks_as_much_for_twenty_files_as_for_four(self):
        def over(numbers, now):
            for number in numbers:
                refer(f"child:demo:{number}")
                decide("section-17-assessment", f"child:demo:{number}")
            return self.asked(lambda: work.tick(now=now))

        few = over(range(4), utc(8, month=5))
        assert Duty.objects.filter(duty="assessment/say-why-over").count() == 4

        assert over(range(4, 24), utc(8, month=5)) == few
        assert Duty.objects.filter(duty="assessment/say-why-over").count() == 24
