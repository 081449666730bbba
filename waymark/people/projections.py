"""Writing what finds a child again, from the facts kept about each. The case file calls this whenever its own tables are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from waymark.people.details import Details, tidy_nhs_number, tidy_postcode
from waymark.people.models import Around, Known, NameSound
from waymark.people.persons import persons
from waymark.people.sounds import fold, name_keys, sort_name

Insert = Callable[[Any, Sequence[str], Any], None]

KNOWN = (
    "stream", "name", "preferred_name", "sort_name", "born", "due_date", "sex", "nhs_number", "address", "postcode", "first_line",
    "household", "area",
)  # fmt: skip
SOUND = ("known", "key")
AROUND = ("stream", "other", "relationship")

_SHORTENED = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive", "ct": "court",
    "crt": "court", "gdns": "gardens", "pl": "place", "sq": "square", "cres": "crescent", "tce": "terrace", "terr": "terrace",
    "hse": "house", "apartment": "flat", "apt": "flat",
}  # fmt: skip


def write(facts: Mapping[str, Mapping[str, object]], *, gone: Sequence[str], insert: Insert) -> None:
    """Replace the rows of these streams. `facts`: by stream, the kept facts by name; `gone`: streams of which nothing is to be found.

    `insert(model, columns, rows)` writes many rows at once.
    """
    streams = [*facts, *gone]
    for model, field in ((NameSound, "known_id"), (Around, "stream"), (Known, "stream")):
        model.objects.filter(**{f"{field}__in": streams}).delete()  # type: ignore[attr-defined]
    details = {stream: Details.from_facts(said) for stream, said in facts.items()}
    insert(Known, KNOWN, (_known(stream, one, str(facts[stream].get("area") or "")) for stream, one in details.items()))
    insert(NameSound, SOUND, (row for stream, one in details.items() for row in _sounds(stream, one)))
    insert(Around, AROUND, (row for stream, said in facts.items() for row in _around(stream, said)))


def first_line(address: str) -> str:
    """The folded first line of an address with its words written out, so that 12 Elm Rd. and 12, elm road are one."""
    lines = [line for line in re.split(r"[,\n]", address) if line.strip()]
    line = lines[0] if lines else ""
    if fold(line).replace(" ", "").isdigit() and len(lines) > 1:
        line = f"{line} {lines[1]}"
    words = fold(line).split()
    return " ".join(_SHORTENED.get(word, word) if place else word for place, word in enumerate(words))[:200]


def household_key(address: str, postcode: str) -> str:
    """What is the same for all who live at one address; empty where it is not fully known."""
    line, code = first_line(address), tidy_postcode(postcode)
    return f"{line}|{code}"[:220] if line and code else ""


def _known(stream: str, one: Details, area: str) -> tuple[str | date | None, ...]:
    return (
        stream, one.name[:200], one.preferred_name[:200], sort_name(one.name)[:200], one.born, one.due_date, one.sex[:20],
        tidy_nhs_number(one.nhs_number)[:20], one.address[:400], tidy_postcode(one.postcode)[:10], first_line(one.address),
        household_key(one.address, one.postcode), area[:80],
    )  # fmt: skip


def _sounds(stream: str, one: Details) -> Iterator[tuple[str, str]]:
    return ((stream, key[:210]) for key in sorted(name_keys(one.name, one.preferred_name)))


def _around(stream: str, said: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    return (
        (stream, one.stream, one.relationship[:200]) for one in persons(said) if one.stream and one.stream != stream
    )
