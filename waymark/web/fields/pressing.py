"""Buttons inside a form that change what it shows and send nothing: another row, one row less, the same answer as last time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from waymark.procedures.language.entries import Question
from waymark.web.fields.around import NOBODY, Around
from waymark.web.fields.raw import Raw, count, one
from waymark.web.fields.reading import MOST_ROWS, short_of
from waymark.web.fields.writing import raw_of

ADD, REMOVE, COPY = "_add", "_remove", "_copy"


def pressed(
    raw: Raw,
    questions: Iterable[Question] = (),
    last: Mapping[str, object] | None = None,
    *,
    around: Around = NOBODY,
    prefix: str = "",
) -> tuple[Raw, str] | None:
    """The form after one of these buttons, and the name of the field to stand at; None if none of them was pressed.

    `last` are last time's answers, typed, by short name: what "copy" takes.
    """
    if name := one(raw, ADD):
        return _without_buttons(raw) | {
            f"{name}.rows": [str(min(count(raw, f"{name}.rows", MOST_ROWS) + 1, MOST_ROWS))]
        }, name
    if place := one(raw, REMOVE):
        return _without_row(_without_buttons(raw), place)
    if name := one(raw, COPY):
        asked = {prefix + short_of(question): question for question in questions}
        if name in asked and last and (short := short_of(asked[name])) in last:
            kept = {
                key: value
                for key, value in _without_buttons(raw).items()
                if key != name and not key.startswith(f"{name}.")
            }
            return kept | raw_of(asked[name], last[short], around=around, prefix=prefix), name
    return None


def _without_buttons(raw: Raw) -> Raw:
    return {name: values for name, values in raw.items() if name not in (ADD, REMOVE, COPY)}


def _without_row(raw: Raw, place: str) -> tuple[Raw, str]:
    """Every later row moves up by one."""
    name, _, number = place.rpartition(".")
    if not re.fullmatch("[0-9]{1,3}", number):
        return raw, place
    gone, rows = int(number), count(raw, f"{name}.rows", MOST_ROWS)
    found: Raw = {}
    for key, values in raw.items():
        inside = re.fullmatch(rf"{re.escape(name)}\.([0-9]+)\.(.+)", key)
        if inside is None:
            found[key] = values
        elif int(inside[1]) != gone:
            at = int(inside[1]) - (int(inside[1]) > gone)
            found[f"{name}.{at}.{inside[2]}"] = values
    found[f"{name}.rows"] = [str(max(rows - (gone < rows), 0))]
    return found, name
