"""How often one address may do something that anybody may do. Counted in Django's cache, so a restart forgives."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times in so many minutes."""

    word: str
    most: int
    minutes: int

    def allows(self, request: HttpRequest) -> bool:
        """Count one more time from where this request comes. Out: whether it is still within the limit."""
        key = f"report-limit:{self.word}:{request.META.get('REMOTE_ADDR', '')}"
        if cache.add(key, 1, timeout=60 * self.minutes):
            return True
        try:
            return int(cache.incr(key)) <= self.most
        except ValueError:  # it ran out between the two questions
            return True

    def reached(self, request: HttpRequest) -> bool:
        """Whether the limit has been used up, without counting."""
        return int(cache.get(f"report-limit:{self.word}:{request.META.get('REMOTE_ADDR', '')}", 0)) >= self.most


#: A school or a hospital writes from one address, so these are generous.
BEGIN = Limit("begin", 20, 60)
SEND = Limit("send", 20, 60)
CODE = Limit("code", 10, 15)
ATTACH = Limit("attach", 40, 60)
