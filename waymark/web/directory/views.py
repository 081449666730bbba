"""The directory of an area, one service, and whom to call now. Open to everybody; nothing is kept about who looked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.agencies.queries import names_of
from waymark.exports.sheets import write_csv
from waymark.manual.directory import actions
from waymark.manual.directory.calling import EMERGENCY, whom_to_call
from waymark.manual.directory.entries import concerns_of, councils_of
from waymark.manual.directory.said import Said, history
from waymark.procedures.time import ENGLAND
from waymark.web.directory import asking, words
from waymark.web.directory.presenters import Card, Desk, Filter
from waymark.web.directory.words import Channel, channels
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.report import areas


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the area said; `by` and `reason` are empty for people who may not read them."""

    said: Said
    by: str
    reason: str

    @property
    def channels(self) -> list[Channel]:
        """How the service is reached, in the area's word."""
        return channels(self.said.channels)


_HEAD = (
    "name", "title", "for", "who", "ages", "purpose", "telephone", "other ways", "hours", "out of hours", "way in", "urgency",
    "owner", "last confirmed", "what sources print otherwise", "sources",
)  # fmt: skip


@never_cache
@require_safe
@of_area
def directory(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Every service of the area and of the areas whose procedures it shares, concern by concern."""
    desk = Desk(request, guidance)
    concerns = concerns_of(desk.pack)
    asked = Filter.of(request, concerns)
    sections, others = desk.sections(asked), desk.others(asked)
    due = desk.due() if desk.may_confirm else []
    return render(
        request,
        "directory/list.html",
        {"guidance": guidance, "desk": desk, "asked_for": asked, "concerns": concerns, "sections": sections, "others": others,
         "due": due, "who": words.WHO, "urgencies": words.URGENCIES},
    )  # fmt: skip


@never_cache
@require_safe
@of_area
def entry(request: HttpRequest, guidance: Guidance, name: str) -> HttpResponse:
    """One service: everything that is known about it, and where from."""
    return entry_page(request, Desk(request, guidance), name)


def entry_page(
    request: HttpRequest, desk: Desk, name: str, *, status: int = 200, problems: dict[str, str] | None = None
) -> HttpResponse:
    """The page of a service, with what was wrong with what somebody sent."""
    found = desk.entry(name)
    if found is None:
        raise Http404
    concerns = [one for one in concerns_of(desk.pack) if one.id in found.contact.concerns]
    return render(
        request,
        "directory/entry.html",
        {"guidance": desk.guidance, "desk": desk, "card": desk.card(found), "concerns": concerns, 
         "labels": {one.name: one.label for one in channels(found.contact.channels)}, "printed": channels(found.printed),
         "problems": problems or {}, "sent": request.POST, "instead": desk.in_public_place(found),
         "neighbour": next((one.title for one in areas.areas(desk.moment.day) if one.slug == found.contact.for_area), ""),
         "chapters": _chapters(desk, concerns), "story": () if desk.card(found).hidden else _story(desk, name),
         "seen": actions.seen_at(desk.guidance.area, name) if desk.may_confirm else 0},
        status=status,
    )  # fmt: skip


@never_cache
@require_safe
@of_area
def who_to_call(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Who do I call now? One clear answer first."""
    desk = Desk(request, guidance)
    question = asking.question_of(request, guidance)
    advice = None
    if question.asked and not question.problems:
        advice = whom_to_call(desk.pack, desk.entries, question.caller(signed_in=desk.signed_in), question.moment)
    concern = next((one for one in concerns_of(desk.pack) if one.id == question.concern), None)
    return render(
        request,
        "directory/who-to-call.html",
        {"guidance": guidance, "desk": desk, "question": question, "advice": advice, "concern": concern,
         "danger": advice is not None and question.caller(signed_in=False).urgency == EMERGENCY,
         "concerns": concerns_of(desk.pack), "councils": councils_of(desk.pack), "who": asking.WHO, "urgencies": asking.URGENCIES,
         "not_worked": ENGLAND.reason_not_worked(question.moment.day), "why": words.why},
        status=400 if question.asked and question.problems else 200,
    )  # fmt: skip


@never_cache
@require_safe
@of_area
def as_csv(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """The directory for a spreadsheet, in which no cell can be a formula."""
    desk = Desk(request, guidance)
    name = f"directory-{guidance.area}-{desk.moment.day.isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    write_csv(answer, _HEAD, [_row(desk.card(one)) for one in desk.entries])
    return answer


def _row(card: Card) -> tuple[object, ...]:
    contact = card.entry.contact
    confirmed = card.entry.confirmed
    kept_back = "for professionals who are signed in" if card.hidden else ""
    otherwise = card.otherwise.title if card.otherwise is not None else ""
    numbers = "; ".join(one.text for one in card.numbers) or kept_back
    others = "; ".join(f"{one.label}: {one.text}" for one in card.channels if not one.number)
    printed = "" if card.hidden else "; ".join(
        f"{', '.join(one.text for one in found)} ({note})" for found, note, _ in card.readings
    )  # fmt: skip
    return (
        card.name, card.title, ", ".join(contact.concerns), card.who, card.ages, contact.say, numbers, others, card.hours, otherwise,
        contact.route, contact.urgency, contact.owner, confirmed.date().isoformat() if confirmed else "nobody has confirmed it yet",
        printed, ", ".join(contact.cites),
    )  # fmt: skip


def _chapters(desk: Desk, concerns: list) -> list[tuple[str, str]]:
    """The chapters of the manual to which a service belongs: name and title, each once."""
    names = dict.fromkeys(name for one in concerns for name in one.columns.get("chapter", ()))
    return [(name, desk.pack.pathways[name].title) for name in names if name in desk.pack.pathways]


def _story(desk: Desk, name: str) -> list[Told]:
    """What the area has said about a service, newest first. Who said it, and why, is for those who speak for the area themselves."""
    said = history(desk.guidance.area, name)
    if not desk.may_confirm:
        return [Told(one, "", "") for one in said]
    names = names_of({one.by for one in said})
    return [Told(one, names.get(one.by, one.by), one.reason) for one in said]
