"""What a browser sent for a form, as plain lists of strings: kept in drafts and shown again, whatever is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol, cast

Raw = dict[str, list[str]]

#: Characters that no keyboard writes and no database keeps; line feeds and tabs stay.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
#: Longest text in one field; a longer one is a document.
LONGEST = 100_000


class _Posted(Protocol):
    def lists(self) -> Iterable[tuple[str, list[object]]]: ...


Posted = Mapping[str, object] | _Posted


def as_raw(posted: Posted) -> Raw:
    """Anything posted (a QueryDict, a draft, a mapping of strings or lists) as lists of clean strings."""
    if hasattr(posted, "lists"):
        pairs: Iterable[tuple[str, object]] = cast(_Posted, posted).lists()
    else:
        pairs = cast("Mapping[str, object]", posted).items()
    found: Raw = {}
    for name, value in pairs:
        values = value if isinstance(value, list | tuple) else [value]
        found[str(name)] = [clean(str(one)) for one in values if one is not None]
    return found


def clean(text: str) -> str:
    """A text as it can be kept: line ends as one character, without characters that nobody types."""
    return _UNKEEPABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one(raw: Mapping[str, list[str]], name: str) -> str:
    """The value of a field that has one; "" where there is none."""
    values = raw.get(name)
    return values[-1] if values else ""


def many(raw: Mapping[str, list[str]], name: str) -> list[str]:
    """The values of a field that may have several, each once, without empty ones."""
    return list(dict.fromkeys(value for value in raw.get(name, ()) if value.strip()))


def count(raw: Mapping[str, list[str]], name: str, most: int) -> int:
    """A whole number from 0 to `most`; 0 for anything else."""
    text = one(raw, name)
    return min(int(text), most) if re.fullmatch("[0-9]{1,6}", text) else 0


def id_of(name: str) -> str:
    """The id of a field on the page."""
    return "q-" + name.replace(".", "_")
