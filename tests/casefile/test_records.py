"""What is kept about a child beside what was done: who they are, who is around them, marks, warnings."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from tests.cast import AMBROSIA, FRIDAY, MONDAY, TEACHER, THURSDAY, TUESDAY, WEDNESDAY, WORKER, refer, referral
from waymark.casefile import kept, records
from waymark.casefile.errors import BadAct, NotYours
from waymark.casefile.models import Episode, Subject
from waymark.casefile.queries import file_of
from waymark.ledger.errors import StreamMoved
from waymark.ledger.queries import last_position, stream_events
from waymark.people.details import Details
from waymark.people.persons import Person
from waymark.people.queries import EVERYBODY, household_of, search

pytestmark = pytest.mark.django_db

CHILD = Details(
    name="Ambrosia Testcase", born=date(2019, 3, 4), sex="female", nhs_number="999 000 0018", postcode="zz993cz"
)
MOTHER = Person(id="", name="Drusilla Testcase", relationship="mother", in_household=True, parental_responsibility=True)


@dataclass(frozen=True)
class OnlyNewFiles:
    """A referrer: they may begin files in one area and go on with none."""

    area: str

    def may_work_on(self, stream):
        return False

    def may_open_in(self, area):
        return area == self.area


def a_file(details=CHILD, when=MONDAY, **more):
    return records.open_file(details=details, area="national", by=WORKER, now=when, **more)


def kept_of(stream):
    return kept.facts_of(file_of(stream))


class TestOpeningAFile:
    def test_details_and_people_are_kept_and_found(self):
        stream = a_file(people=[MOTHER])
        file = file_of(stream)
        assert kept.details(file) == CHILD.tidied()
        assert kept.area(file) == "national"
        [mother] = kept.people(file)
        assert (mother.name, mother.parental_responsibility, bool(mother.id)) == ("Drusilla Testcase", True, True)
        assert kept_of(stream)["pr-holders"] == ("Drusilla Testcase",)
        assert [one.stream for one in search(EVERYBODY, nhs_number="9990000018")] == [stream]
        assert Subject.objects.get(stream=stream).area == "national"

    def test_with_the_referral_that_opens_it_by_somebody_who_may_do_no_more_than_refer(self):
        # Given a head teacher who may begin files here and open none
        referrer = replace(TEACHER, scope=OnlyNewFiles("national"))
        # When she refers two children of one family
        streams = [
            records.open_file(
                details=Details(name=name),
                area="national",
                by=referrer,
                now=MONDAY,
                act=referral(MONDAY),
                act_number="one-report",
            )
            for name in ("Ambrosia Testcase", "Balthazar Testcase")
        ]
        # Then each has a file with an open referral, and one act number joins them
        assert set(Episode.objects.values_list("stream", flat=True)) == set(streams)
        acts = [one for stream in streams for one in stream_events(stream) if one.rule == "referral/referral"]
        assert {one.act_number for one in acts} == {"one-report"}
        # And she may not go on in them
        with pytest.raises(NotYours):
            records.change_details(stream=streams[0], details=CHILD, by=referrer, now=TUESDAY)

    def test_nothing_is_written_of_a_file_that_cannot_be(self):
        with pytest.raises(BadAct) as fault:
            a_file(Details(nhs_number="9990000019"))
        assert fault.value.faults.keys() == {"nhs_number"}
        with pytest.raises(BadAct):
            a_file(act=replace(referral(MONDAY), name="referral/no-such-step"))
        assert last_position() == 0

    def test_elsewhere_no_file_is_begun(self):
        with pytest.raises(NotYours):
            records.open_file(
                details=CHILD, area="hampshire", by=replace(TEACHER, scope=OnlyNewFiles("national")), now=MONDAY
            )


class TestDetails:
    def test_only_what_changed_is_written(self):
        stream = a_file()
        stored = records.change_details(
            stream=stream,
            details=replace(CHILD, school="Elm Primary"),
            by=WORKER,
            now=TUESDAY,
            expected_sequence=file_of(stream).sequence,
        )
        assert [one.payload["name"] for one in stored] == ["school"]
        assert (stored[0].role, stored[0].agency) == (WORKER.role, WORKER.agency)
        assert (
            records.change_details(
                stream=stream, details=replace(CHILD, school="Elm Primary"), by=WORKER, now=WEDNESDAY
            )
            == []
        )

    def test_a_birth_gives_the_child_a_date_of_birth(self):
        stream = a_file(Details(name="Baby Testcase", due_date=date(2026, 3, 20)))
        assert kept.details(file_of(stream)).unborn
        born = Details(name="Ambrosia Testcase", born=date(2026, 3, 3), due_date=date(2026, 3, 20))
        records.change_details(stream=stream, details=born, by=WORKER, now=WEDNESDAY)
        assert not kept.details(file_of(stream)).unborn

    def test_a_date_of_birth_that_was_another_child_s_is_taken_back(self):
        stream = a_file()
        records.change_details(stream=stream, details=replace(CHILD, born=None), by=WORKER, now=TUESDAY)
        assert kept.details(file_of(stream)).born is None
        assert Subject.objects.get(stream=stream).born is None

    def test_who_has_not_seen_the_newest_changes_nothing(self):
        stream = a_file()
        seen = file_of(stream).sequence
        records.change_details(stream=stream, details=replace(CHILD, school="Elm Primary"), by=WORKER, now=TUESDAY)
        with pytest.raises(StreamMoved):
            records.change_details(
                stream=stream,
                details=replace(CHILD, school="Oak Primary"),
                by=WORKER,
                now=TUESDAY,
                expected_sequence=seen,
            )

    def test_there_is_no_changing_a_file_that_was_never_begun(self):
        with pytest.raises(BadAct, match="no file"):
            records.change_details(stream="child:nobody", details=CHILD, by=WORKER, now=MONDAY)


class TestPeople:
    def test_groups_follow_the_list(self):
        stream = a_file()
        mother = records.put_person(stream=stream, person=MOTHER, by=WORKER, now=TUESDAY)
        father = replace(MOTHER, name="Thaddeus Testcase", relationship="father", in_household=False)
        records.put_person(stream=stream, person=father, by=WORKER, now=TUESDAY)
        assert kept_of(stream)["parents"] == ("Drusilla Testcase", "Thaddeus Testcase")
        assert kept_of(stream)["household"] == ("Drusilla Testcase",)
        # A change under the same id is no second person
        records.put_person(
            stream=stream, person=replace(MOTHER, id=mother, in_household=False), by=WORKER, now=WEDNESDAY
        )
        assert len(kept.people(file_of(stream))) == 2
        assert kept_of(stream)["household"] == ()
        # And who is removed is in no group
        records.remove_person(stream=stream, person=mother, by=WORKER, now=THURSDAY)
        assert kept_of(stream)["parents"] == ("Thaddeus Testcase",)
        with pytest.raises(BadAct, match="not on the list"):
            records.remove_person(stream=stream, person=mother, by=WORKER, now=THURSDAY)

    def test_two_children_are_connected_in_both_files_as_one_act(self):
        girl = a_file()
        boy = a_file(Details(name="Balthazar Testcase", sex="male"))
        stored = records.connect_children(
            a=girl, b=boy, relationship="brother", in_household=True, by=WORKER, now=TUESDAY
        )
        assert len({one.act_number for one in stored}) == 1
        assert {one.stream for one in stored} == {girl, boy}
        [brother], [sister] = kept.people(file_of(girl)), kept.people(file_of(boy))
        assert (brother.stream, brother.relationship, brother.name) == (boy, "brother", "Balthazar Testcase")
        assert (sister.stream, sister.relationship, sister.name) == (girl, "sister", "Ambrosia Testcase")
        assert kept_of(boy)["siblings"] == ("Ambrosia Testcase",)
        assert [one.stream for one in household_of(girl)] == [boy]
        # Saying it again, otherwise, changes and does not add
        records.connect_children(a=girl, b=boy, relationship="half-sibling", by=WORKER, now=WEDNESDAY)
        [again] = kept.people(file_of(girl))
        assert (again.relationship, again.in_household, again.id) == ("half-sibling", True, brother.id)

    def test_a_child_is_not_connected_with_itself_or_without_a_word(self):
        girl, boy = a_file(), a_file(Details(name="Balthazar Testcase"))
        with pytest.raises(BadAct, match="same child"):
            records.connect_children(a=girl, b=girl, relationship="twin", by=WORKER, now=TUESDAY)
        with pytest.raises(BadAct, match="Choose"):
            records.connect_children(a=girl, b=boy, relationship="enemy", by=WORKER, now=TUESDAY)


class TestMarksAndWarnings:
    def test_an_event_is_marked_as_significant_with_what_it_means(self):
        refer(AMBROSIA)
        event = file_of(AMBROSIA).history.events[-1].id
        records.mark(
            stream=AMBROSIA, event=event, significant=True, analysis="The third time this year.", by=WORKER, now=TUESDAY
        )
        found = kept.marks(file_of(AMBROSIA))[event]
        assert (found.significant, found.analysis, found.by) == (True, "The third time this year.", WORKER.person)
        records.mark(stream=AMBROSIA, event=event, significant=False, by=WORKER, now=WEDNESDAY)
        assert not kept.marks(file_of(AMBROSIA))[event].significant
        with pytest.raises(BadAct, match="not in this file"):
            records.mark(stream=AMBROSIA, event="another", significant=True, by=WORKER, now=TUESDAY)

    def test_a_warning_holds_until_it_is_ended_with_a_reason(self):
        stream = a_file()
        dog = records.add_warning(
            stream=stream, kind="dog", text="Two large dogs in the yard.", disclosed=True, manager="Montgomery Teamlead",
            review=date(2026, 3, 6), by=WORKER, now=TUESDAY,
        )  # fmt: skip
        records.add_warning(stream=stream, kind="other", text="The bell is broken.", by=WORKER, now=WEDNESDAY)
        first, second = kept.warnings(file_of(stream))
        assert (first.text, second.kind_in_words, second.disclosed) == ("The bell is broken.", "A dangerous dog", True)
        assert [second.due_for_review(day) for day in (date(2026, 3, 5), date(2026, 3, 6))] == [False, True]
        with pytest.raises(BadAct, match="why"):
            records.end_warning(stream=stream, warning=dog, reason="", by=WORKER, now=THURSDAY)
        records.end_warning(stream=stream, warning=dog, reason="The dogs are gone.", by=WORKER, now=FRIDAY)
        *_, last = kept.warnings(file_of(stream))
        assert (last.id, last.ended, last.why_ended) == (dog, date(2026, 3, 6), "The dogs are gone.")
        with pytest.raises(BadAct, match="no such warning"):
            records.end_warning(stream=stream, warning=dog, reason="Twice", by=WORKER, now=FRIDAY)

    def test_a_warning_says_what_and_is_looked_at_in_the_future(self):
        with pytest.raises(BadAct) as fault:
            records.add_warning(
                stream=a_file(), kind="dragon", text=" ", review=date(2026, 3, 1), by=WORKER, now=MONDAY
            )
        assert fault.value.faults.keys() == {"kind", "text", "review"}
