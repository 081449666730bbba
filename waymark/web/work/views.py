"""My work: what is mine, what may be taken, what waits for me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waymark.agencies.queries import names_of
from waymark.web.clock import now
from waymark.web.shell.needs import request_scope, signed_in
from waymark.web.work import presenters
from waymark.web.work.lists import tabs, work_page
from waymark.web.work.paging import offset_of, paging
from waymark.work import managing, notices, queries


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What is mine: taken, given to me, or mine as a child's allocated worker."""
    scope = request_scope(request).subjects()
    page = work_page(request, queries.mine(request.reader.person, scope), "My work", "Nothing is waiting for you.")
    return render(request, "work/list.html", {"page": page, "tabs": tabs(request)})


@signed_in
def free(request: HttpRequest) -> HttpResponse:
    """What nobody has and my role may take."""
    scope = request_scope(request).subjects()
    wanted = queries.takeable(request.reader.acts_as, scope)
    page = work_page(request, wanted, "Up for taking", "Nothing is waiting for somebody in your role.")
    return render(request, "work/list.html", {"page": page, "tabs": tabs(request)})


@signed_in
def authorise(request: HttpRequest) -> HttpResponse:
    """What others propose and I may sign. One's own work is not among it."""
    reader, scope = request.reader, request_scope(request).subjects()
    found = managing.waiting_for_authorisation(reader.person, reader.acts_as, scope, offset=offset_of(request))
    names = names_of({one.row.proposed_by for one in found.rows})
    rows = [presenters.proposal(one.row, one.child, names) for one in found.rows]
    context = {
        "rows": rows, "total": found.total, "tabs": tabs(request), "title": "Waiting for my authorisation", "pages": paging(request, found.total),
    }  # fmt: skip
    return render(request, "work/proposals.html", context)


@signed_in
def proposed(request: HttpRequest) -> HttpResponse:
    """What I have sent for authorisation: still waiting, or returned for changes."""
    reader, scope = request.reader, request_scope(request).subjects()
    mine, offset = managing.proposed_by(reader.person, scope), offset_of(request)
    found, total = list(mine[offset : offset + queries.PAGE]), mine.count()
    names = names_of({one.returned_by for one in found if one.returned_by} | {reader.person})
    children = presenters.children_of(one.stream for one in found)
    rows = [presenters.proposal(one, children.get(one.stream), names) for one in found]
    context = {
        "rows": rows, "total": total, "tabs": tabs(request), "title": "Sent for authorisation", "pages": paging(request, total),
    }  # fmt: skip
    return render(request, "work/proposals.html", context)


@signed_in
def my_notices(request: HttpRequest) -> HttpResponse:
    """What I was told and have not read."""
    unread, offset = notices.unread(request.reader.person), offset_of(request)
    found = list(unread[offset : offset + queries.PAGE])
    context = {"notices": found, "tabs": tabs(request), "pages": paging(request, unread.count())}
    return render(request, "work/notices.html", context)


@require_POST
@signed_in
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark one notice as read and go where it leads, or mark all."""
    word = request.POST.get("notice", "")
    chosen = notices.unread(request.reader.person).filter(pk=int(word)).first() if word.isdigit() else None
    notices.mark_read(person=request.reader.person, now=now(), notice=chosen.pk if chosen else None)
    return redirect(chosen.link if chosen else "work:notices")
