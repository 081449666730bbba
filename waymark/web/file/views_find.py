"""Children: finding one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.web import clock
from waymark.web.file import finding
from waymark.web.shell.needs import request_scope, signed_in


@never_cache
@require_safe
@signed_in
def find(request: HttpRequest) -> HttpResponse:
    """Search among the children whose files the reader may open; without words, those opened last."""
    text = request.GET.get("q", "").strip()[:200]
    scope, now = request_scope(request), clock.now()
    found = finding.found(scope, text, now) if text else []
    recent = finding.recent(scope, now) if not text else []
    return render(request, "file/find.html", {"q": text, "found": found, "recent": recent, "most": finding.FOUND})
