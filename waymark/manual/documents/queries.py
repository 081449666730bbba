"""Which documents somebody may find and open. Every list and every page of loaded documents starts here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from django.db.models import Count, Q, QuerySet

from waymark.manual.documents.errors import DocumentNotFound
from waymark.manual.documents.models import Audience, LoadedDocument

#: The roles that load and withdraw: the first for its own areas.
BUSINESS_TEAM, ADMINISTRATOR = "business-manager", "system-administrator"


class Somebody(Protocol):
    """Who asks: a `waymark.access.readers.Reader`, or the machine."""

    @property
    def person(self) -> str: ...
    @property
    def role_word(self) -> str: ...


class Reading(Somebody, Protocol):
    """Somebody who is signed in, in one of their posts."""

    @property
    def areas(self) -> Collection[str]: ...


def audiences_of(reader: Reading | None) -> frozenset[str]:
    """For whom a document may be, so that this reader may find it: `all`, `signed-in`, `staff:portsmouth`. None: a stranger."""
    if reader is None:
        return frozenset({Audience.ALL.value})
    return frozenset(
        {Audience.ALL.value, Audience.SIGNED_IN.value, *(f"{Audience.STAFF.value}:{area}" for area in reader.areas)}
    )


def audience_of(document: LoadedDocument) -> str:
    """The audience of a document as `audiences_of` names it."""
    return f"{document.audience}:{document.area}" if document.audience == Audience.STAFF else document.audience


def readable(reader: Reading | None) -> QuerySet[LoadedDocument]:
    """The documents that somebody may find and open, none of them withdrawn."""
    may = Q(audience=Audience.ALL)
    if reader is not None:
        may |= Q(audience=Audience.SIGNED_IN) | Q(audience=Audience.STAFF, area__in=list(reader.areas))
    return (
        LoadedDocument.objects.filter(may, withdrawn_at=None)
        .annotate(parts=Count("passages"))
        .order_by("title", "-dated")
    )


def document_for(reader: Reading | None, document: str) -> LoadedDocument:
    """A document that somebody may open. Errors: DocumentNotFound, also where there is one that they may not."""
    found = readable(reader).filter(pk=document).first()
    if found is None:
        raise DocumentNotFound(document)
    return found


def may_load(by: Somebody | None, area: str) -> bool:
    """Whether somebody loads and withdraws documents of an area."""
    if by is None:
        return False
    return by.role_word == ADMINISTRATOR or (by.role_word == BUSINESS_TEAM and area in getattr(by, "areas", ()))


def of_area(area: str) -> QuerySet[LoadedDocument]:
    """Every document of an area, the withdrawn too, for those who load them: the newest first."""
    return LoadedDocument.objects.filter(area=area).annotate(parts=Count("passages")).order_by("-loaded_at")
