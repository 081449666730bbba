"""What holds of every pack and history, whatever they say: of order, of increments, of time, of what is unknown."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import yaml
from hypothesis import given

from tests.agreement.cases import Case, seeded_cases, seeds, tried
from tests.agreement.comparing import everything
from waymark.procedures.evaluation import Running, Situation, State
from waymark.procedures.evaluation.barriers import Verdict
from waymark.procedures.history import Event, History, Kind, event_order, in_order_of_recording
from waymark.procedures.loading import Library


@tried(60)
@given(seeds)
def test_the_order_in_which_events_and_facts_are_given_does_not_matter(seed):
    for case in seeded_cases(seed):
        events, facts = list(case.history.recorded_events), list(case.history.given)
        case.shuffled().shuffle(events)
        case.shuffled().shuffle(facts)
        assert everything(case.situation(History(events, facts))) == everything(case.situation())


@tried(30)
@given(seeds)
def test_the_order_of_files_and_of_entries_does_not_matter(seed):
    for case in seeded_cases(seed, histories=2):
        turned = replace_pack(case)
        assert everything(turned.situation()) == everything(case.situation())


def replace_pack(case: Case) -> Case:
    """The same case under the same pack, written the other way round. (The rows of a table have an order of their own.)"""
    files = {}
    for path, text in reversed(case.written.files.items()):
        words = yaml.safe_load(text)
        for section in ("steps", "duties", "gates", "cautions", "facts", "roles"):
            if section in words:
                words[section] = dict(reversed(words[section].items()))
        files[path] = yaml.safe_dump(words, sort_keys=False, width=1000)
    written = object.__new__(type(case.written))
    written.files, written.pack = files, Library(files).pack("somewhere")
    return replace(case, written=written)


def as_recorded(events: list[Event], chance: random.Random) -> list[Event]:
    return list(in_order_of_recording(events))


def as_it_happened(events: list[Event], chance: random.Random) -> list[Event]:
    return sorted(events, key=event_order)


def at_random(events: list[Event], chance: random.Random) -> list[Event]:
    return chance.sample(events, len(events))


@pytest.mark.parametrize("order", [as_recorded, as_it_happened, at_random])
@tried(30)
@given(seeds)
def test_adding_events_one_by_one_gives_what_evaluating_from_the_start_gives(
    order: Callable[[list[Event], random.Random], list[Event]], seed
):
    for case in seeded_cases(seed, histories=2):
        events = order(list(case.history.recorded_events), case.shuffled())
        now = min(case.now, *(event.occurred.start for event in events))
        running, known = Running(History((), case.history.given), case.pack, now), []
        for event in events:
            known.append(event)
            now = max(now, min(case.now, event.occurred.start))
            situation = running.add(event, now)
            assert everything(situation) == everything(case.situation(History(known, case.history.given), now)), case


@tried(60)
@given(seeds)
def test_evaluating_twice_gives_the_same_in_whatever_order_one_asks(seed):
    for case in seeded_cases(seed):
        situation = case.situation()
        for standing in reversed(situation.episodes.values()):
            _ = (standing.access, standing.steps, standing.open_musts, standing.facts, standing.cautions)
        assert everything(situation) == everything(situation) == everything(case.situation())


@tried(60)
@given(seeds)
def test_what_stood_at_a_moment_does_not_depend_on_what_happened_later(seed):
    for case in seeded_cases(seed):
        history = History(acts_since_opening(case.history), case.history.given)
        earlier = history.occurred_by(case.now)
        assert everything(case.situation(earlier)) == everything(case.situation(history))


def acts_since_opening(history: History) -> Iterator[Event]:
    """Without acts in an episode before it was opened: only its opening says to whom those belong."""
    for event in history.events:
        episode = history.episodes.get(event.episode)
        if episode is not None and event_order(event) >= event_order(episode.opened):
            yield event


@tried(60)
@given(seeds)
def test_time_alone_never_changes_how_something_ended_nor_when_something_arose(seed):
    for case in seeded_cases(seed):
        history = case.history.occurred_by(case.now)
        later = max(case.now, case.now.replace(year=2026, month=5, day=20))
        before, after = case.situation(history), case.situation(history, later)
        instances = {instance.id: instance for instance in after.duties}
        for instance in before.duties:
            # What is only told later, and what replaces or keeps another, may still be seen otherwise.
            if instance.duty.again != "each" or instance.duty.when is not None or instance.duty.every is not None:
                continue
            then = instances[instance.id]
            assert (then.arose, then.member) == (instance.arose, instance.member), case
            if instance.ended is not None:
                assert (then.state, then.ended, then.due) == (instance.state, instance.ended, instance.due), case


@tried(60)
@given(seeds)
def test_what_is_told_without_an_answer_is_told_the_same_with_any_answer(seed):
    for case in seeded_cases(seed, plain=True):
        silent = History([replace(event, answers={}) for event in case.history.recorded_events], case.history.given)
        before, after = case.situation(silent), case.situation()
        for name, standing in before.episodes.items():
            for fact, value in standing.facts.items():
                assert value is None or value == after.episodes[name].facts[fact], (fact, case)
            sure = {held.caution.name for held in standing.cautions if held.ruled}
            assert sure <= {held.caution.name for held in after.episodes[name].cautions if held.ruled}, case


@tried(60)
@given(seeds)
def test_what_is_unknown_neither_shuts_nor_forbids_nor_ends_anything(seed):
    for case in seeded_cases(seed):
        situation = case.situation()
        for standing in situation.episodes.values():
            unsure = {held.caution for held in standing.cautions if held.ruled is None}
            assert not unsure & {situation_caution(standing, i.held_by) for i in standing.duties if i.held_by}, case
            for step in standing.pack.steps.values():
                for barrier in standing.barriers(step):
                    assert barrier.rule not in unsure or not barrier.refuses, case
                    assert barrier.verdict is not Verdict.ANSWER_FIRST or barrier.rule in standing.pack.gates.values()


def situation_caution(standing, name):
    return standing.pack.cautions[name]


@tried(60)
@given(seeds)
def test_instances_are_told_apart_and_make_sense(seed):
    for case in seeded_cases(seed):
        situation = case.situation()
        identities = [instance.id for instance in situation.duties]
        assert len(identities) == len(set(identities)), case
        for instance in situation.duties:
            assert (instance.ended is None) == (instance.state in {State.MAY_ARISE, State.OPEN, State.LATE, State.HELD})
            assert instance.ended_point is None or instance.ended_point >= instance.arose_point, case
            assert not (instance.overran and instance.duty.strength.value == "may"), case
            assert instance.state is not State.LATE or instance.overran, case
            assert instance.state is not State.MET or not instance.overran, case
            assert not instance.binding or instance.duty.strength.value == "must", case


@tried(40)
@given(seeds)
def test_a_closed_episode_offers_nothing_and_owes_only_what_arose_from_or_after_its_closing(seed):
    for case in seeded_cases(seed):
        situation = case.situation()
        for standing in situation.episodes.values():
            if standing.is_open:
                continue
            closing = first_closing(situation, standing.episode.id)
            assert not standing.steps, case
            for instance in standing.duties:
                after = instance.arose_point >= situation.timeline.upon(closing)
                assert not instance.outstanding or after or instance.trigger == closing.cause, case


def first_closing(situation: Situation, episode: str) -> Event:
    events = situation.history.events
    return next(event for event in events if event.kind is Kind.CLOSED and event.episode == episode)
