"""A step of a child as a page: opened, sent, kept while it is typed."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from waymark.ledger.queries import stream_sequence
from waymark.web.fields import as_raw, pressed, short_of
from waymark.web.fields.raw import many, one
from waymark.web.shell import unsent
from waymark.web.shell.needs import asked_by_the_page, signed_in
from waymark.web.steps import keeping, pages, planning, signing_off
from waymark.web.steps.filling import act_of, fill
from waymark.web.steps.places import Place, find_place
from waymark.web.steps.proposals import returned
from waymark.web.steps.reading import Sheet, begun, posted
from waymark.web.steps.recording import Outcome, already, send
from waymark.web.steps.siblings import chosen


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def step(request: HttpRequest, child: str, pathway: str, step: str) -> HttpResponse:
    """The page of a step: its form, its rules, and recording it."""
    place = find_place(request, child, pathway, step)
    if place.proposal is not None and place.signer is not None and not request.GET.get("again"):
        answer = signing_off.view(place)
        if answer is not None:
            return answer
    if not place.may_do or (not place.episode and not place.begins):
        status = 200 if place.may_do else 403
        return render(request, "steps/not_now.html", pages.frame(place) | {"starts": starts(place)}, status=status)
    if request.method == "POST":
        return _sent(place)
    return _opened(place)


def starts(place: Place) -> list[tuple[str, str]]:
    """The steps that open the pathway, with their pages."""
    found = (place.pack.steps[name] for name in place.pathway.starts if name in place.pack.steps)
    return [(one.title, reverse("steps:step", args=(place.case.slug, *one.name.split("/", 1)))) for one in found]


def _opened(place: Place) -> HttpResponse:
    topic = place.topic(place.request.GET.get("topic", ""))
    sent = unsent.take(place.request)
    if sent is not None:
        place.request.POST = sent  # type: ignore[assignment]
        sheet = posted(place, place.topic(sent.get("_page", "")))
        keeping.save(place.actor.person, place.draft_name, sheet.raw, version=None, now=place.now)
        return pages.show(begun(place, sheet.topic))
    sheet = begun(place, topic)
    if sheet.kept is not None and already(place, one(sheet.raw, "_draft_key")) is not None:
        # It was recorded, and the machine stopped before the draft could go.
        keeping.discard(place.actor.person, place.draft_name)
        sheet = begun(place, topic)
    if not sheet.kept and (proposed := returned(place)):
        sheet = replace(sheet, raw=proposed)
    return pages.show(sheet)


def _sent(place: Place) -> HttpResponse:
    request = place.request
    does = request.POST.get("_do", "")
    key = request.POST.get("_key", "")
    if does == "discard":
        keeping.discard(place.actor.person, place.draft_name)
        messages.success(request, "What you had typed here has been thrown away.")
        return redirect(request.get_full_path())
    if does in ("plan", "cancel"):
        return planning.sent(place, does)
    if (before := already(place, key)) is not None:
        return _done(place, before.id)
    sheet = posted(place, place.topic(request.POST.get("_page", "")))
    beside = _beside(sheet)
    if (changed := pressed(sheet.raw, sheet.questions, beside, around=sheet.around)) is not None:
        new = replace(
            sheet,
            raw=changed[0],
            other=sheet.kept.raw if sheet.kept is not None and request.POST.get("_beside") else sheet.other,
        )
        return pages.show(new if new.other is not None else _keep(new), at=changed[1])
    if sheet.other is not None:
        # Nothing is kept yet: what stands in the other window is shown beside, and would be gone.
        return pages.show(sheet)
    sheet = _keep(sheet)
    if does == "later":
        messages.success(request, "Saved. It is not recorded yet: come back to this page to go on.")
        return redirect("steps:menu", place.case.slug)
    return _topic_sent(sheet) if sheet.topic is not None else _record(sheet, key)


def _beside(sheet: Sheet) -> dict[str, object]:
    """The answers that stand beside the fields, to be copied: last time's, or those of the other window."""
    place = sheet.place
    if place.request.POST.get("_beside") and sheet.kept is not None:
        return fill(place, sheet.kept.raw, around=sheet.around, known=sheet.known, finishing=False).form.answers
    return {short: known.value for short, known in sheet.last.items()}


