"""Meetings: those ahead, arranging one, its page with the invitation, and what was said."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from waymark.access.errors import Denied, NotFound
from waymark.access.reading import log_read
from waymark.agencies.queries import agencies_in, agency_names, names_of
from waymark.casefile.errors import BadAct, NotRecorded, WrongRole
from waymark.casefile.queries import file_of, situation_of, subject
from waymark.meetings import actions, queries
from waymark.meetings.book import Meeting, Minutes, meetings_in, minutes_in
from waymark.meetings.calendars import invitation
from waymark.procedures.evaluation import EpisodeSituation
from waymark.web.clock import now
from waymark.web.meetings import presenters
from waymark.web.meetings.reading import LINES, read_arrangement, read_minutes
from waymark.web.shell.needs import request_actor, request_scope, signed_in
from waymark.web.shell.streams import slug_of, stream_of


@signed_in
def ahead(request: HttpRequest) -> HttpResponse:
    """The meetings that are coming, and those held lately."""
    scope, at = request_scope(request).subjects(), now()
    context = {
        "ahead": presenters.lines(queries.ahead(scope, now=at), at),
        "lately": presenters.lines(queries.lately(scope, now=at), at),
    }
    return render(request, "meetings/list.html", context)


@signed_in
def arrange(request: HttpRequest, child: str, pathway: str, step: str) -> HttpResponse:
    """Arrange a meeting: when, where, who is invited."""
    stream = _opened(request, stream_of(child), "arranging a meeting")
    standing = _standing(stream, request.GET.get("episode", ""), pathway)
    entry = standing.pack.steps.get(f"{pathway}/{step}")
    if entry is None or entry.meeting is None:
        raise Http404
    members = presenters.members(standing, entry)
    agencies = agencies_in(standing.pack.area)
    typed, faults = request.POST.dict(), {}
    if request.method == "POST":
        found = read_arrangement(typed, [*(one.word for one in members), "guest"], {one.slug for one in agencies})
        faults = found.faults
        if not faults:
            number, faults = _arranged(request, stream, standing, entry, found, typed)
            if number:
                messages.success(request, "The meeting has been arranged.")
                return redirect("meetings:meeting", number)
    context = {
        "child": child, "name": presenters.child_name(subject(stream), stream), "step": entry,
        "members": members, "agencies": agencies, "typed": typed, "faults": faults,
        "due": presenters.spoken_day(presenters.proposed_day(standing, entry.name)),
    }  # fmt: skip
    return render(request, "meetings/arrange.html", context, status=422 if faults else 200)


def _arranged(request, stream, standing, entry, found, typed) -> tuple[str, dict[str, str]]:
    actor = request_actor(request, [one for named in entry.by if (one := getattr(named, "role", ""))])
    try:
        number = actions.arrange(
            stream=stream, episode=standing.episode.id, step=entry.name, starts=found.starts, place=typed.get("place", ""),
            chair=typed.get("chair", ""), note=typed.get("note", ""), invited=found.invited, by=actor, now=now(),
        )  # fmt: skip
    except WrongRole as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except BadAct as fault:
        return "", {"starts-day" if field == "starts" else field: words for field, words in fault.faults.items()}
    return number, {}


@signed_in
def meeting(request: HttpRequest, number: str) -> HttpResponse:
    """One meeting: when and where, who is invited, whether it would be quorate, what came of it."""
    stream, found, standing = _found(request, number)
    entry = standing.pack.steps[found.step]
    record = minutes_in(file_of(stream).history).get(found.event)
    present = presenters.present_at(standing, found)
    there = [one.member for one in found.invited] if present is None else present
    agencies = agency_names({one.agency for one in found.invited if one.agency})
    titles = {one.word: one.title for one in presenters.members(standing, entry)}
    context = {
        "meeting": found, "step": entry, "child": slug_of(stream), "name": presenters.child_name(subject(stream), stream),
        "titles": titles, "agencies": agencies,
        "missing": presenters.missing_for_quorum(standing, entry, there), "present": present, "minutes": record,
        "record": presenters.step_address(stream, found), "by": names_of({found.by})[found.by],
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


@signed_in
def calendar(request: HttpRequest, number: str) -> HttpResponse:
    """The invitation for a calendar."""
    _, found, standing = _found(request, number)
    address = request.build_absolute_uri(reverse("meetings:meeting", args=[number]))
    title = standing.pack.steps[found.step].title
    content = invitation(found, title, presenters.reference_of(found.episode), address, now())
    headers = {"Content-Disposition": f'attachment; filename="meeting-{number}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@signed_in
def call_off(request: HttpRequest, number: str) -> HttpResponse:
    """Call a meeting off, with the reason."""
    stream, found, standing = _found(request, number)
    faults: dict[str, str] = {}
    if request.method == "POST":
        entry = standing.pack.steps[found.step]
        actor = request_actor(request, [one for named in entry.by if (one := getattr(named, "role", ""))])
        try:
            actions.call_off(stream=stream, meeting=number, reason=request.POST.get("reason", ""), by=actor, now=now())
        except WrongRole as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except BadAct as fault:
            faults = dict(fault.faults)
        else:
            messages.success(request, "The meeting has been called off.")
            return redirect("meetings:meeting", number)
    context = {"meeting": found, "faults": faults, "reason": request.POST.get("reason", "")}
    return render(request, "meetings/call_off.html", context, status=422 if faults else 200)


@signed_in
def minutes(request: HttpRequest, number: str) -> HttpResponse:
    """What each agency told, who does not agree, what was agreed, what the child and the parents say."""
    stream, found, standing = _found(request, number)
    if not found.event:
        raise Http404
    known = minutes_in(file_of(stream).history).get(found.event, Minutes(event=found.event))
    area = [one.slug for one in agencies_in(standing.pack.area)]
    slugs = [*dict.fromkeys([*(one.agency for one in found.invited if one.agency), *area])]
    form, faults = presenters.typed_minutes(known), {}
    if request.method == "POST":
        said, faults = read_minutes(found.event, request.POST.dict(), slugs)
        form = presenters.typed_minutes(said)
        if not faults:
            try:
                actions.write_minutes(stream=stream, minutes=said, by=request_actor(request), now=now())
            except NotRecorded as fault:
                faults = {"child": str(fault)}
            else:
                messages.success(request, "The minutes are kept.")
                return redirect("meetings:meeting", number)
    context = {
        "meeting": found, "step": standing.pack.steps[found.step], "agencies": presenters.agency_lines(slugs, agency_names(slugs)),
        "form": form, "faults": faults, "lines": range(max(LINES, len(form["agreed"]) + 2)), "typed": request.POST.dict(),
    }  # fmt: skip
    return render(request, "meetings/minutes.html", context, status=422 if faults else 200)


def _found(request: HttpRequest, number: str) -> tuple[str, Meeting, EpisodeSituation]:
    row = queries.meeting(number, request_scope(request).subjects())
    if row is None:
        raise Http404
    stream = _opened(request, row.stream, "a meeting")
    file = file_of(stream)
    found = next((one for one in meetings_in(file.history) if one.id == number), None)
    if found is None:
        raise Http404
    return stream, found, situation_of(file, now()).episodes[found.episode]


def _opened(request: HttpRequest, stream: str, what: str) -> str:
    try:
        found = request_scope(request).require_file(stream)
    except NotFound as unknown:
        raise Http404 from unknown
    except Denied as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    log_read(request.reader, found, what, now=now())
    return found


def _standing(stream: str, episode: str, pathway: str) -> EpisodeSituation:
    situation = situation_of(file_of(stream), now())
    open_ones = [one for one in situation.of_pathway(pathway) if one.is_open and episode in ("", one.episode.id)]
    if not open_ones:
        raise Http404
    return open_ones[-1]
