"""The way in: danger first, then the area, whom to ring now, and a draft to write in; and the way back with a code."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from waymark.access.readers import Reader
from waymark.agencies.queries import agencies_in
from waymark.agencies.roles import Sight
from waymark.casefile import packs
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.report import areas, drafts, front_doors, limits
from waymark.web.report.beginning import begin_for
from waymark.web.report.models import Report
from waymark.web.report.whose import forget, remember, writes
from waymark.web.thresholds.carrying import MOST, carried

#: Where "leave this page" goes: a page that anybody may have open.
ELSEWHERE = "https://www.bbc.co.uk/weather"
CODE_COOKIE = "waymark-report-code"


def takes_calls(reader: Reader | None) -> bool:
    """Whether somebody may take a concern down for a caller: children's social care, of their own areas."""
    return reader is not None and reader.role.sees is Sight.AREA


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Is a child in danger now? Whatever the answer, one can go on."""
    said = request.POST.get("danger", "")
    if request.method == "POST" and said == "yes":
        return redirect("report:danger")
    if request.method == "POST" and said == "no":
        return redirect(f"{reverse('report:area')}?danger=no")
    reader = request.reader  # type: ignore[attr-defined]
    unsent = drafts.unsent_of(reader.person) if reader is not None else []
    return render(
        request,
        "report/start.html",
        {"wrong": request.method == "POST", "unsent": [one for one in unsent if one.agency == reader.agency]},
    )


def danger(request: HttpRequest) -> HttpResponse:
    """999, and the way on."""
    return render(request, "report/danger.html")


@never_cache
def area(request: HttpRequest) -> HttpResponse:
    """Where does the child live? By postcode, or by choice where the postcode does not tell, or is not known."""
    today = Moment.at(clock.now()).day
    is_danger = "yes" if request.GET.get("danger") == "yes" else "no"
    known = areas.areas(today)
    context = {"areas": known, "danger": is_danger, "postcode": "", "fault": "", "asked": None}
    if request.method != "POST":
        return render(request, "report/area.html", context)
    postcode, chosen = request.POST.get("postcode", "").strip()[:20], request.POST.get("area", "")
    if chosen == "elsewhere":
        return render(request, "report/elsewhere.html", {"danger": is_danger})
    if any(one.slug == chosen for one in known):
        return _to_door(chosen, is_danger, areas.councils_of(chosen, postcode, today))
    found = areas.areas_of(postcode, today) if postcode else None
    if found is not None and len(found.areas) == 1 and not found.border:
        return _to_door(found.areas[0].slug, is_danger, areas.councils_of(found.areas[0].slug, postcode, today))
    context |= {"postcode": postcode, "asked": found if found is not None and found.areas else None}
    if found is None:
        context["fault"] = (
            "Enter a postcode, like SO14 or PO30 1AB, or choose the area"
            if postcode
            else "Enter a postcode or choose the area"
        )
    elif not found.areas:
        context["fault"] = (
            f"{found.district} is in none of these areas. Choose the area, or that the child lives elsewhere"
        )
    return render(request, "report/area.html", context)


@never_cache
def door(request: HttpRequest, area_slug: str) -> HttpResponse:
    """Whom to ring now, and the choice to write instead."""
    now = clock.now()
    today = Moment.at(now).day
    found = areas.area(area_slug, today)
    if found is None:
        raise Http404
    reader = request.reader  # type: ignore[attr-defined]
    takes = takes_calls(reader) and area_slug in reader.areas
    fault = ""
    if request.method == "POST":
        how = request.POST.get("how", "")
        if not takes or how in ("telephone", "own"):
            return _begin(request, area_slug, takes and how == "telephone")
        fault = "Say whether you are taking a call, or telling of a concern of your own"
    pack = packs.pack_on(area_slug, today)
    caller = front_doors.PROFESSIONAL if reader is not None else front_doors.PUBLIC
    context = {
        "area": found, "doors": front_doors.doors(pack, now, caller=caller, councils=request.GET.getlist("council")[:4]),
        "emergency": front_doors.emergency(pack), "danger": request.GET.get("danger", ""), "takes": takes, "fault": fault, "now": now,
        "agencies": agencies_in(area_slug) if takes else [], "full": request.get_full_path(),
        "levels": _levels(request, area_slug), "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "report/door.html", context)


def _begin(request: HttpRequest, area_slug: str, by_telephone: bool) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    if reader is None and not limits.BEGIN.allows(request):
        return too_often(request, area_slug)
    begun = begin_for(
        reader, area_slug, by_telephone=by_telephone, danger=request.GET.get("danger", ""), caller_agency=request.POST.get("agency", ""),
        email=getattr(request.user, "email", ""), now=clock.now(), levels=_levels(request, area_slug),
    )  # fmt: skip
    if begun.code is None:
        return remember(redirect("report:tasks", begun.report.pk), begun.report.pk, begun.key)
    response = redirect("report:code", begun.report.pk)
    # Handed to the next page alone, so that neither the database nor an address ever holds it.
    response.set_cookie(
        CODE_COOKIE, f"{begun.code.code}.{begun.code.pin}", path=reverse("report:code", args=[begun.report.pk]), httponly=True, samesite="Lax",
        max_age=600,
    )  # fmt: skip
    return remember(response, begun.report.pk, begun.key)


def _levels(request: HttpRequest, area_slug: str) -> dict[str, object]:
    """What goes along from the levels of need: the address of the door says which lines of the chart were ticked."""
    pack = packs.pack_on(area_slug, Moment.at(clock.now()).day)
    return carried(pack, request.GET.getlist("d")[:MOST])


def too_often(request: HttpRequest, area_slug: str) -> HttpResponse:
    """429, with the number to ring instead."""
    now = clock.now()
    found = areas.area(area_slug, Moment.at(now).day)
    doors = front_doors.doors(packs.pack_on(area_slug, Moment.at(now).day), now) if found is not None else []
    return render(request, "report/too_often.html", {"doors": doors, "area": found}, status=429)


@writes
def code(request: HttpRequest, report: Report) -> HttpResponse:
    """The code and PIN with which to come back, shown once; a fresh pair when they were not written down."""
    if report.kind != Report.Kind.PUBLIC:
        return redirect("report:tasks", report.pk)
    if request.method == "POST":
        fresh = drafts.new_code_for(report)
        return render(
            request,
            "report/code.html",
            {"report": report, "code": fresh.code, "pin": fresh.pin, "days": drafts.days_kept()},
        )
    shown, _, pin = request.COOKIES.get(CODE_COOKIE, "").partition(".")
    response = render(
        request, "report/code.html", {"report": report, "code": shown, "pin": pin, "days": drafts.days_kept()}
    )
    response.delete_cookie(CODE_COOKIE, path=reverse("report:code", args=[report.pk]), samesite="Lax")
    return response


@never_cache
def come_back(request: HttpRequest) -> HttpResponse:
    """Code and PIN, and on to where somebody stopped."""
    context: dict[str, object] = {"days": drafts.days_kept()}
    if request.method != "POST":
        return render(request, "report/come_back.html", context)
    if not limits.CODE.allows(request):
        return render(request, "report/come_back.html", context | {"locked": True}, status=429)
    found = drafts.by_code(request.POST.get("code", "")[:80], request.POST.get("pin", "")[:40], now=clock.now())
    if found is None:
        fault = "The code or the PIN is not right, or what you had begun is no longer kept. Check both"
        context |= {"fault": fault, "code": request.POST.get("code", "")[:80]}
        return render(request, "report/come_back.html", context, status=400)
    report, key = found
    return remember(redirect("report:tasks", report.pk), report.pk, key)


@writes(after_sending=True)
def leave(request: HttpRequest, report: Report) -> HttpResponse:
    """Away from here at once; from now on only the code opens the draft."""
    return forget(redirect(ELSEWHERE), report.pk)


def _to_door(area_slug: str, is_danger: str, councils: tuple[str, ...]) -> HttpResponse:
    # Of the postcode only the council goes on: an address may be seen by others.
    query = [("danger", is_danger), *(("council", one) for one in councils)]
    return redirect(f"{reverse('report:door', args=[area_slug])}?{urlencode(query)}")
