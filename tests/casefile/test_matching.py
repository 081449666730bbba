"""Two files turn out to be one child: both histories are read as one, and that can be taken back."""

from dataclasses import dataclass, replace

import pytest

from tests.casefile.tables import tables
from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    CLEMENTINA,
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    at,
    decide,
    next_step,
    refer,
)
from waymark.casefile import actions, aliases, matching, projections
from waymark.casefile.actions import correct, give, record, redact
from waymark.casefile.errors import BadAct, NotYours
from waymark.casefile.matching import match, unmatch
from waymark.casefile.models import Episode, Subject
from waymark.casefile.queries import all_files, file_of, files_of, find_subject, situation_of
from waymark.ledger import actions as ledger
from waymark.ledger.errors import StreamMoved
from waymark.ledger.queries import stream_events, stream_sequence
from waymark.people.persons import Person
from waymark.people.queries import EVERYBODY, search
from waymark.procedures.history import Given
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db

KNOWN, NEW = AMBROSIA, BALTHAZAR


def say(stream, when, **facts):
    given = [Given(name=name.replace("_", "-"), value=value) for name, value in facts.items()]
    return give(stream=stream, given=given, by=WORKER, occurred=at(when), now=when)


def matched(when=WEDNESDAY, stream=NEW, into=KNOWN, by=WORKER):
    return match(stream=stream, into=into, by=by, reason="Same NHS number", now=when)


def taken_back(when=FRIDAY, stream=NEW):
    return unmatch(stream=stream, by=WORKER, reason="Two cousins of one name", now=when)


def two_files():
    """A child who is known since Monday, and a referral on Tuesday about a child of nearly the same name."""
    refer(KNOWN, MONDAY)
    say(KNOWN, MONDAY, name="Ambrosia Testcase", school="Elm Primary")
    refer(NEW, TUESDAY)
    say(NEW, TUESDAY, name="Amber Testcase", postcode="ZZ99 3CZ")


def facts(stream, **when):
    return {one.name: one.value for one in file_of(stream, **when).history.given}


def same_after_a_rebuild(now=FRIDAY):
    before = tables()
    projections.rebuild(now=now)
    return tables() == before


class TestMatching:
    def test_both_names_open_one_file_with_both_histories(self):
        # Given two files
        two_files()
        # When they are matched
        matched()
        # Then either name opens one file, with the referrals of both
        for name in (KNOWN, NEW):
            file = file_of(name)
            assert (file.stream, file.aliases) == (KNOWN, (NEW,))
            assert len(file.history.episodes) == 2
            assert {event.subject for event in file.history.events} == {KNOWN}
        assert [file.stream for file in all_files()] == [KNOWN]
        assert [file.stream for file in files_of([NEW, CLEMENTINA, KNOWN])] == [KNOWN, CLEMENTINA, KNOWN]

    def test_episodes_and_duties_stand_under_the_file_that_stays(self):
        two_files()
        matched()
        assert set(Episode.objects.values_list("stream", flat=True)) == {KNOWN}
        assert set(Duty.objects.values_list("stream", flat=True)) == {KNOWN}
        assert list(Subject.objects.values_list("stream", flat=True)) == [KNOWN]
        assert find_subject(NEW).stream == KNOWN
        assert find_subject("Balthazar-Placeholder").stream == KNOWN

    def test_what_was_known_stays_and_what_the_other_adds_is_added(self):
        two_files()
        matched()
        assert facts(NEW)["name"] == "Ambrosia Testcase"
        assert facts(KNOWN)["school"] == "Elm Primary"
        assert facts(KNOWN)["postcode"] == "ZZ99 3CZ"
        assert [one.stream for one in search(EVERYBODY, postcode="ZZ99 3CZ")] == [KNOWN]

    def test_the_family_is_that_of_both(self):
        two_files()
        mother = Person(id="1", name="Drusilla Testcase", relationship="mother", in_household=True)
        say(NEW, TUESDAY, **{"person:1": mother.row(), "parents": ("Drusilla Testcase",)})
        say(
            KNOWN,
            TUESDAY,
            **{"person:2": replace(mother, id="2", name="Thaddeus Testcase", relationship="father").row()},
        )
        matched()
        assert facts(KNOWN)["parents"] == ("Thaddeus Testcase", "Drusilla Testcase")
        taken_back()
        assert facts(KNOWN)["parents"] == ("Thaddeus Testcase",)
        assert facts(NEW)["parents"] == ("Drusilla Testcase",)

    def test_an_act_in_the_other_s_episode_goes_on_in_the_common_file(self):
        # Given a match
        two_files()
        matched()
        [referred] = [one.id for one in file_of(NEW).history.episodes.values() if one.opened.occurred == at(TUESDAY)]
        before = stream_sequence(NEW)
        # When somebody decides in the newer referral, under the name that they know
        stored = record(
            stream=NEW, act=next_step(THURSDAY, "section-17-assessment", episode=referred), by=WORKER, area="national", now=THURSDAY,
            expected_sequence=file_of(NEW).sequence,
        )  # fmt: skip
        # Then it stands in the common file, with what it opens
        assert {one.stream for one in stored} == {KNOWN}
        assert stream_sequence(NEW) == before
        assert "assessment" in set(Episode.objects.filter(stream=KNOWN).values_list("pathway", flat=True))

    def test_the_tables_are_those_that_a_rebuild_makes(self):
        two_files()
        matched()
        decide("section-17-assessment", NEW, THURSDAY)
        assert same_after_a_rebuild()

    def test_a_rebuild_finds_the_match_again_when_every_table_is_lost(self):
        two_files()
        matched()
        before = tables()
        for model in (aliases.Alias, aliases.Related, Episode, Subject):
            model.objects.all().delete()
        projections.rebuild(now=WEDNESDAY)
        assert tables() == before

    def test_a_rebuild_takes_away_a_match_that_no_event_says(self):
        two_files()
        before = tables()
        aliases.Alias.objects.create(stream=NEW, stands_for=KNOWN)
        aliases.Related.objects.create(stream=NEW, other=KNOWN)
        Episode.objects.filter(stream=NEW).update(stream=KNOWN)
        projections.rebuild(now=TUESDAY)
        assert tables() == before


