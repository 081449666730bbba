"""Who else has a referral open at this moment. A courtesy, not a lock: nobody is kept out and nothing depends on it.

It lives in the cache of Django, since it is no part of the record and should vanish by itself. With several server processes the cache must be one
that they share (the DatabaseCache of Django will do); with one process the default is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.cache import cache

from waymark.access.readers import Reader

#: How many seconds somebody counts as there: after a page asked for news by itself, and after a page that may have no script to do so.
AFTER_NEWS, AFTER_PAGE = 45, 600


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody else who has this open, and since when."""

    person: str
    name: str
    since: datetime


def others_at(episode: str, reader: Reader, now: datetime, seconds: int) -> list[Present]:
    """Write down that this reader has the referral open for the next seconds. Out: who else has, the longest there first."""
    key = f"presence-{sha256(episode.encode()).hexdigest()}"
    moment = now.timestamp()
    there = {
        person: (name, since, until)
        for person, (name, since, until) in (cache.get(key) or {}).items()
        if until > moment
    }
    since = there[reader.person][1] if reader.person in there else now
    there[reader.person] = (reader.name, since, moment + seconds)
    cache.set(key, there, AFTER_PAGE)
    found = [Present(person, name, since) for person, (name, since, _) in there.items() if person != reader.person]
    return sorted(found, key=lambda one: (one.since, one.name))
