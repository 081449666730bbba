"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.agencies.roles import Sight

#: Where somebody begins, by how much they see.
_BEGIN = {
    Sight.AREA: "work:mine",
    Sight.INVOLVED: "requests:list",
    Sight.OWN_REFERRALS: "report:mine",
    Sight.FIGURES: "work:timeliness",
    Sight.NONE: "people:list",
}


def home(request: HttpRequest) -> HttpResponse:
    """The first page: for whoever is signed in, where their work is; for everybody else, raising a concern."""
    reader = getattr(request, "reader", None)
    begin = _BEGIN.get(reader.role.sees) if reader is not None else None
    return redirect(begin) if begin else render(request, "shell/home.html")
