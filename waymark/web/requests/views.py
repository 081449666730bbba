"""Information asked of partner agencies: what mine has been asked, and answering it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waymark.access.errors import NotFound
from waymark.access.reading import log_read
from waymark.agencies.queries import names_of
from waymark.casefile.errors import NotYours
from waymark.sharing import actions
from waymark.sharing.errors import BadEntry, NoLongerOpen, NoSuchRequest
from waymark.sharing.models import InformationRequest
from waymark.sharing.queries import owed_by, request_for
from waymark.sharing.requests import WITHDRAWN
from waymark.web import clock
from waymark.web.requests import answering
from waymark.web.requests.presenters import Form, child_name, lists, page
from waymark.web.shell.needs import request_actor, request_scope, signed_in
from waymark.web.shell.streams import slug_of
from waymark.web.shell.words import moment

READ = "information request"
#: What the answer is refused for, and where on the page that is.
FIELDS = {"known": "known-yes", "text": "text", "lawful-basis": "basis-1"}


@never_cache
@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """What my agency has been asked: overdue first."""
    now = clock.now()
    found = lists(owed_by(request_scope(request), now), now)
    return render(request, "requests/list.html", {"lists": found})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def one(request: HttpRequest, number: str) -> HttpResponse:
    """A request; for the agency that was asked, with the form to answer it."""
    asked = request_for(request_scope(request), number)
    if request.method == "POST":
        return answering.keep(request, asked) if request.POST.get("action") == "keep" else _answered(request, asked)
    log_read(request.reader, asked.stream, READ, now=clock.now())  # type: ignore[attr-defined]
    return _page(request, asked, answering.begun(request, asked))


@never_cache
@require_safe
@signed_in
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """The answer has arrived."""
    asked = request_for(request_scope(request), number)
    log_read(request.reader, asked.stream, READ, now=clock.now())  # type: ignore[attr-defined]
    return render(request, "requests/sent.html", {"child": child_name(asked), "asked": asked})


@require_POST
@signed_in
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take a question back, by those who work on the child's file."""
    asked = request_for(request_scope(request), number)
    try:
        actions.withdraw(
            request=number, reason=request.POST.get("reason", ""), by=request_actor(request), now=clock.now()
        )
    except BadEntry as refusal:
        return _page(request, asked, Form(), status=400, withdrawing=refusal.problems)
    except NoLongerOpen as gone:
        return _page(request, asked, Form(), status=409, meanwhile=_meanwhile(gone))
    except NotYours as refusal:
        raise NotFound from refusal
    messages.success(request, "The question has been taken back.")
    return redirect("requests:one", number=number)


def _answered(request: HttpRequest, asked: InformationRequest) -> HttpResponse:
    form = Form.read(request.POST)
    try:
        if form.known not in ("yes", "no"):
            raise BadEntry({"known": "Say whether your agency has something to share."} | _others_missing(form))
        actions.answer(
            request=asked.pk, text=form.text, lawful_basis=form.basis, nothing_known=form.known == "no",
            by=request.reader, now=clock.now(),  # type: ignore[attr-defined]
        )  # fmt: skip
    except BadEntry as refusal:
        return _page(request, asked, Form.read(request.POST, refusal.problems), status=400)
    except NoLongerOpen as gone:
        return _page(
            request, request_for(request_scope(request), asked.pk), form, status=409, meanwhile=_meanwhile(gone)
        )
    except (NoSuchRequest, NotYours) as refusal:
        raise NotFound from refusal
    answering.forget(request, asked)
    return redirect("requests:sent", number=asked.pk)


def _others_missing(form: Form) -> dict[str, str]:
    return {} if form.basis else {"lawful-basis": "Choose the lawful basis on which you share this."}


def _meanwhile(gone: NoLongerOpen) -> str:
    if gone.state == WITHDRAWN:
        return f"The question was taken back on {moment(gone.at)}. Nothing of yours was sent."
    return (
        f"{names_of([gone.by])[gone.by]} answered this on {moment(gone.at)}. Your text was not sent; it is kept below."
    )


def _page(
    request: HttpRequest,
    asked: InformationRequest,
    form: Form,
    *,
    status: int = 200,
    meanwhile: str = "",
    withdrawing: dict[str, str] | None = None,
) -> HttpResponse:
    scope, now = request_scope(request), clock.now()
    context = {
        "page": page(asked, now), "form": form, "meanwhile": meanwhile, "withdrawing": withdrawing or {},
        "faults": [{"text": text, "href": f"#{FIELDS.get(name, name)}"} for name, text in form.problems.items()],
        "mine": scope.may_answer_for(asked.agency), "works_on_it": scope.may_work_on(asked.stream),
        "file": reverse("file:overview", args=[slug_of(asked.stream)]) if scope.may_see(asked.stream) else "",
    }  # fmt: skip
    return render(request, "requests/one.html", context, status=status)
