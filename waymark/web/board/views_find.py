"""Search before create: is a child known already? For staff who take a telephone call, before anything is written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.access.errors import Denied
from waymark.agencies.roles import Sight
from waymark.casefile.packs import pack_on
from waymark.people.details import is_nhs_number, tidy_nhs_number
from waymark.people.queries import search
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.board.looking import BOARD_IS_FOR
from waymark.web.fields.faults import Unread
from waymark.web.fields.moments import read_day
from waymark.web.fields.raw import as_raw, one
from waymark.web.file.links import address, step_page
from waymark.web.file.words import age_at
from waymark.web.shell.needs import request_scope, signed_in
from waymark.web.shell.streams import slug_of
from waymark.work import front_door

#: The national step with which somebody gets in touch about a child.
CONTACT = "referral/contact"
FIELDS = ("name", "nhs-number", "address", "postcode")


@never_cache
@require_safe
@signed_in
def find(request: HttpRequest) -> HttpResponse:
    """Search by name, date of birth, NHS number and address; the results say why. Then: open, refer again, or record somebody new."""
    scope, today = request_scope(request), Moment.at(clock.now()).day
    if scope.reader.role.sees is not Sight.AREA:
        raise Denied(BOARD_IS_FOR)
    typed = as_raw(request.GET)
    wanted, problems = _wanted(typed)
    asked = any(wanted.values())
    found = search(scope.subjects(), **wanted) if asked and not problems else []
    context: dict[str, Any] = {
        "typed": {name: one(typed, name) for name in (*FIELDS, *(f"born.{part}" for part in ("day", "month", "year")))},
        "problems": problems if request.GET else {},
        "asked": bool(request.GET),
        "searched": asked and not problems,
        "found": found,
        "live": front_door.live_referrals([candidate.stream for candidate in found]),
        "age_of": lambda who: age_at(who, today),
        "area_title": lambda area: pack_on(area, today).title if area else "",
        "slug_of": slug_of,
        "report": address("report:start"),
        "contact_page": lambda one: step_page(slug_of(one.stream), CONTACT),
    }
    return render(request, "board/find.html", context)


def _wanted(typed: Mapping[str, list[str]]) -> tuple[dict[str, Any], dict[str, str]]:
    """What is looked for, and what is wrong with what was typed."""
    problems: dict[str, str] = {}
    number = tidy_nhs_number(one(typed, "nhs-number"))
    if number and not is_nhs_number(number):
        problems["nhs-number"] = "This is not an NHS number. It has 10 digits; check them one by one."
    born = None
    try:
        day = read_day(typed, "born")
        born = day if hasattr(day, "year") else None
    except Unread as fault:
        problems["born"] = f"{fault}."
    wanted = {name: one(typed, name).strip() for name in ("name", "address", "postcode")}
    found: dict[str, Any] = {**wanted, "born": born, "nhs_number": number}
    if not any(found.values()) and not problems:
        problems["name"] = "Enter a name, a date of birth, an NHS number or an address."
    return found, problems
