"""A partnership's own chapters: reading them, and for its business manager adding, changing and withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from waymark.manual.book import parts
from waymark.manual.register import own
from waymark.manual.register.models import OwnVersion
from waymark.manual.register.own import Written
from waymark.manual.speaking import BadEntry, NotAllowed, speaks_for
from waymark.web import clock
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.manual.library import book_of
from waymark.web.manual.markdown import html_of
from waymark.web.manual.presenting import overdue
from waymark.web.manual.showing import page, today
from waymark.web.people.forms import Field, Form, day_of
from waymark.web.shell import unsent
from waymark.web.shell.needs import signed_in

_FORM = require_http_methods(["GET", "HEAD", "POST"])
#: The largest file that is read, in bytes.
_LARGEST = 4 * own.LONGEST
_HINTS = {
    "title": "Left empty: the first heading of the text.",
    "owner": "A group or a post, such as “Policy subgroup”. It is printed with the chapter.",
    "file": "Or write in the box below. A file goes before what is in the box.",
    "text": "Markdown: # for a heading, a hyphen for a point, two asterisks around **strong** words. HTML and pictures are not shown.",
}


@dataclass(frozen=True, slots=True)
class Own:
    """An own chapter in a list."""

    version: OwnVersion
    href: str
    overdue: bool


def listed(area: str, on: date, *, withdrawn: bool = False) -> list[Own]:
    """The own chapters of an area."""
    found = own.chapters_of(area, withdrawn=withdrawn)
    return [
        Own(
            one,
            reverse("manual:own-chapter", kwargs={"area": area, "name": one.chapter.name}),
            overdue(one.review, on),
        )
        for one in found
    ]


@require_safe
@of_area
def every_own(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """All own chapters of the area."""
    editing = speaks_for(request.reader, guidance.area)  # type: ignore[attr-defined]
    found = listed(guidance.area, today(), withdrawn=editing)
    return page(request, book_of(request, guidance), "manual/own_list.html", chapters=found, editing=editing)


@require_safe
@of_area
def one_own(request: HttpRequest, guidance: Guidance, name: str) -> HttpResponse:
    """An own chapter as it stands, or with `?version=` as it stood."""
    versions = own.versions_of(guidance.area, name)
    if not versions:
        raise Http404
    asked = request.GET.get("version", "")
    shown = next((one for one in versions if str(one.number) == asked), None) if asked else versions[0]
    if shown is None:
        raise Http404
    path = reverse("manual:own-chapter", kwargs={"area": guidance.area, "name": name})
    return page(
        request, book_of(request, guidance), "manual/own.html", version=shown, versions=versions, newest=versions[0],
        text=html_of(shown.text, shown.title), overdue=overdue(shown.review, today()), address=path,
        editing=speaks_for(request.reader, guidance.area),  # type: ignore[attr-defined]
    )  # fmt: skip


@never_cache
@_FORM
@signed_in
@of_area
def add(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Add an own chapter."""
    choices = [
        ("", "On its own, after the others"),
        *((part.name, part.title) for part in parts(guidance.pack) if part.name),
    ]
    fields = [*_fields(), Field(name="part", label="Where is it listed?", choices=choices)]

    def do(written: Written) -> OwnVersion:
        name = own.name_of(request.POST.get("name", "") or written.title)
        return own.add_chapter(
            area=guidance.area, name=name, part=request.POST.get("part", ""), written=written, by=request.reader, now=clock.now(),  # type: ignore[attr-defined]
        )  # fmt: skip

    return _asked(request, guidance, "Add a chapter of your own", "Add the chapter", fields, do)


@never_cache
@_FORM
@signed_in
@of_area
def change(request: HttpRequest, guidance: Guidance, name: str) -> HttpResponse:
    """Write a new version of an own chapter."""
    newest = _newest(guidance, name)
    fields = [*_fields(newest), Field(name="said", label="What is new in this version?", value="")]

    def do(written: Written) -> OwnVersion:
        return own.change_chapter(chapter=newest.chapter, written=written, by=request.reader, now=clock.now())  # type: ignore[attr-defined]

    return _asked(request, guidance, f"Change “{newest.title}”", "Publish this version", fields, do)


