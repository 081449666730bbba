"""What an area says about its contacts: who may, what is kept, when somebody must look again. The pack stays as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.access.people import reader
from tests.cast import MONDAY, utc
from waymark.casefile.projections import rebuild
from waymark.ledger.queries import stream_events
from waymark.ledger.verification import verify
from waymark.manual.directory import actions
from waymark.manual.directory.actions import Moved
from waymark.manual.directory.entries import Entry, entries_of, entry_named, period_of
from waymark.manual.directory.said import history, said_in, stream_of
from waymark.manual.speaking import BadEntry, NotAllowed
from waymark.procedures.loading import Library
from waymark.procedures.time import Duration, Unit

pytestmark = pytest.mark.django_db

AREA, SHELF = "southampton", "nspcc-fgm-helpline"
PUBLIC_LINE = "southampton-crs"
IN_SIX_MONTHS, A_DAY_LATER = utc(2, month=9), utc(3, month=9)


@pytest.fixture(scope="module")
def pack():
    return Library.read(Path(__file__).parents[3] / "packs").pack(AREA)


@pytest.fixture
def manager():
    return reader("business-manager", name="Perpetua Business")


def entry(pack, name=SHELF, now=MONDAY) -> Entry:
    found = entry_named(pack, name, said_in(AREA, pack.contacts), now)
    assert found is not None
    return found


def confirmed(pack, by, name=SHELF, now=MONDAY):
    actions.confirm(area=AREA, entry=entry(pack, name), seen=actions.seen_at(AREA, name), by=by, now=now)


def test_until_somebody_confirms_it_every_entry_is_due(pack):
    assert all(one.overdue and one.confirmed is None for one in entries_of(pack, {}, MONDAY))


def test_a_confirmation_holds_for_as_long_as_the_pack_says_and_is_loudly_due_after(pack, manager):
    # Given a period of the pack
    assert period_of(pack) == Duration(6, Unit.MONTH)
    # When the business manager confirms an entry on 2 March
    confirmed(pack, manager)
    # Then it holds through 2 September, and is due the day after
    assert entry(pack).confirmed == MONDAY
    assert not entry(pack, now=IN_SIX_MONTHS).overdue
    assert entry(pack, now=A_DAY_LATER).overdue


@pytest.mark.parametrize("role", ["social-worker", "mash-manager", "system-administrator", "partner-representative"])
def test_nobody_else_speaks_for_the_area(pack, role):
    with pytest.raises(NotAllowed):
        confirmed(pack, reader(role))
    assert not stream_events(stream_of(AREA, SHELF))


def test_the_business_manager_of_one_area_does_not_speak_for_another(pack):
    stranger = reader("business-manager", "fenland-council")
    with pytest.raises(NotAllowed):
        confirmed(pack, stranger)


def test_a_correction_stands_over_the_packs_word_with_day_and_reason(pack, manager):
    # When the number is corrected
    actions.correct(
        area=AREA, entry=entry(pack), channels={"phone": " 01632  960123 ", "email": ""}, reason="Rang them.",
        seen=0, by=manager, now=MONDAY,
    )  # fmt: skip
    # Then the area's own word is shown, the pack's is kept beside it, and the story says who and why
    found = entry(pack)
    assert dict(found.contact.channels) == {"phone": "01632 960123"}
    assert found.printed["phone"] == pack.contacts[SHELF].channels["phone"]
    (told,) = history(AREA, SHELF)
    assert (told.reason, told.by, told.at) == ("Rang them.", manager.person, MONDAY)
    # And a later confirmation confirms the corrected number
    confirmed(pack, manager, now=utc(3))
    assert dict(entry(pack).contact.channels) == {"phone": "01632 960123"}
    assert len(history(AREA, SHELF)) == 2


@pytest.mark.parametrize(
    ("channels", "reason", "fault"),
    [
        ({"phone": "01632 960123"}, " ", "reason"),
        ({"phone": "", "email": ""}, "Rang them.", "channels"),
        ({"phone": "0" * 300}, "Rang them.", "phone"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(pack, manager, channels, reason, fault):
    with pytest.raises(BadEntry) as refusal:
        actions.correct(area=AREA, entry=entry(pack), channels=channels, reason=reason, seen=0, by=manager, now=MONDAY)
    assert fault in refusal.value.problems
    assert not history(AREA, SHELF)


def test_a_correction_that_changes_nothing_is_a_confirmation(pack, manager):
    same = pack.contacts[SHELF].channels
    with pytest.raises(BadEntry) as refusal:
        actions.correct(area=AREA, entry=entry(pack), channels=same, reason="Rang.", seen=0, by=manager, now=MONDAY)
    assert "confirm it instead" in refusal.value.problems["channels"]


def test_where_sources_contradict_each_other_one_must_be_chosen_before_it_can_be_confirmed(pack, manager):
    # Given two numbers in the sources
    assert entry(pack, PUBLIC_LINE).open_readings
    with pytest.raises(BadEntry):
        confirmed(pack, manager, PUBLIC_LINE)
    # When the area chooses the second
    actions.choose(area=AREA, entry=entry(pack, PUBLIC_LINE), reading=1, reason="", seen=0, by=manager, now=MONDAY)
    # Then it alone is shown, with what nobody disputes
    found = entry(pack, PUBLIC_LINE)
    assert not found.open_readings
    assert found.contact.channels["phone"] == "023 8083 3336"
    assert found.contact.channels["form"] == pack.contacts[PUBLIC_LINE].channels["form"]
    with pytest.raises(BadEntry):
        actions.choose(area=AREA, entry=found, reading=7, reason="", seen=1, by=manager, now=MONDAY)


def test_two_people_cannot_speak_past_each_other(pack, manager):
    confirmed(pack, manager)
    with pytest.raises(Moved):
        actions.confirm(area=AREA, entry=entry(pack), seen=0, by=manager, now=MONDAY)
    assert len(history(AREA, SHELF)) == 1


def test_when_the_pack_prints_something_else_the_confirmation_no_longer_holds(pack, manager):
    confirmed(pack, manager)
    other = replace(pack.contacts[SHELF], channels={"phone": "01632 960999"})
    changed = replace(pack, contacts={**pack.contacts, SHELF: other})
    found = entry_named(changed, SHELF, said_in(AREA, [SHELF]), MONDAY)
    assert found.pack_moved
    assert (found.confirmed, found.overdue) == (None, True)
    # And the pack's new number is shown, since the area had said nothing of its own
    assert dict(found.contact.channels) == {"phone": "01632 960999"}


def test_each_word_is_one_event_and_no_case_file(pack, manager):
    confirmed(pack, manager)
    (event,) = stream_events(f"contact:{AREA}:{SHELF}")
    assert (event.type, event.role, event.pack) == ("contact-confirmed", "business-manager", AREA)
    assert verify().clean
    assert rebuild(now=MONDAY) == 0


def test_what_many_entries_say_is_asked_at_once(pack, manager, django_assert_num_queries):
    confirmed(pack, manager)
    with django_assert_num_queries(1):
        entries_of(pack, said_in(AREA, pack.contacts), MONDAY)