def _keep(sheet: Sheet) -> Sheet:
    """The page with what was typed kept as a draft."""
    place = sheet.place
    return replace(
        sheet, kept=keeping.save(place.actor.person, place.draft_name, sheet.raw, version=None, now=place.now)
    )


def _topic_sent(sheet: Sheet) -> HttpResponse:
    """One topic of a long form: on to the next, unless something is wrong with it or its answers bring up more."""
    place, topic = sheet.place, sheet.topic
    assert topic is not None  # the caller asked
    filled = fill(place, sheet.raw, around=sheet.around, known=sheet.known, questions=topic.questions, with_act=False)
    further = _more_to_ask(sheet, filled.relevance.asked)
    if not filled.ok or further:
        return pages.show(sheet, filled, further=further, status=200)
    names = [one.name for one in place.topics]
    later = names[names.index(topic.name) + 1 :]
    query = {"episode": place.episode} if place.episode else {}
    asked = {question.name for question in filled.relevance.asked}
    following = next((name for name in later if asked & {q.name for q in _questions(place, name)}), "")
    address = reverse("steps:step", args=(place.case.slug, *place.step.name.split("/", 1)))
    return redirect(f"{address}?{urlencode(query | ({'topic': following} if following else {}))}")


def _questions(place: Place, name: str) -> tuple:
    topic = place.topic(name)
    return topic.questions if topic is not None else ()


def _more_to_ask(sheet: Sheet, asked: tuple) -> int:
    """How many questions the answers bring up that the page did not show."""
    posted_shown = sheet.place.request.POST.get("_shown")
    if posted_shown is None:
        return 0
    shown = set(posted_shown.split(","))
    return sum(question in sheet.questions and short_of(question) not in shown for question in asked)


def _record(sheet: Sheet, key: str) -> HttpResponse:
    place = sheet.place
    filled = fill(place, sheet.raw, around=sheet.around, known=sheet.known)
    further = _more_to_ask(sheet, filled.relevance.asked)
    if not filled.ok or further:
        return pages.show(sheet, filled, further=further)
    expected = place.request.POST.get("_sequence", "")
    outcome = send(
        place, act_of(place, filled, pages.kinds(place)), key=key, expected=int(expected) if expected.isdecimal() else None,
        also=chosen(place, many(sheet.raw, "also")),
    )  # fmt: skip
    if outcome.event is None:
        return pages.show(sheet, filled, outcome)
    keeping.discard(place.actor.person, place.draft_name)
    _say_where(place, outcome)
    signing_off.ask(place, outcome)
    return _done(place, outcome.event.id)


def _say_where(place: Place, outcome: Outcome) -> None:
    if outcome.files:
        messages.success(place.request, f"Also recorded in the files of {', '.join(outcome.files)}.")


def _done(place: Place, event: str) -> HttpResponse:
    return redirect("steps:done", place.case.slug, event)


@never_cache
@require_POST
@asked_by_the_page
@signed_in
def draft(request: HttpRequest, child: str, pathway: str, step: str) -> HttpResponse:
    """Keep what is typed, and say which questions apply with it. 409 with what stands there where another window has written."""
    place = find_place(request, child, pathway, step)
    sheet = posted(place, place.topic(request.POST.get("_page", "")))
    try:
        kept = keeping.save(
            place.actor.person, place.draft_name, sheet.raw, version=request.POST.get("_version"), now=place.now
        )
    except keeping.Elsewhere as elsewhere:
        return JsonResponse({"problem": str(elsewhere), "version": elsewhere.kept.version}, status=409)
    filled = fill(place, sheet.raw, around=sheet.around, known=sheet.known, finishing=False)
    shown = [short_of(question) for question in filled.relevance.asked if question in sheet.questions]
    meeting = pages.meetings.shown(place, filled.standing, sheet.raw)
    return JsonResponse(
        {
            "version": kept.version, "at": pages.clock_time(kept.at), "shown": shown,
            "moved": stream_sequence(place.case.stream) != int(one(as_raw(request.POST), "_sequence") or 0),
            "quorum": None if meeting is None or meeting.quorate is None else {"ok": meeting.quorate, "text": meeting.verdict},
        }
    )  # fmt: skip
