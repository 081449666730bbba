"""Changing one number in a pack file changes the due date everywhere; an older episode keeps its own."""

import shutil
from datetime import date, timedelta

import pytest

from tests.cast import AMBROSIA, BALTHAZAR, CLEMENTINA, MONDAY, TUESDAY, WORKER, at, decide, refer
from waymark.casefile import packs
from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.casefile.models import Episode, KeptPack
from waymark.casefile.projections import rebuild
from waymark.casefile.queries import file_of, situation_of
from waymark.procedures.explain import explain_duty
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db

LIMIT = "assessment/conclude-assessment"

# From Monday 2 March 2026, with Good Friday (3 April), Easter Monday (6 April) and the early May holiday (4 May) left out.
IN_45_WORKING_DAYS = "2026-05-07"
IN_40_WORKING_DAYS = "2026-04-29"


def assess(child, when=MONDAY, area="national"):
    refer(child, when, area=area)
    decide("section-17-assessment", child, when, area=area)


def due(child):
    """The due date as the table of duties has it, and as it is worked out from the file."""
    row = Duty.objects.get(stream=child, duty=LIMIT).due
    (instance,) = [one for one in situation_of(file_of(child), TUESDAY).duties if one.duty.name == LIMIT]
    assert instance.due.iso() == row
    return row


def change_the_number(folder):
    """What an editor does: one number in one file."""
    file = folder / "national" / "assessment.yaml"
    text = file.read_text()
    assert text.count("set: 45 working days") == 1
    file.write_text(text.replace("set: 45 working days", "set: 40 working days"))
    packs.forget()


def new_edition(folder, starts="2026-03-03"):
    """A proper new edition: it holds only what it changes, and says why."""
    (folder / "national" / "assessment-2026-03.yaml").write_text(
        f'pack: national\nedition: "2026-03"\nfrom: {starts}\npathway: assessment\n\n'
        "facts:\n  assessment-limit:\n    over: change\n    set: 40 working days\n    why: invented for a test\n"
    )
    packs.forget()


class TestANumberChangedInPlace:
    def test_a_new_episode_has_the_new_number(self, own_packs):
        assess(AMBROSIA)
        change_the_number(own_packs)
        assess(BALTHAZAR)

        assert due(BALTHAZAR) == IN_40_WORKING_DAYS

    def test_the_older_episode_keeps_its_own_worked_out_from_the_kept_text(self, own_packs):
        assess(AMBROSIA)
        change_the_number(own_packs)
        rebuild(now=TUESDAY)

        assert due(AMBROSIA) == IN_45_WORKING_DAYS

    def test_also_when_something_more_is_done_in_it(self, own_packs):
        assess(AMBROSIA)
        change_the_number(own_packs)
        start = Act(name="assessment/assessment-started", occurred=at(TUESDAY), answers={"later-assessment": "no"})
        record(stream=AMBROSIA, act=start, by=WORKER, area="national", now=TUESDAY)

        assert due(AMBROSIA) == IN_45_WORKING_DAYS

    def test_an_episode_that_opens_afterwards_on_the_same_file_has_the_new_one(self, own_packs):
        """The referral was Monday's, under the old text; the decision opens the assessment after the change."""
        refer(AMBROSIA)
        change_the_number(own_packs)
        decide("section-17-assessment", AMBROSIA)

        assert due(AMBROSIA) == IN_40_WORKING_DAYS
        assert len({episode.pin for episode in Episode.objects.all()}) == 2

    def test_both_texts_are_kept_once_each(self, own_packs):
        assess(AMBROSIA)
        change_the_number(own_packs)
        assess(BALTHAZAR)
        assess(CLEMENTINA)

        assert KeptPack.objects.filter(area="national").count() == 2

    def test_every_area_that_is_laid_over_it_follows(self, own_packs):
        change_the_number(own_packs)
        assess(AMBROSIA, area="stoke-on-trent")

        assert due(AMBROSIA) == IN_40_WORKING_DAYS

    def test_an_area_with_a_number_of_its_own_keeps_it(self, own_packs):
        pack = packs.pack_on("cambridgeshire-peterborough", MONDAY.date())
        change_the_number(own_packs)

        limit = packs.pack_on("cambridgeshire-peterborough", MONDAY.date()).facts["assessment/assessment-limit"].set
        assert str(limit) == str(pack.facts["assessment/assessment-limit"].set) == "35 working days"


class TestANewEdition:
    def test_what_opens_from_its_day_on_stands_under_it(self, own_packs):
        new_edition(own_packs)
        assess(AMBROSIA, MONDAY)
        assess(BALTHAZAR, TUESDAY)

        assert due(AMBROSIA) == IN_45_WORKING_DAYS
        assert due(BALTHAZAR) == "2026-04-30", "40 working days from Tuesday 3 March"
        assert Episode.objects.get(stream=BALTHAZAR, pathway="assessment").pin.startswith("national@2026-03#")

    def test_what_was_opened_before_it_was_published_stays_as_it_was(self, own_packs):
        assess(AMBROSIA, TUESDAY)
        before = due(AMBROSIA)
        new_edition(own_packs)
        rebuild(now=TUESDAY)

        assert due(AMBROSIA) == before == "2026-05-08"

    def test_the_explanation_says_that_the_rule_was_changed_and_why(self, own_packs):
        new_edition(own_packs)
        assess(AMBROSIA, TUESDAY)
        situation = situation_of(file_of(AMBROSIA), TUESDAY)
        ((standing, duty),) = [(e, d) for e in situation.episodes.values() for d in e.duties if d.duty.name == LIMIT]

        said = " ".join(explain_duty(duty, standing).sentences())
        assert "40 working days" in said
        assert "invented for a test" in said


class TestThePackOnDiskIsGone:
    def test_an_old_episode_is_worked_out_although_the_packs_on_disk_do_not_load(self, own_packs):
        assess(AMBROSIA)
        (own_packs / "national" / "assessment.yaml").write_text("pack: national\nedition: [broken")
        packs.forget()

        assert due(AMBROSIA) == IN_45_WORKING_DAYS

    def test_or_although_the_area_is_no_more(self, own_packs):
        assess(AMBROSIA, area="southampton")
        shutil.rmtree(own_packs / "southampton")
        packs.forget()

        assert due(AMBROSIA) == IN_45_WORKING_DAYS

    def test_a_text_that_is_neither_on_disk_nor_kept_is_asked_for(self, own_packs):
        assess(AMBROSIA)
        KeptPack.objects.all().delete()
        change_the_number(own_packs)

        with pytest.raises(LookupError, match="neither on disk nor kept"):
            due(AMBROSIA)


def test_the_dates_at_the_head_of_this_file_are_those_of_the_calendar():
    """Counted with a pencil: working days from the day after 2 March 2026."""
    holidays = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4)}
    day, counted = MONDAY.date(), []
    while len(counted) < 45:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            counted.append(day.isoformat())

    assert (counted[39], counted[44]) == (IN_40_WORKING_DAYS, IN_45_WORKING_DAYS)
