"""The templates' environment: GOV.UK's macros, our own, and few functions."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from waymark.web.shell import words
from waymark.web.shell.addresses import address


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for."""
    own = options.pop("loader")
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(loader=ChoiceLoader([own, macros]), trim_blocks=True, lstrip_blocks=True, **options)
    made.globals |= {"static": asset, "url": _url}
    made.filters |= {
        "day": words.day,
        "short_day": words.short_day,
        "moment": words.moment,
        "clock_time": words.clock_time,
        "counted": words.counted,
        "paragraphs": words.paragraphs,
    }
    return made


@lru_cache(maxsize=None if not settings.DEBUG else 0)
def asset(name: str) -> str:
    """The address of a built file, with a mark that changes with its content."""
    found = finders.find(name)
    if not found:
        raise LookupError(f"{name} has not been built. Run `make setup` (or `npm run build`).")
    with open(found, "rb") as file:
        mark = sha256(file.read()).hexdigest()[:10]
    return f"{static(name)}?v={mark}"


def _url(name: str, /, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs) if kwargs else address(name, *args)
