"""A return in the ledger: once, whole, and never against what people have put right since."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.casefile.tables import tables
from tests.cast import FRIDAY, MANAGER, MONDAY
from tests.exports.cin.builder import FILES, HEADER, census, child, referral
from tests.packs_in_use import _nothing_is_known_to_be_kept  # noqa: F401
from waymark.casefile.actions import correct, redact
from waymark.casefile.acts import Act
from waymark.casefile.models import Episode, KeptPack, Subject
from waymark.casefile.projections import rebuild
from waymark.casefile.queries import file_of
from waymark.exports.cin import importing
from waymark.exports.cin.importing import import_census
from waymark.exports.cin.problems import KINDS, CensusFileError, Severity, Topic
from waymark.ledger.queries import last_position, stream_events
from waymark.ledger.verification import verify
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db

SHARED = Path(os.environ.get("WAYMARK_SHARED") or Path(__file__).parents[4] / "shared") / "data" / "cin"
SAMPLES = [*sorted(FILES.glob("*.xml")), *(sorted(SHARED.glob("*.xml")) if SHARED.is_dir() else [])]

ASSESSMENT = "<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>{}</Assessments>"
AUTHORISED = "<AssessmentAuthorisationDate>2025-07-08</AssessmentAuthorisationDate>"
CHILD = "child:873:SYN00000001"
HAMPSHIRE = HEADER.replace("873", "850")


@pytest.fixture
def put(tmp_path):
    """Write a file and import it."""

    def written(*children, now=MONDAY, header=HEADER, **more):
        path = tmp_path / "return.xml"
        path.write_text(census(*children, header=header), encoding="utf-8")
        return import_census(path, now=now, by="cin-import", **more)

    return written


def assessed(*inside, **more):
    return child(referral(ASSESSMENT.format("".join(inside))), **more)


def names(stream=CHILD):
    return [one.name for one in file_of(stream).history.events]


class TestOnce:
    def test_a_child_becomes_a_file(self, put):
        summary = put(assessed())

        assert names() == ["referral", "referral/referral", "assessment", "assessment/assessment-started"]
        assert (summary.children, summary.events_added, summary.events_corrected) == (1, 4, 0)
        assert verify().clean

    def test_the_same_file_again_adds_nothing(self, put):
        put(assessed(AUTHORISED), child(referral(), la_child_id="SYN00000002"))
        before, rows = last_position(), tables()
        again = put(assessed(AUTHORISED), child(referral(), la_child_id="SYN00000002"), now=FRIDAY)

        assert (last_position(), tables()) == (before, rows)
        assert (again.events_added, again.events_corrected, again.facts_added, again.already_there) == (0, 0, 0, 7)

    def test_who_acted_is_the_import_and_no_role(self, put):
        put(assessed())

        assert {(one.by, one.role) for one in stream_events(CHILD)} == {("cin-import", "")}


class TestNewer:
    def test_what_is_new_is_added_and_nothing_else(self, put):
        put(assessed())
        before = last_position()
        summary = put(assessed(AUTHORISED), now=FRIDAY)

        assert (summary.events_added, summary.events_corrected, summary.already_there) == (1, 0, 4)
        (added,) = stream_events(CHILD)[before:]
        assert added.payload["name"] == "assessment/assessment-concluded"
        assert Duty.objects.get(duty="assessment/conclude-assessment").state == "met"

    def test_what_has_changed_is_corrected_and_both_accounts_stay(self, put):
        put(assessed(AUTHORISED))
        before = last_position()
        summary = put(assessed(AUTHORISED.replace("07-08", "09-30")), now=FRIDAY)

        assert (summary.events_added, summary.events_corrected) == (0, 1)
        (right,) = stream_events(CHILD)[before:]
        assert (right.payload["corrects"], right.payload["because"]) == (
            f"{CHILD}.referral-2025-06-02.assessment-2025-06-03.concluded",
            "A newer return says so",
        )
        assert Duty.objects.get(duty="assessment/conclude-assessment").ended_on.isoformat() == "2025-09-30"

    def test_a_return_may_change_its_mind_more_than_once(self, put):
        for day in ("07-08", "09-30", "07-08", "08-01"):
            put(assessed(AUTHORISED.replace("07-08", day)))

        assert Duty.objects.get(duty="assessment/conclude-assessment").ended_on.isoformat() == "2025-08-01"
        assert put(assessed(AUTHORISED.replace("07-08", "08-01"))).events_corrected == 0

    def test_a_changed_fact_about_the_child_is_one_more_fact(self, put):
        put(child(referral(), identifiers="<PersonBirthDate>2015-02-03</PersonBirthDate>"))
        summary = put(child(referral(), identifiers="<PersonBirthDate>2015-03-02</PersonBirthDate>"), now=FRIDAY)

        assert (summary.facts_added, summary.events_added) == (1, 0)
        assert Subject.objects.get().born.isoformat() == "2015-03-02"

    def test_what_a_newer_return_no_longer_says_stays(self, put):
        put(assessed(AUTHORISED))
        before = last_position()
        put(child(referral()), now=FRIDAY)

        assert last_position() == before


class TestPeopleKnowBetter:
    def concluded(self):
        return next(one for one in stream_events(CHILD) if one.payload.get("name") == "assessment/assessment-concluded")

    def put_right(self, act):
        return correct(stream=CHILD, event_id=self.concluded().id, act=act, by=MANAGER, reason="Read it.", now=FRIDAY)

    def test_an_old_return_does_not_undo_what_somebody_put_right(self, put):
        put(assessed(AUTHORISED))
        name, day = "assessment/assessment-concluded", Moment.parse("2025-07-10")
        self.put_right(Act(name=name, occurred=day, option="early-help"))
        before = last_position()
        put(assessed(AUTHORISED), now=FRIDAY)

        assert last_position() == before
        (held,) = [one for one in file_of(CHILD).history.events if one.name == name]
        assert (held.option, held.occurred) == ("early-help", day)

    def test_nor_brings_back_what_never_happened(self, put):
        put(assessed(AUTHORISED))
        self.put_right(None)
        before = last_position()
        put(assessed(AUTHORISED.replace("07-08", "08-01")), now=FRIDAY)

        assert last_position() == before

    def test_nor_what_was_removed(self, put):
        source = "<ReferralSource>1A</ReferralSource>"
        identifiers = "<PersonBirthDate>2015-02-03</PersonBirthDate>"
        put(child(referral(source), identifiers=identifiers))
        for stored in stream_events(CHILD):
            redact(stream=CHILD, event_id=stored.id, reason="The wrong child.", by=MANAGER, now=FRIDAY)
        before = last_position()
        summary = put(child(referral(source), identifiers=identifiers), now=FRIDAY)

        assert (last_position(), summary.events_added, summary.facts_added) == (before, 0, 0)
        assert "1A" not in str(stream_events(CHILD))


class TestRepeatedChildren:
    """Some systems write a child once for every referral, and some write two different children under one number."""

    def test_rows_of_both_are_used(self, put):
        put(child(referral()), child(referral(start="2025-09-01")))

        assert Episode.objects.filter(stream=CHILD).count() == 2

    def test_an_exact_repetition_adds_nothing(self, put):
        summary = put(assessed(), assessed())

        assert (summary.events_added, summary.already_there) == (4, 4)

    def test_a_repetition_that_says_more_of_the_same_referral_adds_that(self, put):
        put(child(referral()), assessed(AUTHORISED))

        assert names()[-1] == "assessment/assessment-concluded"
        assert Episode.objects.filter(pathway="referral").count() == 1

    @pytest.mark.parametrize("count", [2, 3])
    def test_repetitions_that_disagree_do_not_correct_each_other(self, put, count):
        days = ["07-08", "08-01", "09-30"][:count]
        children = [assessed(AUTHORISED.replace("07-08", day)) for day in days]
        summary = put(*children)
        before = last_position()

        assert summary.events_corrected == 0
        assert Episode.objects.filter(pathway="referral").count() == count
        again = put(*children, now=FRIDAY)
        assert (again.events_added, again.events_corrected, last_position()) == (0, 0, before)

    def test_a_fact_in_which_they_disagree_is_listed_and_the_first_is_used(self, put):
        born = "<PersonBirthDate>2015-02-{}</PersonBirthDate>"
        children = [child(referral(), identifiers=born.format(day)) for day in ("03", "04")]
        summary = put(*children)

        assert Subject.objects.get().born.isoformat() == "2015-02-03"
        (problem,) = [one for one in summary.problems if one.severity is Severity.IGNORED]
        assert (problem.topic, problem.value, problem.child) == (Topic.REPEATED, "2015-02-04", "SYN00000001")
        before = last_position()
        put(*children, now=FRIDAY)
        assert last_position() == before

    def test_also_when_they_stand_in_different_batches(self, put, monkeypatch):
        monkeypatch.setattr(importing, "CHILDREN_AT_ONCE", 2)
        others = [child(referral(), la_child_id=f"SYN0000010{number}") for number in range(5)]
        children = [assessed(AUTHORISED), *others, assessed()]
        put(*children)
        before = last_position()
        put(*children, now=FRIDAY)

        assert last_position() == before


class TestAreas:
    def test_the_authority_decides_whose_procedures_hold(self, put):
        summary = put(assessed())

        assert summary.area == "cambridgeshire-peterborough"
        assert {one.pin.partition("@")[0] for one in Episode.objects.all()} == {"cambridgeshire-peterborough"}
        assert KeptPack.objects.count() == 1

    def test_another_area_can_be_chosen(self, put):
        put(assessed(), area="national")

        assert {one.pin.partition("@")[0] for one in Episode.objects.all()} == {"national"}
        assert Duty.objects.get(duty="assessment/conclude-assessment").due == "2025-08-04"

    def test_a_second_import_under_another_area_leaves_the_pins(self, put):
        put(assessed())
        before = tables()
        put(assessed(), area="national")

        assert tables() == before

    def test_two_authorities_with_the_same_child_number_have_two_files(self, put):
        put(assessed())
        put(assessed(), header=HAMPSHIRE)

        assert sorted(Subject.objects.values_list("stream", "area")) == [
            ("child:850:SYN00000001", "hampshire"),
            (CHILD, "cambridgeshire-peterborough"),
        ]

    def test_duties_that_a_return_cannot_show_are_marked(self, put):
        put(assessed())
        shown = dict(Duty.objects.values_list("duty", "observable"))

        assert shown["assessment/conclude-assessment"] is True
        assert shown["referral/acknowledge"] is False


class TestDatesOutsideTheCalendar:
    def test_they_are_listed_and_the_rest_is_imported(self, put):
        summary = put(
            assessed(AUTHORISED.replace("2025", "9999")), child(referral(start="0001-01-01"), la_child_id="SYN2")
        )

        assert [line.rpartition(": ")[2] for line in summary.unusable_dates] == [
            "9999-07-08 (the year is not between 1900 and 2199)",
            "0001-01-01 (the year is not between 1900 and 2199, so nothing of this row is used)",
        ]
        assert len(names()) == 4

    @pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
    def test_the_first_and_the_last_days_of_the_calendar_do_no_harm(self, put, day):
        put(child(referral(start=day)))

        assert rebuild(now=FRIDAY) == 1


class TestAllOrNothing:
    @pytest.fixture(autouse=True)
    def _something_is_there(self, put):
        put(child(referral(), la_child_id="SYN0000000X"))

    def test_a_file_that_breaks_off_changes_nothing(self, tmp_path):
        before = last_position(), tables(), KeptPack.objects.count()
        path = tmp_path / "torn.xml"
        path.write_text(census(*(assessed(la_child_id=f"SYN{n:08}") for n in range(600)))[:-30])
        with pytest.raises(CensusFileError, match="Line"):
            import_census(path, now=FRIDAY, by="cin-import", area="southampton")

        assert (last_position(), tables(), KeptPack.objects.count()) == before

    def test_a_file_that_changes_between_the_two_readings_changes_nothing(self, tmp_path, monkeypatch):
        before = last_position(), tables()
        monkeypatch.setattr(importing, "CHILDREN_AT_ONCE", 2)
        path = tmp_path / "torn.xml"
        path.write_text(census(*(assessed(la_child_id=f"SYN{n:08}") for n in range(9)))[:-30])
        monkeypatch.setattr(importing, "check_whole_file", lambda path, progress: importing.Count())
        monkeypatch.setattr(importing.Count, "size", 1, raising=False)
        with pytest.raises(CensusFileError):
            import_census(path, now=FRIDAY, by="cin-import")

        assert (last_position(), tables()) == before

    def test_a_failure_in_our_own_tables_changes_nothing(self, put, monkeypatch):
        from waymark.casefile import projections

        before = last_position()

        def broken(files):
            raise RuntimeError("disk full")

        monkeypatch.setattr(projections, "followers", [broken])
        with pytest.raises(RuntimeError, match="disk full"):
            put(assessed())

        assert last_position() == before


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_returns_that_others_made_are_imported_whole_and_once(path):
    summary = import_census(path, now=FRIDAY, by="cin-import")
    position, rows = last_position(), tables()
    for kind, count in summary.counts.items():
        assert count.adds_up, f"{kind}: {count}"
    assert set(summary.counts) == set(KINDS)
    assert summary.counts["Child"].read == summary.children

    again = import_census(path, now=FRIDAY, by="cin-import")
    assert (again.events_added, again.events_corrected, again.facts_added) == (0, 0, 0)
    assert again.already_there == summary.events_added + summary.already_there
    assert (last_position(), tables()) == (position, rows)


def test_one_batch_asks_the_database_as_often_for_many_children_as_for_few(put):
    def asked(count):
        children = [assessed(AUTHORISED, la_child_id=f"SYN{count:04}{number:04}") for number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            put(*children)
        return len(captured)

    put(assessed())
    assert asked(120) == asked(3)


PIECES = some.sampled_from(
    [
        "<Child>",
        "</Child>",
        "<CINdetails>",
        "</CINdetails>",
        "<CINreferralDate>2025-06-02</CINreferralDate>",
        "<CINreferralDate>0001-01-01</CINreferralDate>",
        "<ChildIdentifiers><LAchildID>SYN1</LAchildID></ChildIdentifiers>",
        "<ChildIdentifiers><LAchildID>S:Y|N%\u200b\u202e</LAchildID></ChildIdentifiers>",
        f"<ChildIdentifiers><LAchildID>{'9' * 100}</LAchildID></ChildIdentifiers>",
        ASSESSMENT.format(AUTHORISED),
        ASSESSMENT.format("<FactorsIdentifiedAtAssessment><AssessmentFactors>\u0000</AssessmentFactors>"),
        "<CINclosureDate>9999-12-31</CINclosureDate>",
        "<PersonBirthDate>2999-12-31</PersonBirthDate>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "<?php ?>",
        "]]>",
        "stray",
        "</Children>",
        "<Children>",
        "<Header><Source><LEA>\u00e9:%|" + "8" * 300 + "</LEA></Source></Header>",
        "\u2028",
    ]
)
WELL_FORMED = some.lists(
    some.builds(
        lambda number, born, start, inside: child(
            referral(inside, start=start), identifiers=f"<PersonBirthDate>{born}</PersonBirthDate>", la_child_id=number
        ),
        some.sampled_from(["SYN1", "SYN2", "S:1", "%", "9" * 100, "a b", "\u200b"]),
        some.sampled_from(["2015-02-03", "0001-01-01", "9999-12-31", "2999-12-31", "x", ""]),
        some.sampled_from(["2025-06-02", "2025-06-03", "1900-01-01", "2199-12-31", "0001-01-01"]),
        some.lists(
            some.sampled_from(
                [
                    ASSESSMENT.format(AUTHORISED),
                    ASSESSMENT.format(""),
                    ASSESSMENT.format(AUTHORISED.replace("2025", "1900")),
                    "<Section47><S47ActualStartDate>2025-06-10</S47ActualStartDate></Section47>",
                    "<Section47><S47ActualStartDate>2999-12-31</S47ActualStartDate></Section47>",
                    "<ChildProtectionPlans><CPPstartDate>2025-06-01</CPPstartDate></ChildProtectionPlans>",
                    "<CINclosureDate>2025-01-01</CINclosureDate>",
                ]
            ),
            max_size=4,
        ).map("".join),
    ),
    max_size=5,
)
TRIES = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


class TestHostileFiles:
    """Whatever the file is: it is imported whole, or refused in words with nothing changed."""

    def attempt(self, folder, content):
        from django.db import transaction

        path = folder / "hostile.xml"
        path.write_bytes(content)
        with transaction.atomic():
            before, rows = last_position(), tables()
            refused = ""
            try:
                summary = import_census(path, now=FRIDAY, by="cin-import")
            except CensusFileError as fault:
                refused = str(fault)
            if refused:
                assert (last_position(), tables()) == (before, rows)
            else:
                assert all(count.adds_up for count in summary.counts.values())
                position = last_position()
                import_census(path, now=FRIDAY, by="cin-import")
                assert last_position() == position, "a second import adds nothing"
            transaction.set_rollback(True)

    @TRIES
    @given(some.lists(PIECES, max_size=12))
    def test_pieces_in_any_order(self, tmp_path, pieces):
        self.attempt(tmp_path, census(*pieces).encode())

    @TRIES
    @given(children=WELL_FORMED)
    def test_children_of_every_sort(self, tmp_path, children):
        self.attempt(tmp_path, census(*children).encode())

    @TRIES
    @given(where=some.integers(0, 2000), byte=some.binary(min_size=1, max_size=3), cut=some.booleans())
    def test_a_good_file_with_bytes_changed_or_cut_off(self, tmp_path, where, byte, cut):
        content = census(assessed(AUTHORISED), child(referral(), la_child_id="SYN2")).encode()
        where %= len(content)
        self.attempt(tmp_path, content[:where] if cut else content[:where] + byte + content[where + len(byte) :])

    @TRIES
    @given(some.binary(max_size=200))
    def test_any_bytes(self, tmp_path, content):
        self.attempt(tmp_path, content)


def test_every_event_of_an_import_is_a_whole_history(put):
    """What was written can be read back as the same events, in the same order."""
    put(assessed(AUTHORISED))
    events = file_of(CHILD).history.events

    assert [one.kind for one in events] == [Kind.OPENED, Kind.DONE, Kind.OPENED, Kind.DONE, Kind.DONE]
    assert all(one.occurred.known_to_the_day for one in events)
