"""Users, posts, agencies and teams, for system administrators."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from waymark.agencies import actions
from waymark.agencies.errors import BadEntry
from waymark.agencies.models import Agency, Post, Team, User
from waymark.agencies.queries import all_users, every_post_of
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.people import forms, presenters
from waymark.web.people.forms import Field, Form
from waymark.web.shell.areas import choices
from waymark.web.shell.needs import needs_role

_administrators = needs_role("system-administrator")
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
@_administrators
def overview(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in, with the posts that they hold."""
    text = request.GET.get("q", "").strip()
    found = presenters.people(all_users(_today()), text)
    return render(request, "people/list.html", {"people": found, "text": text})


@never_cache
@require_safe
@_administrators
def agencies(request: HttpRequest) -> HttpResponse:
    """Agencies with their teams."""
    found = Agency.objects.order_by("name").prefetch_related("teams")
    return render(request, "people/agencies.html", {"agencies": [presenters.agency(one, _today()) for one in found]})


@never_cache
@require_safe
@_administrators
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One user: posts now, before and to come, and who gave them."""
    user = get_object_or_404(User, pk=number)
    context = {
        "person": user, "posts": presenters.posts(every_post_of(user), _today()), "history": presenters.history(user),
    }  # fmt: skip
    return render(request, "people/one.html", context)


@never_cache
@_FORM
@_administrators
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody who may sign in, with their first post."""

    def do() -> str:
        with transaction.atomic():
            sent = request.POST
            user = actions.add_user(
                email=sent.get("email", ""), name=sent.get("name", ""), by=request.reader, now=clock.now()  # type: ignore[attr-defined]
            )  # fmt: skip
            _give(request, user)
        messages.success(request, f"{user.name} may sign in, and sets a password with “I have forgotten my password”.")
        return reverse("people:one", args=[user.pk])

    fields = [*forms.person_fields(), *forms.post_fields(_today())]
    return _asked(request, "Add a user", fields, do, back=reverse("people:list"))


@never_cache
@_FORM
@_administrators
def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give a user a further post."""
    user = get_object_or_404(User, pk=number)

    def do() -> str:
        _give(request, user)
        messages.success(request, f"{user.name} has a further post.")
        return reverse("people:one", args=[user.pk])

    back = reverse("people:one", args=[user.pk])
    return _asked(request, f"A further post for {user.name}", forms.post_fields(_today()), do, back=back)


@never_cache
@_FORM
@_administrators
def end(request: HttpRequest, number: int, post: int) -> HttpResponse:
    """End a post with a day."""
    found = get_object_or_404(Post.objects.select_related("user"), pk=post, user=number)
    back = reverse("people:one", args=[number])

    def do() -> str:
        faults: dict[str, str] = {}
        last = forms.day_of(request.POST.get("ends", ""), faults, "ends")
        if last is None:
            raise BadEntry(faults or {"ends": "Give the last day of the post."})
        actions.end_post(post=found.pk, ends=last, by=request.reader, now=clock.now())  # type: ignore[attr-defined]
        messages.success(request, "The post ends with that day.")
        return back

    fields = [Field(name="ends", label="Last day", kind="date", value=_today().isoformat())]
    return _asked(request, f"End a post of {found.user.name}", fields, do, back=back, words="End the post")


@never_cache
@_FORM
@_administrators
def add_agency(request: HttpRequest) -> HttpResponse:
    """Add an agency."""

    def do() -> str:
        sent = request.POST
        actions.add_agency(
            slug=sent.get("slug", "").strip(), name=sent.get("name", ""), kind=sent.get("kind", ""), areas=_areas(request),
            by=request.reader, now=clock.now(),  # type: ignore[attr-defined]
        )  # fmt: skip
        messages.success(request, "The agency is added.")
        return reverse("people:agencies")

    return _asked(request, "Add an agency", forms.agency_fields(_today()), do, back=reverse("people:agencies"))


@never_cache
@_FORM
@_administrators
def add_team(request: HttpRequest) -> HttpResponse:
    """Add a team of an agency."""

    def do() -> str:
        sent = request.POST
        if sent.get("area", "") not in dict(choices(_today())):
            raise BadEntry({"area": "Choose the area on which the team works."})
        actions.add_team(
            slug=sent.get("slug", "").strip(), name=sent.get("name", ""), agency=sent.get("agency", ""), area=sent.get("area", ""),
            by=request.reader, now=clock.now(),  # type: ignore[attr-defined]
        )  # fmt: skip
        messages.success(request, "The team is added.")
        return reverse("people:agencies")

    return _asked(request, "Add a team", forms.team_fields(_today()), do, back=reverse("people:agencies"))


def _give(request: HttpRequest, user: User) -> Team | Post:
    sent, faults = request.POST, {}
    starts = forms.day_of(sent.get("starts", ""), faults, "starts")
    ends = forms.day_of(sent.get("ends", ""), faults, "ends")
    if faults:
        raise BadEntry(faults)
    return actions.give_post(
        user=user, role=sent.get("role", ""), agency=sent.get("agency", ""), team=sent.get("team", ""), areas=_areas(request),
        starts=starts or _today(), ends=ends, by=request.reader, now=clock.now(),  # type: ignore[attr-defined]
    )  # fmt: skip


def _areas(request: HttpRequest) -> list[str]:
    known = dict(choices(_today()))
    return [one for one in request.POST.getlist("areas") if one in known]


def _asked(
    request: HttpRequest, title: str, fields: Iterable[Field], do: Callable[[], str], *, back: str, words: str = "Save"
) -> HttpResponse:
    """Show a form; once it is sent, do it and go on, or show it again with what was typed and what is wrong."""
    form, status = Form(fields), 200
    if request.method == "POST":
        try:
            return redirect(do())
        except BadEntry as refusal:
            form, status = Form(form.fields, request.POST, refusal.problems), 400
    context = {"title": title, "form": form, "back": back, "words": words}
    return render(request, "people/form.html", context, status=status)


def _today() -> date:
    return Moment.at(clock.now()).day
