"""The pages of the search. What is typed may hold a child's name: it is written down nowhere, and no page of results is kept by a browser's cache."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.manual.documents import finding
from waymark.manual.search import guidance as indexes
from waymark.manual.search.analysis import words
from waymark.manual.search.asking import MOST_LETTERS
from waymark.manual.search.index import Index
from waymark.manual.search.pages import Kind
from waymark.manual.search.ranking import Hit
from waymark.manual.search.searching import Answer, Wanted, search
from waymark.manual.search.suggesting import suggest
from waymark.manual.search.wordlist import WordList, word_list
from waymark.web import clock
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.report import front_doors
from waymark.web.search import presenting
from waymark.web.search.addresses import KIND_WORDS, address_of
from waymark.web.search.books import books_on

A_PAGE = 10
#: So many passages of loaded documents stand below the other answers.
LOADED_BESIDE = 3
#: Seconds after which a page asks again while the index is being made for the first time.
ASK_AGAIN = 3


@never_cache
@require_safe
@of_area
def results(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """What the guidance of an area says about what was typed."""
    typed = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    kind = request.GET.get("kind", "")
    kind = kind if kind in presenting.KINDS else ""
    narrowed = {"kind": kind, "chapter": request.GET.get("chapter", "")[:80], "own": request.GET.get("whose") == "own"}
    context: dict[str, Any] = {"guidance": guidance, "asked": typed, "narrowed": narrowed, "answer": None}
    if typed:
        index = indexes.index_for(books_on(clock.now())).index
        if index is None:
            return _not_yet(request, context)
        context |= _answered(request, guidance, index, typed, narrowed)
    return render(request, "search/results.html", context)


@never_cache
@require_safe
@of_area
def suggestions(request: HttpRequest, guidance: Guidance) -> JsonResponse:
    """Pages whose names begin as what is being typed."""
    index = indexes.index_for(books_on(clock.now())).index
    pages = (
        suggest(index, word_list(guidance.pack), request.GET.get("q", ""), area=guidance.area)
        if index is not None
        else []
    )
    rows = [{"title": one.title, "kind": _kind(one.kind, one.chapter_title), "href": address_of(one)} for one in pages]
    return JsonResponse({"suggestions": rows})


def _kind(kind: Kind, chapter: str) -> str:
    return chapter if kind in (Kind.SECTION, Kind.TOOL) else KIND_WORDS[kind]


def _not_yet(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The index is being made for the first time: nobody waits without being told."""
    answer = render(request, "search/not_yet.html", context | _help(context["guidance"]), status=503)
    answer["Refresh"] = str(ASK_AGAIN)
    answer["Retry-After"] = str(ASK_AGAIN)
    return answer


def _answered(
    request: HttpRequest, guidance: Guidance, index: Index, typed: str, narrowed: dict[str, Any]
) -> dict[str, Any]:
    known = word_list(guidance.pack)
    as_typed = request.GET.get("as-typed") == "yes"
    kinds = presenting.KINDS[narrowed["kind"]]
    wanted = Wanted(kinds, narrowed["chapter"], guidance.area if narrowed["own"] else "")
    answer = search(index, known, typed, area=guidance.area, wanted=wanted, as_typed=as_typed)
    loaded = (
        _loaded(request, guidance, known, answer)
        if not narrowed["chapter"] and narrowed["kind"] in ("", "documents")
        else []
    )
    hits: list[Hit] = loaded if narrowed["kind"] == "documents" else list(answer.hits)
    at = max(1, int(number) if (number := request.GET.get("page", "1")).isdecimal() and len(number) < 4 else 1)
    shown = hits[(at - 1) * A_PAGE : at * A_PAGE]
    path, asked = reverse("search:results", kwargs={"area": guidance.area}), answer.asked.runs
    beside = narrowed["kind"] == "" and at == 1
    context = {
        "answer": answer, "path": path, "number": len(hits), "first": (at - 1) * A_PAGE + 1,
        "hits": [presenting.found(hit.page, asked, guidance.pack) for hit in shown],
        "loaded": [presenting.found(hit.page, asked, guidance.pack) for hit in loaded[:LOADED_BESIDE]] if beside else [],
        "elsewhere": [presenting.found(hit.page, asked, guidance.pack) for hit in answer.elsewhere] if at == 1 else [],
        "ways": presenting.ways(path, typed, **narrowed), "address": lambda **more: presenting.address(path, typed, **narrowed | more),
        "before": at - 1, "after": at + 1 if len(hits) > at * A_PAGE else 0,
        "chapters": answer.chapters[:8], "instead": answer.asked.corrections, "as_typed": as_typed,
    }  # fmt: skip
    if not hits:
        spelling = index.spelling(known)
        context["nearest"] = list(dict.fromkeys(near for word in words(typed)[:6] for near in spelling.nearest(word)))[
            :6
        ]
    wants_call = not hits or Kind.CONTACT in answer.asked.kinds
    return context | (_help(guidance) if wants_call else {})


def _loaded(request: HttpRequest, guidance: Guidance, known: WordList, answer: Answer) -> list[Hit]:
    index = finding.index_for().index
    if index is None:
        return []
    return finding.search(index, known, answer.asked, area=guidance.area, reader=request.reader)  # type: ignore[attr-defined]


def _help(guidance: Guidance) -> dict[str, Any]:
    """The number to call now, for whoever found nothing or looks for one."""
    doors = {door.first: door for door in reversed(front_doors.doors(guidance.pack, clock.now()))}
    return {"doors": list(doors.values())[::-1], "emergency": front_doors.emergency(guidance.pack)}
