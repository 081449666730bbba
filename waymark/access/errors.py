"""Why something is not shown. The web shell answers NotFound with 404 and Denied with 403 and the reason.

Both are also what Django raises for these answers, so that a view need not catch them.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404


class NotFound(Http404):
    """There is no such thing, as far as this reader may know. It never says more than that."""

    def __init__(self) -> None:
        super().__init__("Nothing is known here under that address.")


class Denied(PermissionDenied):
    """The reader knows of it and may not open it. The text says why, in words for them."""
