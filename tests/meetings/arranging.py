"""A strategy discussion about Ambrosia, as social care arranges and holds it."""

from tests.access.people import agency
from tests.cast import AMBROSIA, FRIDAY, MANAGER, THURSDAY, WEDNESDAY, WORKER, at, decide, refer
from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.casefile.models import Episode
from waymark.meetings.actions import arrange
from waymark.meetings.book import Invited

DISCUSSION = "strategy-discussion/strategy-discussion"
EVERYBODY = (
    Invited(member="social-care", name="Wilhelmina Socialwork"),
    Invited(member="police", name="Philippa Constable", agency="solent-police"),
    Invited(member="health", agency="solent-health"),
)


def discussion_is_owed():
    """A referral on which section 47 is to be considered, and the agencies. Out: the episode of the strategy discussion."""
    refer()
    decide("section-47-enquiries")
    for slug in ("solent-police", "solent-health"):
        agency(slug)
    return Episode.objects.get(pathway="strategy-discussion").id


def arranged(episode, **changes):
    """The id of a discussion arranged on Wednesday for Thursday."""
    said = {
        "stream": AMBROSIA, "episode": episode, "step": DISCUSSION, "starts": at(THURSDAY), "place": "Civic Office, room 2",
        "chair": "Montgomery Teamlead", "note": "Bring chronologies.", "invited": EVERYBODY, "by": MANAGER, "now": WEDNESDAY,
    }  # fmt: skip
    return arrange(**said | changes)


def held(when=FRIDAY, **changes):
    """The id of the act with which it is recorded as held."""
    said = {
        "name": DISCUSSION, "occurred": at(when), "option": "section-47-joint", "present": ("social-care", "police", "health"),
    }  # fmt: skip
    stored = record(stream=AMBROSIA, act=Act(**said | changes), by=WORKER, area="national", now=when)
    return stored[0].payload["id"]