@never_cache
@_FORM
@signed_in
@of_area
def withdraw(request: HttpRequest, guidance: Guidance, name: str) -> HttpResponse:
    """Take an own chapter out of the manual."""
    newest = _newest(guidance, name)
    _may(request, guidance)
    faults: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            because = request.POST.get("because", "")
            own.withdraw_chapter(chapter=newest.chapter, because=because, by=request.reader, now=clock.now())  # type: ignore[attr-defined]
        except BadEntry as refused:
            faults = refused.problems
        else:
            messages.success(request, f"“{newest.title}” is withdrawn.")
            return redirect("manual:own", area=guidance.area)
    form = Form([Field(name="because", label="Why is it withdrawn?")], request.POST or None, faults)
    context = {"form": form, "title": f"Withdraw “{newest.title}”", "words": "Withdraw it", "withdrawing": True}
    return page(request, book_of(request, guidance), "manual/own_form.html", **context)


def _asked(
    request: HttpRequest, guidance: Guidance, title: str, words: str, fields: list[Field],
    do: Callable[[Written], OwnVersion],
) -> HttpResponse:  # fmt: skip
    """Shows the form, and does what was sent; a refusal shows it again with what was typed."""
    _may(request, guidance)
    faults: Mapping[str, str] = {}
    sent = request.POST.copy() if request.method == "POST" else unsent.take(request)
    if request.method == "POST":
        try:
            version = do(_written(request, sent))
        except BadEntry as refused:
            faults = refused.problems
        else:
            messages.success(request, f"“{version.title}” is in the manual, version {version.number}.")
            return redirect("manual:own-chapter", area=guidance.area, name=version.chapter.name)
    context = {"form": Form(fields, sent, faults), "title": title, "words": words, "withdrawing": False}
    return page(request, book_of(request, guidance), "manual/own_form.html", **context)


def _written(request: HttpRequest, sent: Any) -> Written:
    """What was sent: a file's text goes before what was typed. Errors: BadEntry for a file that is no text and a day that is none."""
    file = request.FILES.get("file")
    if file is not None:
        if file.size > _LARGEST:
            raise BadEntry({"file": "This file is too large for a chapter."})
        try:
            sent["text"] = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BadEntry({"file": "This file is no text in UTF-8. Save it as Markdown (.md)."}) from None
    faults: dict[str, str] = {}
    review = day_of(sent.get("review", ""), faults, "review")
    if faults:
        raise BadEntry(faults)
    title = sent.get("title", "").strip() or own.title_of(sent.get("text", ""))
    return Written(
        title=title, owner=sent.get("owner", ""), text=sent.get("text", ""), review=review, said=sent.get("said", "")
    )


def _fields(newest: OwnVersion | None = None) -> list[Field]:
    review = newest.review.isoformat() if newest else ""
    return [
        Field(name="title", label="Title", value=newest.title if newest else "", hint=_HINTS["title"]),
        Field(name="owner", label="Who keeps it right?", value=newest.owner if newest else "", hint=_HINTS["owner"]),
        Field(name="review", label="Next review", kind="date", value=review),
        Field(name="file", label="Markdown file", kind="file", hint=_HINTS["file"]),
        Field(name="text", label="Text", kind="textarea", value=newest.text if newest else "", hint=_HINTS["text"]),
    ]


def _newest(guidance: Guidance, name: str) -> OwnVersion:
    versions = own.versions_of(guidance.area, name)
    if not versions:
        raise Http404
    return versions[0]


def _may(request: HttpRequest, guidance: Guidance) -> None:
    """Refuses early what the action would refuse. Raises PermissionDenied."""
    if not speaks_for(request.reader, guidance.area):  # type: ignore[attr-defined]
        raise PermissionDenied(str(NotAllowed("You", f"change chapters of {guidance.area}")))