class TestTakingBack:
    def test_each_file_has_again_what_is_its_own(self):
        two_files()
        before = tables()
        matched()
        taken_back()
        for stream in (KNOWN, NEW):
            assert file_of(stream).stream == stream
            assert len(file_of(stream).history.episodes) == 1
        # (the rows are the same but for where the streams stand)
        after = tables()
        for name in ("episodes", "answers", "known", "sounds", "aliases"):
            assert after[name] == before[name], name

    def test_what_was_done_meanwhile_goes_with_the_episode_in_which_it_was_done(self):
        # Given a decision in the newer referral, recorded while the files were matched
        two_files()
        matched()
        decide("section-17-assessment", NEW, THURSDAY)
        # When the match is taken back
        taken_back()
        # Then the assessment is the second child's, although it was written in the first one's stream
        assert {one.pathway for one in file_of(NEW).history.episodes.values()} == {"referral", "assessment"}
        assert {one.pathway for one in file_of(KNOWN).history.episodes.values()} == {"referral"}
        assert {event.subject for event in file_of(NEW).history.events} == {NEW}
        assert same_after_a_rebuild()

    def test_work_goes_on_in_what_was_written_meanwhile(self):
        two_files()
        matched()
        stored = decide("section-17-assessment", NEW, THURSDAY)
        taken_back()
        [decision] = [one for one in stored if one.rule == "referral/next-step"]
        correct(
            stream=NEW,
            event_id=decision.id,
            act=next_step(THURSDAY, "no-further-action"),
            by=WORKER,
            reason="Misread",
            now=FRIDAY,
        )
        assert {one.pathway for one in file_of(NEW).history.episodes.values()} == {"referral"}
        with pytest.raises(BadAct, match="no episode"):
            correct(stream=KNOWN, event_id=decision.id, act=None, by=WORKER, reason="Not here", now=FRIDAY)
        assert same_after_a_rebuild()

    def test_it_can_be_matched_again(self):
        two_files()
        matched()
        taken_back(THURSDAY)
        matched(FRIDAY)
        assert file_of(NEW).stream == KNOWN
        assert same_after_a_rebuild()

    def test_a_match_is_taken_back_and_not_redacted_because_what_was_written_meanwhile_is_found_through_it(self):
        two_files()
        [event] = [one for one in matched() if one.rule == aliases.SAME_PERSON]
        with pytest.raises(BadAct, match="Take the match back"):
            redact(stream=NEW, event_id=event.id, by=WORKER, reason="Wrong", now=THURSDAY)
        assert file_of(NEW).stream == KNOWN


class TestAsOf:
    def test_the_file_as_somebody_could_have_read_it_before_the_match(self):
        two_files()
        matched(WEDNESDAY)
        taken_back(FRIDAY)
        assert file_of(NEW, recorded_by=TUESDAY).stream == NEW
        assert file_of(NEW, recorded_by=THURSDAY).stream == KNOWN
        assert len(file_of(KNOWN, recorded_by=THURSDAY).history.episodes) == 2
        assert len(file_of(KNOWN, recorded_by=TUESDAY).history.episodes) == 1
        assert file_of(NEW, recorded_by=FRIDAY).stream == NEW

    def test_what_had_happened_by_a_day_counts_both_histories(self):
        two_files()
        matched()
        assert len(file_of(NEW, occurred_by=MONDAY).history.episodes) == 1
        assert len(file_of(NEW, occurred_by=TUESDAY).history.episodes) == 2


