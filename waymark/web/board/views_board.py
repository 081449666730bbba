"""The MASH board, and the part of it that keeps itself up to date."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.access.errors import Denied
from waymark.access.scopes import Scope
from waymark.agencies.roles import Sight
from waymark.casefile.packs import pack_on
from waymark.ledger.queries import last_position
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.board.cards import cards
from waymark.web.board.filters import COLOURS, SORTS, Asked
from waymark.web.board.looking import BOARD_IS_FOR
from waymark.web.shell.needs import asked_by_the_page, request_scope, signed_in
from waymark.work import front_door
from waymark.work.front_door import Tab
from waymark.work.referrals import groups

#: Words of clocks change with the minute, so an unchanged board is made anew at most that often.
MINUTE = 60


@never_cache
@require_safe
@signed_in
def board(request: HttpRequest) -> HttpResponse:
    """All live contacts and referrals of the reader's areas."""
    scope = _scope(request)
    asked = Asked.of(request, scope.reader.areas)
    return render(request, "board/board.html", _context(scope, asked))


@asked_by_the_page
@require_safe
@signed_in
def fresh(request: HttpRequest) -> HttpResponse:
    """The list of the same board as it is now; 304, after one question to the database, where nothing was written meanwhile."""
    scope = _scope(request)
    now = clock.now()
    mark = _mark(scope, request.GET.urlencode(), int(now.timestamp()) // MINUTE)
    if request.headers.get("If-None-Match") == mark:
        answer = HttpResponse(status=304)
    else:
        answer = render(request, "board/list.html", _context(scope, Asked.of(request, scope.reader.areas)))
    answer.headers["ETag"], answer.headers["Cache-Control"] = mark, "private, no-cache"
    return answer


def _scope(request: HttpRequest) -> Scope:
    scope = request_scope(request)
    if scope.reader.role.sees is not Sight.AREA:
        raise Denied(BOARD_IS_FOR)
    return scope


def _mark(scope: Scope, asked: str, minute: int) -> str:
    said = f"{scope.reader.post}|{asked}|{last_position()}|{minute}"
    return f'"{sha256(said.encode()).hexdigest()[:24]}"'


def _context(scope: Scope, asked: Asked) -> dict[str, Any]:
    now = clock.now()
    today = Moment.at(now).day
    found = front_door.board(asked.filter(scope), now=now, page=asked.page)
    return {
        "asked": asked,
        "found": found,
        "cards": cards(groups(found.groups, scope.subjects(), now), now),
        "tabs": _tabs(asked, found),
        "areas": [(area, pack_on(area, today).title) for area in scope.reader.areas],
        "colours": COLOURS,
        "sorts": [(sort.value, title) for sort, title in SORTS.items()],
        "now": now,
    }


def _tabs(asked: Asked, found: front_door.Board) -> list[tuple[str, str, int, bool]]:
    """Title, address, number and whether it is the one that is open."""
    live = sum(number for tab, number in found.numbers.items() if tab is not Tab.FINISHED)
    every = [("All live", asked.href(tab=""), live, not asked.tab)]
    return every + [(tab.title, asked.href(tab=tab.value), found.numbers.get(tab, 0), asked.tab == tab) for tab in Tab]
