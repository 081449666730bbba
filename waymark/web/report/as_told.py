"""What a referrer called the child when they referred. What social care has found out since (another name, an address) is not theirs to see."""

from __future__ import annotations

from collections.abc import Iterable

from waymark.casefile.queries import File
from waymark.casefile.translation import ACT, GIVEN, decode
from waymark.ledger import queries as ledger
from waymark.ledger.models import Event

#: A referral begins a file, so what was said with it stands among its first events.
FIRST = 80


def names_as_told(files: Iterable[File]) -> dict[str, str]:
    """By the id of the act that referred: the name that was written down with it; left out where none was. One question, however many files."""
    streams = [stream for file in files for stream in file.streams]
    rows = Event.objects.filter(stream__in=streams, sequence__lte=FIRST, type__in=(ACT, GIVEN)).order_by(
        "stream", "sequence"
    )
    names: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for one in map(ledger._stored, rows.values_list(*ledger.STORED)):
        said, where = one.payload or {}, (one.stream, one.act_number)
        if one.type == GIVEN and said.get("name") == "name" and where not in names:
            names[where] = str(decode(said.get("value")) or "")
        if one.type == ACT and names.get(where):
            found[str(said.get("id", one.id))] = names[where]
    return found