class TestRefused:
    def test_a_file_is_not_read_into_itself(self):
        two_files()
        matched()
        for stream, into in ((KNOWN, KNOWN), (KNOWN, NEW)):
            with pytest.raises(BadAct, match="same file"):
                matched(FRIDAY, stream, into)

    def test_into_an_alias_is_into_the_file_that_it_stands_for(self):
        two_files()
        matched()
        refer(CLEMENTINA, WEDNESDAY)
        matched(THURSDAY, CLEMENTINA, NEW)
        assert file_of(CLEMENTINA).stream == KNOWN
        assert stream_events(CLEMENTINA)[-1].payload["value"] == KNOWN
        assert len(file_of(KNOWN).history.episodes) == 3
        assert same_after_a_rebuild()

    def test_a_file_into_which_another_is_read_takes_it_along(self):
        two_files()
        matched()
        refer(CLEMENTINA, WEDNESDAY)
        matched(THURSDAY, KNOWN, CLEMENTINA)
        assert file_of(NEW).stream == CLEMENTINA
        assert len(file_of(NEW).history.episodes) == 3
        assert same_after_a_rebuild()
        taken_back(FRIDAY, KNOWN)
        assert (file_of(NEW).stream, file_of(CLEMENTINA).stream) == (KNOWN, CLEMENTINA)
        assert same_after_a_rebuild()

    def test_a_file_that_is_read_into_another_is_not_matched_a_second_time(self):
        two_files()
        matched()
        refer(CLEMENTINA, WEDNESDAY)
        with pytest.raises(BadAct, match="already"):
            matched(THURSDAY, NEW, CLEMENTINA)

    def test_files_that_are_not_there(self):
        refer(KNOWN)
        with pytest.raises(BadAct, match="no file"):
            matched(stream=CLEMENTINA)
        with pytest.raises(BadAct, match="no file"):
            matched(stream=KNOWN, into=CLEMENTINA)
        with pytest.raises(BadAct, match="not read into"):
            taken_back(stream=KNOWN)

    def test_without_a_reason_nothing_is_matched_or_taken_back(self):
        two_files()
        with pytest.raises(BadAct, match="how you know"):
            match(stream=NEW, into=KNOWN, by=WORKER, reason=" ", now=WEDNESDAY)
        matched()
        with pytest.raises(BadAct, match="Say why"):
            unmatch(stream=NEW, by=WORKER, reason="", now=WEDNESDAY)

    def test_whoever_may_not_work_on_both_matches_neither(self):
        @dataclass(frozen=True)
        class OnlyOne:
            stream: str

            def may_work_on(self, stream):
                return stream == self.stream

        two_files()
        for stream in (KNOWN, NEW):
            with pytest.raises(NotYours):
                matched(by=replace(WORKER, scope=OnlyOne(stream)))

    def test_the_fact_is_not_given_by_hand(self):
        two_files()
        with pytest.raises(BadAct, match="matching"):
            say(NEW, WEDNESDAY, same_person_as=KNOWN)


class TestTwoWriters:
    def test_who_has_not_seen_the_match_writes_nothing(self):
        # Given somebody who has read the newer file before it was matched
        two_files()
        say(KNOWN, TUESDAY, language="English")
        seen = file_of(NEW).sequence
        matched()
        # When they record a decision
        with pytest.raises(StreamMoved):
            record(
                stream=NEW, act=next_step(THURSDAY, "section-17-assessment"), by=WORKER, area="national", now=THURSDAY,
                expected_sequence=seen,
            )  # fmt: skip

    def test_a_write_between_reading_and_matching_is_noticed(self, monkeypatch):
        two_files()
        reading = matching.file_of

        def somebody_writes_after(stream):
            file = reading(stream)
            if stream == KNOWN:
                say(KNOWN, WEDNESDAY, school="Oak Primary")
            return file

        monkeypatch.setattr(matching, "file_of", somebody_writes_after)
        with pytest.raises(StreamMoved):
            matched()

    def test_a_write_in_the_other_stream_between_reading_and_recording_is_noticed(self, monkeypatch):
        two_files()
        matched()
        event = next(one for one in stream_events(NEW) if one.rule == "referral/referral")
        reading = actions.file_of

        def somebody_redacts_after(stream):
            file = reading(stream)
            monkeypatch.undo()
            ledger.redact(event_id=event.id, reason="Third party", by=WORKER.person, now=THURSDAY)
            return file

        monkeypatch.setattr(actions, "file_of", somebody_redacts_after)
        with pytest.raises(StreamMoved):
            decide("section-17-assessment", NEW, THURSDAY)


def test_what_is_owed_is_worked_out_over_both_histories():
    # Given the newer referral, decided after the match under the older name
    two_files()
    matched()
    situation = situation_of(file_of(NEW), WEDNESDAY)
    assert len(situation.of_pathway("referral")) == 2
    # Then a decision in the newest meets what is owed there
    decide("section-17-assessment", KNOWN, THURSDAY)
    states = set(Duty.objects.filter(duty="referral/decide-next-step").values_list("state", flat=True))
    assert states == {"met late", "open"}


def test_files_are_read_with_as_many_questions_when_some_are_matched(django_assert_max_num_queries):
    two_files()
    matched()
    refer(CLEMENTINA, WEDNESDAY)
    with django_assert_max_num_queries(4):
        assert len(list(files_of([KNOWN, NEW, CLEMENTINA]))) == 3
