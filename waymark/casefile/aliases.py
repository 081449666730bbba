"""Which streams are one file: a file that is matched with another stands under the other's stream, and both histories are read as one.

The ledger says so by the kept fact `same-person-as` in the matched stream; it is taken back by writing "". Nothing is copied or moved: each event
stays where it was written. What was written in the common file while two were matched belongs, once that is taken back, to whose episode it
was in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from waymark.casefile.models import Alias, Related
from waymark.casefile.translation import GIVEN
from waymark.ledger import queries as ledger
from waymark.ledger.events import StoredEvent
from waymark.ledger.models import Event as LedgerEvent
from waymark.procedures.history import History

SAME_PERSON = "same-person-as"


def canonical(stream: str) -> str:
    """The stream under which a file stands."""
    return canonical_of([stream])[stream]


def canonical_of(streams: Iterable[str]) -> dict[str, str]:
    """For each stream that under which its file stands, itself where it is matched with none. One question."""
    wanted = list(streams)
    stands_for = dict(Alias.objects.filter(stream__in=wanted).values_list("stream", "stands_for")) if wanted else {}
    return {stream: stands_for.get(stream, stream) for stream in wanted}


def resolved(stream: str, stands_for: Mapping[str, str]) -> str:
    """The end of the way from alias to alias."""
    seen = {stream}
    while (further := stands_for.get(stream)) and further not in seen:
        seen.add(further)
        stream = further
    return stream


def matched_with(streams: Iterable[str]) -> set[str]:
    """Every stream that is, or once was, matched with one of these, over as many matches as there are, and those of these that ever were."""
    found: set[str] = set()
    new = set(streams)
    while new:
        pairs = Related.objects.filter(Q(stream__in=new) | Q(other__in=new)).values_list("stream", "other")
        new = {one for pair in pairs for one in pair} - found
        found |= new
    return found


def stands_for(stored: Mapping[str, Sequence[StoredEvent]]) -> dict[str, str]:
    """What streams' own events say about which is read into which: those that are matched now."""
    found = {}
    for stream, events in stored.items():
        said = matches(events)
        if said and said[-1]:
            found[stream] = said[-1]
    return found


def matches(events: Sequence[StoredEvent]) -> list[str]:
    """Every value that a stream's `same-person-as` has had, in order; "" where it was taken back or redacted."""
    if not any(one.type == GIVEN and one.rule == SAME_PERSON for one in events):
        return []
    return [
        str((one.payload or {}).get("value") or "") for one in events if one.type == GIVEN and one.rule == SAME_PERSON
    ]


def project(streams: Iterable[str]) -> None:
    """Write down anew, from the ledger, with which others these streams ever were matched, and which stands for which among all of those."""
    wanted = list(streams)
    said = _said(wanted)
    Related.objects.filter(stream__in=wanted).delete()
    Related.objects.bulk_create(
        Related(stream=stream, other=other)
        for stream, events in said.items()
        for other in sorted({one for one in matches(events) if one})
    )
    together = matched_with(wanted)
    direct = stands_for(_said(together))
    Alias.objects.filter(stream__in=together).delete()
    Alias.objects.bulk_create(Alias(stream=one, stands_for=resolved(one, direct)) for one in sorted(direct))


def _said(streams: Iterable[str]) -> dict[str, list[StoredEvent]]:
    """By stream the events that say what it is read into, in order."""
    rows = LedgerEvent.objects.filter(stream__in=list(streams), type=GIVEN, rule=SAME_PERSON).order_by(
        "stream", "sequence"
    )
    found: defaultdict[str, list[StoredEvent]] = defaultdict(list)
    for row in rows.values_list(*ledger.STORED):
        event = ledger._stored(row)
        found[event.stream].append(event)
    return found


def project_all() -> None:
    """Empty both tables and write them anew from the whole ledger."""
    Alias.objects.all().delete()
    Related.objects.all().delete()
    matched = LedgerEvent.objects.filter(type=GIVEN, rule=SAME_PERSON).values_list("stream", flat=True).distinct()
    project(list(matched))


def all_matched() -> set[str]:
    """Every stream that is or once was matched with another, as the tables say."""
    return {one for pair in Related.objects.values_list("stream", "other") for one in pair}


def owners(histories: Mapping[str, History]) -> dict[str, str]:
    """For each episode the stream to which it belongs: where it was opened, or, opened in a common file, where it came from."""
    opened = {one.id: (stream, one) for stream, history in histories.items() for one in history.episodes.values()}
    found: dict[str, str] = {}
    for name, (stream, episode) in opened.items():
        seen = {name}
        while episode.came_from in opened and episode.came_from not in seen:
            seen.add(episode.came_from)
            stream, episode = opened[episode.came_from]
        found[name] = stream
    return found
