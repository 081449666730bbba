"""The referral board: every live contact and referral, its clock, and the numbers over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count

from waymark.casefile.models import Episode
from waymark.procedures.time import Duration, Moment, Unit, subtract
from waymark.work.models import Duty

REFERRAL = "referral"
#: Repeat contacts are counted back over so long.
YEAR = Duration(12, Unit.MONTH)


def stream_of(episode: str) -> str | None:
    """The file in which a referral stands; None if there is no such referral."""
    return Episode.objects.filter(pk=episode, pathway=REFERRAL).values_list("stream", flat=True).first()


def roles_for(duty: str) -> frozenset[str]:
    """The role words that may hold something owed, by the key of its row; empty if it is not owed any more."""
    found = Duty.objects.filter(pk=duty).values_list("holders", flat=True).first()
    return frozenset((found or "").strip("|").split("|"))


def contacts_in_a_year(streams: Iterable[str], now: datetime) -> dict[str, int]:
    """How many contacts and referrals each of these children has had in the last twelve months, in one question."""
    since = subtract(Moment.at(now), YEAR).start
    rows = Episode.objects.filter(stream__in=list(streams), pathway=REFERRAL, opened_at__gte=since)
    return dict(rows.values("stream").annotate(number=Count("pk")).values_list("stream", "number"))
