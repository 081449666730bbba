"""What a reader may see, and what they may write about: decided here and nowhere else.

Every list, count, search, document and export starts from `scope_of(reader)`. Narrower rules (a restricted file, a broken glass) change this
module; callers do not notice (docs/adr/0009).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from waymark.access import files
from waymark.access.errors import Denied, NotFound
from waymark.access.models import Involvement
from waymark.access.projections import OPENS_THE_FILE, Why
from waymark.access.readers import Reader
from waymark.agencies.roles import Sight

#: Those who may tell of a concern about a child in any area.
_REFERS_ANYWHERE = (Sight.OWN_REFERRALS, Sight.INVOLVED)


class Scope:
    """What one reader may see and write about, as things stand now. Made for one request; it remembers what it has looked up."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._places: dict[str, files.Place | None] = {}
        self._reasons: dict[str, frozenset[str]] = {}

    # What lists start from.

    def subjects(self, *, area: str = "area", stream: str = "stream") -> Q:
        """A condition on rows that have a stream and an area, by the names of those fields: the children whose files this reader may open."""
        if self._sees is Sight.AREA:
            return Q(**{f"{area}__in": list(self.reader.areas)})
        if self._sees is Sight.INVOLVED:
            return Q(**{f"{stream}__in": self._involved(*OPENS_THE_FILE).values("stream")})
        return Q(**{f"{stream}__in": []})

    def referrals(self, *, stream: str = "stream") -> Q:
        """A condition on rows that have a stream: the children whom this reader's agency referred, for receipt and outcome only."""
        if not self.reader.agency or self._sees not in (Sight.OWN_REFERRALS, Sight.INVOLVED):
            return Q(**{f"{stream}__in": []})
        rows = Involvement.objects.filter(agency=self.reader.agency, why=Why.REFERRED.value)
        return Q(**{f"{stream}__in": rows.values("stream")})

    # One file.

    def may_see(self, stream: str) -> bool:
        """Whether they may open the file. `stream` may be an alias of it."""
        return stream in self.may_see_of([stream])

    def may_see_of(self, streams: Iterable[str]) -> set[str]:
        """Which of these files they may open, asked at once."""
        wanted = list(dict.fromkeys(streams))
        places = self._look_up(wanted)
        if self._sees is Sight.AREA:
            return {one for one in wanted if (place := places[one]) and place.area in self.reader.areas}
        if self._sees is Sight.INVOLVED:
            reasons = self._reasons_for({place.stream for place in places.values() if place} | set(wanted))
            opens = {one for one, found in reasons.items() if found & {why.value for why in OPENS_THE_FILE}}
            return {one for one in wanted if (place := places[one]) and opens & {one, place.stream}}
        return set()

    def may_work_on(self, stream: str) -> bool:
        """Whether they may write in the file; which steps is for the pack to say. (This is what `casefile.acts.Actor.scope` asks.)"""
        return self.may_see(stream)

    def may_open_in(self, area: str) -> bool:
        """Whether they may begin a file about somebody new in an area: the front door of that area, and whoever refers."""
        if self._sees is Sight.AREA:
            return area in self.reader.areas
        return self._sees in _REFERS_ANYWHERE

    def may_see_referral(self, stream: str) -> bool:
        """Whether they may see that a referral came in and what came of it."""
        return self.may_see(stream) or (self._sees in _REFERS_ANYWHERE and self._has(stream, Why.REFERRED))

    def may_answer_for(self, agency: str) -> bool:
        """Whether they may read what this agency was asked, and answer for it: its representatives, not everybody who works there."""
        return self._sees is Sight.INVOLVED and bool(agency) and agency == self.reader.agency

    def may_see_request(self, stream: str, agency: str) -> bool:
        """Whether they may see information asked of an agency about a child: those who may open the file, and those who were asked."""
        return self.may_answer_for(agency) or self.may_see(stream)

    def require_file(self, stream: str) -> str:
        """The stream under which the file stands. Errors: NotFound where the reader may not know of it, Denied (with why) where they do."""
        place = self._look_up([stream])[stream]
        if place is not None and self.may_see(stream):
            return place.stream
        if self._sees in _REFERS_ANYWHERE and place is not None:
            reasons = self._reasons_for({stream, place.stream})
            known = reasons[stream] | reasons[place.stream]
            if Why.ASKED.value in known:
                raise Denied(
                    "Your agency was asked for information about this child. You see the question, not the file."
                )
            if Why.REFERRED.value in known:
                raise Denied("Your agency referred this child. You see what became of the referral, not the file.")
        raise NotFound

    # How it is found out.

    @cached_property
    def _sees(self) -> Sight:
        return self.reader.role.sees

    def _look_up(self, streams: Collection[str]) -> dict[str, files.Place | None]:
        if new := [one for one in streams if one not in self._places]:
            found = files.places(new)
            self._places |= {one: found.get(one) for one in new}
        return {one: self._places[one] for one in streams}

    def _involved(self, *reasons: Why):
        return Involvement.objects.filter(
            agency=self.reader.agency, why__in=[one.value for one in reasons], until__isnull=True
        )

    def _has(self, stream: str, why: Why) -> bool:
        place = self._look_up([stream])[stream]
        both = {stream, place.stream} if place else {stream}
        return any(why.value in found for found in self._reasons_for(both).values())

    def _reasons_for(self, streams: set[str]) -> dict[str, frozenset[str]]:
        """Why the reader's agency has to do with each of these, at present; that it referred does not end."""
        if new := streams - self._reasons.keys():
            rows = Involvement.objects.filter(agency=self.reader.agency, stream__in=new)
            rows = rows.filter(Q(until__isnull=True) | Q(why=Why.REFERRED.value)).values_list("stream", "why")
            found: dict[str, set[str]] = {one: set() for one in new}
            for one, why in rows:
                found[one].add(why)
            self._reasons |= {one: frozenset(whys) for one, whys in found.items()}
        return {one: self._reasons[one] for one in streams}


@dataclass(frozen=True, slots=True)
class Sending:
    """For the length of one sending: whoever reports a concern, with an account or none, begins these files and writes in no other.

    Also for one narrow entry of somebody who does not see the file (an answer to what they were asked): the action that grants it has asked first.
    """

    streams: frozenset[str] = frozenset()

    def may_work_on(self, stream: str) -> bool:
        """Only what this sending has begun, or was granted."""
        return stream in self.streams

    def may_open_in(self, area: str) -> bool:
        """A concern may be reported about a child anywhere."""
        return True


def scope_of(reader: Reader) -> Scope:
    """What this reader may see and write about."""
    return Scope(reader)


def require_file(reader: Reader, stream: str) -> str:
    """The stream under which the file stands. Errors: NotFound where the reader may not know of it, Denied (with why) where they do."""
    return scope_of(reader).require_file(stream)
