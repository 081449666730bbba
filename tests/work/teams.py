"""Workers and a team, invented, and giving them children and duties."""

from dataclasses import replace

from tests.cast import AMBROSIA, MANAGER, TUESDAY, WORKER
from waymark.work import actions
from waymark.work.models import Duty

WILHELMINA = WORKER.person
MONTGOMERY = MANAGER.person
#: A second social worker.
IGNATIUS = replace(WORKER, person="person:Ignatius-Newlystarted")
TEAM = "team-north"
ACKNOWLEDGE, DECIDE = "referral/acknowledge", "referral/decide-next-step"


def allocate(stream=AMBROSIA, worker=WILHELMINA, team=TEAM, now=TUESDAY, by=MANAGER, **more):
    actions.allocate(stream=stream, worker=worker, team=team, by=by, now=now, **more)


def duty(name=DECIDE, stream=AMBROSIA):
    """The row of what is owed under a name."""
    return Duty.objects.get(stream=stream, duty=name, listed=True)


def key(name=DECIDE, stream=AMBROSIA):
    return duty(name, stream).key


def who_has(name=DECIDE, stream=AMBROSIA):
    return duty(name, stream).assigned_to
