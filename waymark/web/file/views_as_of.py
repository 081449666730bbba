"""The file as it stood on a day: what was known when somebody decided."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.web.file import views
from waymark.web.file.moments import asked
from waymark.web.file.pages import page
from waymark.web.file.reading import open_case
from waymark.web.shell.needs import signed_in
from waymark.web.shell.words import moment

SHOWN = {
    "overview": ("Overview", views.overview_page),
    "tasks": ("Tasks and clocks", views.tasks_page),
    "records": ("Records", views.records_page),
}


@never_cache
@require_safe
@signed_in
def as_of(request: HttpRequest, child: str) -> HttpResponse:
    """Choose a moment; then the overview, tasks or records as they stood, under a banner that nobody overlooks."""
    wanted = asked(request)
    if wanted.as_of is None:
        case = open_case(request, child, "as of")
        faults = dict(wanted.faults)
        return page(request, case, "as_of", "as_of", status=400 if faults else 200, wanted=wanted, faults=faults)
    case = open_case(request, child, f"as of {moment(wanted.as_of.at)}", as_of=wanted.as_of)
    _, shown = SHOWN.get(wanted.show, SHOWN["overview"])
    return shown(request, case, "as_of")
