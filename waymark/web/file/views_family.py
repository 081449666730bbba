"""Saying that another child with a file belongs to this one's family: found first, then chosen, written in both files as one act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waymark.casefile import records
from waymark.people.persons import RELATIONSHIPS
from waymark.web import clock
from waymark.web.file import changing, finding
from waymark.web.file.pages import page
from waymark.web.file.reading import open_case
from waymark.web.shell.needs import request_actor, request_scope, signed_in
from waymark.web.shell.streams import stream_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def connect(request: HttpRequest, child: str) -> HttpResponse:
    """Search for the other child among those whose files the reader may open; say what they are to this one."""
    case = open_case(request, child, "people")
    text = (request.POST.get("q") or request.GET.get("q", "")).strip()[:200]
    found = (
        [one for one in finding.found(request_scope(request), text, clock.now()) if one.slug != child] if text else []
    )
    typed = {name: request.POST.get(name, "") for name in ("other", "relationship", "in_household")}
    faults: dict[str, str] = {}
    if request.method == "POST":
        if typed["other"] not in {one.slug for one in found}:
            faults["other"] = "Choose the child."
        else:
            with changing.tried() as faults:
                records.connect_children(
                    a=case.stream, b=stream_of(typed["other"]), relationship=typed["relationship"], by=request_actor(request),
                    now=clock.now(), in_household=changing.yes_no(typed["in_household"]),
                )  # fmt: skip
        if not faults:
            return changing.done(request, "Each of the two files now names the other child.", "file:people", child)
    return page(
        request, case, "connect", "people", status=400 if faults else 200, q=text, found=found, typed=typed, faults=faults,
        relationships=[("", "Choose"), *RELATIONSHIPS.items()],
    )  # fmt: skip
