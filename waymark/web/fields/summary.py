"""The error summary: what is wrong, where, and how to mend it, each a link to its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymark.web.fields.presenting import Field


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an error summary."""

    text: str
    href: str


def summary(
    fields: Iterable[Field], faults: Mapping[str, str] | None = None, labels: Mapping[str, str] | None = None
) -> list[Line]:
    """The lines for fields with faults, in the order of the page; then faults of other names, under their `labels`."""
    lines, seen = [], set()
    for field in _all(fields):
        if field.fault:
            lines.append(Line(_said(field.label, field.fault), f"#{field.first_id}"))
            seen.add(field.name)
    for name, fault in (faults or {}).items():
        if name not in seen:
            label = (labels or {}).get(name, "")
            lines.append(
                Line(f"{label}: {_small(fault)}" if label else str(fault), f"#{name}" if label else "#main-content")
            )
    return lines


def _all(fields: Iterable[Field]) -> Iterable[Field]:
    for field in fields:
        yield field
        for row in field.inner:
            yield from _all(row)


def _said(label: str, fault: str) -> str:
    """ "Name: enter a name", or after a question "Was the child seen? Choose yes or no"."""
    return f"{label} {fault}" if label.endswith("?") else f"{label}: {_small(fault)}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
