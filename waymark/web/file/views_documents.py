"""Documents: put into the file, listed, sent to whoever may read them. Each sending is asked for and written down."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from waymark.agencies.queries import names_of
from waymark.casefile import documents as store
from waymark.casefile import kept
from waymark.casefile.content import WHAT_IS_TAKEN
from waymark.web import clock
from waymark.web.file import changing
from waymark.web.file.pages import page
from waymark.web.file.reading import open_case
from waymark.web.shell.needs import request_actor, signed_in
from waymark.web.shell.words import short_day


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def documents(request: HttpRequest, child: str) -> HttpResponse:
    """The documents of a file, and the form that adds one. A title that was typed stays; a browser keeps no file."""
    case = open_case(request, child, "documents")
    typed = {name: request.POST.get(name, "").strip() for name in ("title", "episode")}
    faults: dict[str, str] = {}
    if request.method == "POST":
        sent = request.FILES.get("document")
        if sent is None:
            faults["document"] = "Choose a file."
        elif typed["episode"] and typed["episode"] not in case.file.history.episodes:
            faults["episode"] = "Choose one from the list."
        else:
            with changing.tried() as faults:
                store.store(
                    stream=case.stream, file=sent.file, file_name=sent.name or "", title=typed["title"], episode=typed["episode"],
                    by=request_actor(request), now=clock.now(),
                )  # fmt: skip
        if not faults:
            return changing.done(request, "The document is in the file.", "file:documents", child)
    found = kept.documents(case.file)
    episodes = case.situation.episodes if case.situation is not None else {}
    titles = {
        name: f"{one.pack.pathways[one.episode.pathway].title}, {short_day(one.episode.opened.occurred)}"
        for name, one in episodes.items()
    }
    return page(
        request, case, "documents", "documents", status=400 if faults else 200, documents=found, typed=typed, faults=faults, titles=titles,
        names=names_of(one.by for one in found), most=store.largest() // 1_000_000, taken=WHAT_IS_TAKEN,
        episodes=[("", "Nothing in particular"), *titles.items()],
    )  # fmt: skip


@never_cache
@require_safe
@signed_in
def document(request: HttpRequest, child: str, document: str) -> FileResponse:
    """One document, to be saved and not shown: whatever is in it, it does not run in these pages."""
    case = open_case(request, child, f"document {document}")
    try:
        found, content = store.open_document(case.stream, document)
    except store.DocumentNotFound as missing:
        raise Http404 from missing
    answer = FileResponse(
        content, as_attachment=True, filename=found.file_name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
