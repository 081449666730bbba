"""Histories that were written elsewhere are recorded as they are: the record does not refuse what has happened."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.casefile.tables import tables
from tests.cast import AMBROSIA, BALTHAZAR, MONDAY, WORKER, refer
from waymark.casefile import packs
from waymark.casefile.actions import take_over
from waymark.casefile.models import Episode, KeptPack
from waymark.casefile.projections import rebuild
from waymark.casefile.queries import file_of, situation_of
from waymark.ledger.errors import StreamMoved
from waymark.ledger.queries import last_position
from waymark.procedures.history import History
from waymark.procedures.scenario import read_scenarios

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parents[2] / "packs" / "national" / "examples"


def written(name="referral"):
    """The written histories of a file of examples, each as one child's."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    library = packs.library()
    return read_scenarios(text, name, lambda area, edition: library.pack(area, edition=edition))


def taken_over(scenario, stream):
    events = [replace(one, subject=stream, id=f"{stream}.{one.id}") for one in scenario.history.recorded_events]
    named = {one.id.removeprefix(f"{stream}."): one.id for one in events}
    events = [replace(one, corrects=named.get(one.corrects, ""), cause=named.get(one.cause, "")) for one in events]
    events = [
        replace(one, episode=f"{stream}.{one.episode}", came_from=one.came_from and f"{stream}.{one.came_from}")
        for one in events
    ]
    return stream, History(events, scenario.history.given)


def owed(situation):
    return sorted((one.duty.name, one.state.value, one.due.iso() if one.due else "") for one in situation.duties)


@pytest.mark.parametrize("pathway", ["referral", "early-help", "section-47-enquiry"])
def test_a_written_history_stands_in_the_ledger_as_it_stood_on_paper(pathway):
    for number, scenario in enumerate(written(pathway)):
        stream, history = taken_over(scenario, f"child:demo:{number}")
        take_over(histories=[(stream, history)], by=WORKER, now=MONDAY)

        assert owed(situation_of(file_of(stream), scenario.now)) == owed(scenario.situation())


def test_the_tables_are_those_that_a_rebuild_makes():
    take_over(
        histories=[taken_over(written()[0], AMBROSIA), taken_over(written()[1], BALTHAZAR)], by=WORKER, now=MONDAY
    )
    live = tables()

    assert {one.pin.partition("@")[0] for one in Episode.objects.all()} == {"national"}
    assert KeptPack.objects.count() == 1
    rebuild(now=MONDAY)
    assert tables() == live


def test_a_file_that_is_there_already_is_not_written_into_and_then_nothing_is():
    refer(BALTHAZAR)
    before = last_position()
    histories = [taken_over(written()[0], AMBROSIA), taken_over(written()[1], BALTHAZAR)]
    with pytest.raises(StreamMoved):
        take_over(histories=histories, by=WORKER, now=MONDAY)

    assert last_position() == before
