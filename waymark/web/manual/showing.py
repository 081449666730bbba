"""What every page of the manual shows: whose it is, which edition, and what a print says of itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.manual.addresses import Addresses
from waymark.web.manual.library import Book
from waymark.web.shell.words import LONDON


def page(request: HttpRequest, book: Book, template: str, **more: Any) -> HttpResponse:
    """A page of the manual. `address` is the one that a print names, if it is not that of the contents."""
    address = more.pop("address", Addresses(book.area, book.asked).contents())
    context = {
        "guidance": book.guidance,
        "book": book,
        "to": Addresses(book.area, book.asked),
        "printed_words": printed_words(),
        "address": request.build_absolute_uri(address),
    }
    return render(request, template, context | more)


def printed_words() -> str:
    """ "22 November 2026 14:05", in London's time."""
    now = clock.now().astimezone(LONDON)
    return f"{now.day} {now:%B %Y %H:%M}"


def today() -> date:
    """The day in London."""
    return Moment.at(clock.now()).day
