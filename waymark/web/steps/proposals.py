"""A proposal that waits for a signature, or came back for changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from waymark.agencies.queries import names_of
from waymark.procedures.history import Event
from waymark.procedures.time import Moment
from waymark.web.fields import Raw, raw_of
from waymark.web.steps import asking
from waymark.web.steps.choices import around
from waymark.web.steps.places import Place


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands above the form about a proposal."""

    returned: bool
    who: str
    comment: str
    at: Moment


def sent_back(place: Place, proposal: Event) -> Mapping[str, object] | None:
    """Why a proposal was returned for changes, and by whom; None if it was not."""
    found = place.case.kept.get(f"returned:{proposal.id}")
    return found if isinstance(found, Mapping) else None


def waiting(place: Place) -> Waiting | None:
    """The proposal of this step that waits or was returned; None where there is none."""
    proposal = place.proposal
    if proposal is None:
        return None
    back = sent_back(place, proposal)
    who = str((back or {}).get("by") or proposal.by)
    return Waiting(back is not None, names_of([who])[who], str((back or {}).get("comment") or ""), proposal.occurred)


def returned(place: Place) -> Raw | None:
    """The text of a proposal that was returned, so that it need not be typed again."""
    proposal = place.proposal
    if proposal is None or sent_back(place, proposal) is None:
        return None
    asked, near = place.pack.step_questions(place.step.name), around(place)
    raw: Raw = {}
    for short, value in proposal.answers.items():
        if short in asked:
            raw |= raw_of(asked[short], value, around=near)
    return raw | {
        asking.OPTION: [proposal.option],
        asking.REASON: [proposal.reason],
        "act.present": list(proposal.present),
    }
