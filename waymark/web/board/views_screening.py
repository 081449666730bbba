"""The screening page of a referral: reading it, and what is done on the page itself. Decisions are made on the pages of their steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from waymark.casefile import matching as files
from waymark.casefile.actions import give
from waymark.casefile.errors import BadAct, NotRecorded
from waymark.ledger.errors import StreamMoved
from waymark.procedures.history import Given
from waymark.procedures.time import Moment
from waymark.sharing import actions as sharing
from waymark.sharing.errors import NotShared
from waymark.web.board import presence
from waymark.web.board.looking import Look, changes, open_referral
from waymark.web.board.matching import DIFFERENT, NOT_SAME, UNSURE, Matching
from waymark.web.board.screening import Screening
from waymark.web.board.screening_page import context, title_of
from waymark.web.fields.faults import Unread
from waymark.web.fields.moments import read_day
from waymark.web.fields.raw import as_raw
from waymark.web.shell.needs import asked_by_the_page, request_actor, signed_in
from waymark.work import actions as work
from waymark.work import front_door
from waymark.work.errors import NoSuchWork

MEANWHILE = "Somebody else wrote in this file at the same moment. Look at what is new, then send it again: what you typed is kept."


@never_cache
@require_safe
@signed_in
def screening(request: HttpRequest, episode: str) -> HttpResponse:
    """One referral, from the match to the allocation."""
    return _page(request, open_referral(request, episode))


@asked_by_the_page
@require_safe
@signed_in
def news(request: HttpRequest, episode: str) -> HttpResponse:
    """Who else has the referral open, and what was written since the page was made. 304 where that is what the page says already."""
    look = open_referral(request, episode, log=False)
    seen = request.GET.get("seen", "")
    made = (
        datetime.fromtimestamp(float(at), UTC)
        if (at := request.GET.get("at", "")).replace(".", "", 1).isdigit()
        else look.now
    )
    fresh = _news(look, int(seen) if seen.isdigit() else look.sequence, made, presence.AFTER_NEWS)
    answer = render(request, "board/news.html", fresh)
    mark = f'"{sha256(answer.content).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == mark:
        answer = HttpResponse(status=304)
    answer.headers["ETag"], answer.headers["Cache-Control"] = mark, "private, no-cache"
    return answer


@never_cache
@require_safe
@signed_in
def why(request: HttpRequest, episode: str) -> HttpResponse:
    """Each clock of a referral with its rule, its arithmetic and its source."""
    look = open_referral(request, episode)
    return render(request, "board/why.html", {"look": look, "view": Screening(look), "title": title_of(look)})


@require_POST
@signed_in
def ask(request: HttpRequest, episode: str) -> HttpResponse:
    """Ask another agency for information."""

    def do(look: Look) -> str:
        typed = as_raw(request.POST)
        try:
            day = read_day(typed, "needed-by")
        except Unread as fault:
            raise BadAct({"needed-by": f"{fault}."}) from fault
        sharing.ask(
            stream=look.file.stream, episode=episode, agency=request.POST.get("agency", ""), what=request.POST.get("what", ""),
            purpose=request.POST.get("purpose", ""), needed_by=day if hasattr(day, "year") else None, by=request_actor(request),
            now=look.now,
        )  # fmt: skip
        return "The question has been sent. The answer will appear here."

    return _done(request, episode, "ask", 3, do)


@require_POST
@signed_in
def judge(request: HttpRequest, episode: str) -> HttpResponse:
    """Say of another file that it is the same child's, another's, or that this cannot be told yet."""

    def do(look: Look) -> str:
        other, verdict, reason = (request.POST.get(name, "") for name in ("candidate", "verdict", "reason"))
        name = next((one.name for one in Matching(look).candidates if one.stream == other), None)
        if name is None and other not in Matching(look).judged:
            raise BadAct(
                {
                    "verdict": "This file is not among those that may be the same child's any more. Look at the list again."
                }
            )
        if verdict not in ("same", DIFFERENT, UNSURE, "undo"):
            raise BadAct({"verdict": "Choose whether this is the same child."})
        by = request_actor(request)
        if verdict == "same":
            files.match(stream=look.file.stream, into=other, by=by, reason=reason, now=look.now)
            return f"This referral is now part of the file of {name}. You can take that back at any time."
        if verdict == DIFFERENT and not reason.strip():
            raise BadAct({"reason": "Say how you know that this is another child."})
        row = {"verdict": "" if verdict == "undo" else verdict, "reason": reason.strip(), "by": by.person}
        give(
            stream=look.file.stream,
            given=[Given(name=NOT_SAME + other, value=row)],
            by=by,
            occurred=Moment.at(look.now),
            now=look.now,
        )
        return "What you said about the other file is kept."

    return _done(request, episode, f"judge-{request.POST.get('candidate', '')}", 1, do)


@require_POST
@signed_in
def apart(request: HttpRequest, episode: str) -> HttpResponse:
    """Take a match back."""

    def do(look: Look) -> str:
        stream = request.POST.get("stream", "")
        if stream not in look.file.aliases:
            raise BadAct({"reason": "This match has been taken back already."})
        files.unmatch(stream=stream, by=request_actor(request), reason=request.POST.get("reason", ""), now=look.now)
        return "The match has been taken back. Each child has their own file again."

    return _done(request, episode, "apart", 1, do)


@require_POST
@signed_in
def allocate(request: HttpRequest, episode: str) -> HttpResponse:
    """Give the child to a worker, a team or both."""

    def do(look: Look) -> str:
        worker, team = request.POST.get("worker", ""), request.POST.get("team", "")
        if not worker and not team:
            raise BadAct({"worker": "Choose a worker or a team."})
        work.allocate(
            stream=look.file.stream, worker=worker, team=team, reason=request.POST.get("reason", ""),
            by=request_actor(request, ["manager"]), now=look.now,
        )  # fmt: skip
        return "The child has been allocated."

    return _done(request, episode, "allocate", 8, do)


@require_POST
@signed_in
def take(request: HttpRequest, episode: str) -> HttpResponse:
    """Take something that is owed in the referral upon oneself."""

    def do(look: Look) -> str:
        key = request.POST.get("duty", "")
        work.take(duty=key, by=request_actor(request, front_door.roles_for(key)), now=look.now)
        return "This is yours now. It stands under My work."

    return _done(request, episode, "take", 8, do)


def _done(request: HttpRequest, episode: str, form: str, step: int, do: Callable[[Look], str]) -> HttpResponse:
    """Do it and go back to its place on the page; or show the page again with what is wrong and everything that was typed."""
    look = open_referral(request, episode, log=False)
    try:
        messages.success(request, do(look))
    except BadAct as fault:
        problems: Mapping[str, str] = fault.faults
    except NotShared as fault:
        problems = getattr(fault, "problems", None) or {"": str(fault)}
    except (NotRecorded, NoSuchWork) as fault:
        problems = {"": str(fault)}
    except StreamMoved:
        problems = {"": MEANWHILE}
    else:
        onwards = request.POST.get("back") == "board"
        return (
            redirect("board:board")
            if onwards
            else redirect(f"{reverse('board:screening', args=[episode])}#step-{step}")
        )
    look = open_referral(request, episode, log=False)
    return _page(request, look, status=400, form=form, problems=problems, typed=request.POST.dict())


def _page(
    request: HttpRequest, look: Look, *, status: int = 200, form: str = "", problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:  # fmt: skip
    said = {"form": form, "problems": problems or {}, "typed": typed or {}}
    made = _news(look, look.sequence, look.now, presence.AFTER_PAGE)
    return render(request, "board/screening.html", context(look) | made | said, status=status)


def _news(look: Look, seen: int, made: datetime, seconds: int) -> dict[str, Any]:
    """What the page asks for again and again: who else is there, and what others wrote since it was made."""
    reader = look.scope.reader
    others = presence.others_at(look.episode, reader, look.now, seconds)
    return {
        "others": others,
        "latest": changes(look, made, but=reader.person) if look.sequence > seen else [],
        "look": look,
    }
