"""The synthetic partnership: its record is whole, nothing lies in the future, and everybody in it can sign in."""

from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import RequestFactory

from tests.cast import utc
from waymark.agencies.models import User
from waymark.agencies.roles import ROLES
from waymark.casefile import projections
from waymark.casefile.models import Answer, Episode, Subject
from waymark.demo import building, copying
from waymark.demo.partnership import AREAS, PASSWORD
from waymark.ledger.models import Event
from waymark.ledger.verification import verify
from waymark.meetings.models import Meeting
from waymark.procedures.time import Moment
from waymark.sharing.models import InformationRequest
from waymark.work.models import Duty, OpenFile, Proposal

NOW = utc(18, 14, month=11)
LATER = utc(18, 15, month=11)
TABLES = (Subject, Episode, Answer, Duty, OpenFile, Proposal, Meeting, InformationRequest)
#: Roles that nobody in the demonstration has: whoever set it up looks after its users.
ABSENT = {"system-administrator"}


def rows():
    """Everything that is worked out, but for numbers that each writing gives anew."""
    return {table.__name__: Counter(map(_said, table.objects.values())) for table in TABLES}


def _said(row):
    return tuple(sorted((key, str(value)) for key, value in row.items() if key != "id" or isinstance(value, str)))


def shape():
    """What a seed makes, without the ids that chance gives."""
    episodes = Counter(Episode.objects.values_list("area", "pathway", "opened_at", "closed_at"))
    return Event.objects.count(), episodes, sorted(Subject.objects.values_list("name", flat=True))


@pytest.mark.django_db
def test_nine_children_live_in_three_areas_and_the_record_is_whole():
    # When a demonstration of nine children is built
    built = building.build(children=9, seed=1, now=NOW)
    # Then there are nine files in three areas, of whole histories
    assert built.children == Subject.objects.count() == 9
    assert set(Subject.objects.values_list("area", flat=True)) == set(AREAS)
    assert Event.objects.count() > 200
    assert built.acts > 40
    # And nothing is written or has happened later than now
    events = Event.objects.all()
    assert max(map(str, events.values_list("recorded_at", flat=True))) <= max(str(NOW), Moment.at(NOW).iso())
    assert not [one for one in Episode.objects.all() if one.opened_at > NOW or (one.closed_at and one.closed_at > NOW)]
    # And the record verifies, and what is worked out from it again is the same
    assert verify().clean
    before = rows()
    projections.rebuild(now=NOW)
    assert rows() == before


@pytest.mark.django_db
def test_everybody_of_the_demonstration_can_sign_in():
    building.build(children=1, seed=1, now=NOW)
    request = RequestFactory().post("/account/login/")
    users = {(one.posts.get().role, tuple(one.posts.get().areas)): one for one in User.objects.all()}
    assert {role for role, _ in users} == ROLES.keys() - ABSENT
    assert {area for _, (area,) in users} == set(AREAS)
    for one in list(users.values())[:3]:
        assert authenticate(request, email=one.email, password=PASSWORD) == one
    assert len({one.password for one in users.values()}) == 1
    assert PASSWORD not in next(iter(users.values())).password


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_data():
    assert _made_and_forgotten(seed=5) == _made_and_forgotten(seed=5)


def _made_and_forgotten(seed):
    with transaction.atomic():
        building.build(children=4, seed=seed, now=NOW)
        found = shape()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_copies_are_other_children_with_whole_histories_of_their_own():
    # Given three children
    building.build(children=3, seed=2, now=NOW)
    lived = Event.objects.count()
    # When there are to be thirty, and at least so many events
    made = copying.copy(children=30, events=lived + 500, seed=2, now=LATER)
    # Then there are, with other names and numbers, nothing later than now, and the record verifies
    assert Subject.objects.count() == 3 + made >= 30
    assert Event.objects.count() >= lived + 500
    assert len(set(Subject.objects.values_list("name", "born"))) > 15
    assert not [one for one in Episode.objects.all() if one.opened_at > LATER]
    assert verify().clean
