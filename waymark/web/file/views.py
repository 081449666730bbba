"""Reading a child's file: overview, pathway, chronology, tasks, records, who has read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.access.reading import who_read
from waymark.agencies.queries import agency_names, names_of
from waymark.agencies.roles import ROLES
from waymark.web.file import journey, picture, sheets, status, story
from waymark.web.file import overview as overviews
from waymark.web.file import tasks as owed
from waymark.web.file.header import reference
from waymark.web.file.moments import then_asked
from waymark.web.file.pages import page
from waymark.web.file.reading import CaseFile, open_case
from waymark.web.shell.needs import needs_role, signed_in

#: As many lines of who read a file as a page shows.
READS = 200


@never_cache
@require_safe
@signed_in
def overview(request: HttpRequest, child: str) -> HttpResponse:
    """The one page for whoever does not know the child."""
    return overview_page(request, open_case(request, child, "overview"))


def overview_page(request: HttpRequest, case: CaseFile, tab: str = "overview") -> HttpResponse:
    """The overview of a file as it stands, or stood."""
    first, many = owed.next_tasks(case, request.reader.person)  # type: ignore[attr-defined]
    said = {"overview": overviews.overview(case), "sentences": status.sentences(case), "tasks": first, "many": many}
    return page(request, case, "overview", tab, **said)


@never_cache
@require_safe
@signed_in
def tasks(request: HttpRequest, child: str) -> HttpResponse:
    """Everything that is owed, and why."""
    return tasks_page(request, open_case(request, child, "tasks"))


def tasks_page(request: HttpRequest, case: CaseFile, tab: str = "tasks") -> HttpResponse:
    """What is owed in a file as it stands, or stood."""
    return page(request, case, "tasks", tab, tasks=owed.tasks_of(case, request.reader.person))  # type: ignore[attr-defined]


@never_cache
@require_safe
@signed_in
def pathway(request: HttpRequest, child: str) -> HttpResponse:
    """Where the child is, as a picture and a list of the same."""
    case = open_case(request, child, "pathway")
    lanes = journey.journey(case)
    return page(request, case, "pathway", "pathway", lanes=lanes, drawn=picture.draw(lanes, case.today))


@never_cache
@require_safe
@signed_in
def chronology(request: HttpRequest, child: str) -> HttpResponse:
    """The file as a story, filtered, on screen and on paper."""
    case = open_case(request, child, "chronology")
    wanted = story.Filter.asked(request.GET)
    return page(
        request, case, "chronology", "chronology", wanted=wanted, told=story.story(case, wanted), sorts=story.SORTS,
        query=request.GET.urlencode(),
    )  # fmt: skip


@never_cache
@require_safe
@signed_in
def chronology_csv(request: HttpRequest, child: str) -> HttpResponse:
    """The same lines for a spreadsheet."""
    case = open_case(request, child, "chronology, exported")
    text = story.as_csv(story.story(case, story.Filter.asked(request.GET)))
    name = f"chronology-{reference(case)}-{case.today.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@never_cache
@require_safe
@signed_in
def records(request: HttpRequest, child: str) -> HttpResponse:
    """Every answer sheet."""
    return records_page(request, open_case(request, child, "records"))


def records_page(request: HttpRequest, case: CaseFile, tab: str = "records") -> HttpResponse:
    """The records of a file as it stands, or stood."""
    return page(request, case, "records", tab, records=sheets.records(case))


@never_cache
@require_safe
@signed_in
def record(request: HttpRequest, child: str, event: str) -> HttpResponse:
    """One answer sheet."""
    case = open_case(request, child, f"record {event}", as_of=then_asked(request))
    return page(request, case, "record", "records", sheet=sheet_or_404(case, event))


def sheet_or_404(case: CaseFile, event: str) -> sheets.Sheet:
    """The record of an act. Errors: 404 where the file has none such."""
    found = sheets.sheet(case, event)
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
@needs_role(*(role.word for role in ROLES.values() if role.leads))
def reads(request: HttpRequest, child: str) -> HttpResponse:
    """Who opened this file, newest first: for those who lead."""
    case = open_case(request, child, "who has read it")
    found = who_read(*case.file.streams, limit=READS)
    names = names_of(one.person for one in found)
    agencies = agency_names(one.agency for one in found if one.agency)
    titles = {word: role.title for word, role in ROLES.items()}
    return page(
        request, case, "reads", "reads", reads=found, names=names, agency_names=agencies, titles=titles, most=READS
    )
