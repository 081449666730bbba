"""What every page of a child's file is given: the header, the tabs, and the page's own things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.web.file.header import header
from waymark.web.file.links import address
from waymark.web.file.reading import CaseFile

_TABS = (
    ("overview", "Overview"),
    ("pathway", "Pathway"),
    ("chronology", "Chronology"),
    ("tasks", "Tasks and clocks"),
    ("records", "Records"),
    ("people", "People"),
    ("documents", "Documents"),
    ("as_of", "As of a date"),
    ("reads", "Who has read it"),
)
#: Tabs that only those see who lead.
_LEADERS = frozenset({"reads"})


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the file's own navigation."""

    title: str
    href: str
    current: bool


def page(request: HttpRequest, case: CaseFile, name: str, tab: str, *, status: int = 200, **more: Any) -> HttpResponse:
    """A page of the file: `file/<name>.html` under the header."""
    then = case.as_of.query if case.as_of is not None else ""
    context = {
        "case": case,
        "then": then,
        "header": header(case),
        "tabs": tabs(request, case.slug, tab),
        "menu": "" if then else address("steps:menu", case.slug),
    }
    return render(request, f"file/{name}.html", context | more, status=status)


def tabs(request: HttpRequest, slug: str, current: str) -> list[Tab]:
    """The file's navigation for this reader."""
    leads = request.reader.role.leads  # type: ignore[attr-defined]
    return [
        Tab(title, address(f"file:{name}", slug), name == current)
        for name, title in _TABS
        if leads or name not in _LEADERS
    ]
