"""What happens at the front door of Southampton, through the actions that people use; and how its pages are read."""

import re
from datetime import date, datetime
from html import unescape

from django.test import Client

from tests.access.people import agency, reader, user
from tests.cast import MANAGER, MONDAY, TEACHER, WORKER, at
from waymark.casefile import records
from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.casefile.models import Episode
from waymark.ledger.events import new_ids
from waymark.people.details import Details
from waymark.procedures.history import Kind
from waymark.web import clock
from waymark.work.models import Duty

AREA = "southampton"
BOARD = "/board/"
CONCERN = "A bruised child says that going home is not safe."


def signed_in(
    role: str, where: str = "solent-city-council", name: str = "Montgomery Teamlead", **more: object
) -> Client:
    """A browser of somebody in this role. `client.reader` is who they are."""
    who = reader(role, where, name, **more)
    client = Client()
    client.user, client.reader = user(name), who
    client.force_login(client.user)
    return client


def at_a_time(client: Client, when: datetime, path: str = BOARD, **more: object):
    """A page as somebody sees it who signs in then."""
    with clock.at(when):
        client.logout()
        client.force_login(client.user)
        return client.get(path, **more)


def referred(
    name: str = "Ambrosia Testcase", when: datetime = MONDAY, *, area: str = AREA, born: date | None = date(2017, 5, 4), number: str = "",
    answers: dict | None = None, act: str = "referral/referral", **details: object,
) -> str:  # fmt: skip
    """A school refers a child who is new. Out: the episode."""
    said = {"reporter-kind": "professional", "referrer-name": "Tarquin Headteacher", "concern": CONCERN} | (
        answers or {}
    )
    agency("elm-street-school")
    stream = records.open_file(
        details=Details(name=name, born=born, **details), area=area, by=TEACHER, now=when,
        act=Act(name=act, occurred=at(when), answers=said), act_number=number or new_ids(when, 1)[0],
    )  # fmt: skip
    return Episode.objects.get(stream=stream).pk


def stream_of(episode: str) -> str:
    return Episode.objects.get(pk=episode).stream


def rated(episode: str, option: str, when: datetime = MONDAY, by=WORKER) -> None:
    """Somebody at the front door rates a referral."""
    act = Act(
        name="referral/rate", occurred=at(when), option=option, reason="What the school says is clear.", episode=episode
    )
    record(stream=stream_of(episode), act=act, by=by, area=AREA, now=when)


def done(episode: str, step: str, when: datetime, *, by=WORKER, area: str = AREA, **said: object) -> None:
    """A step of the referral."""
    record(
        stream=stream_of(episode),
        act=Act(name=step, occurred=at(when), episode=episode, **said),
        by=by,
        area=area,
        now=when,
    )


def nothing_left(episode: str, when: datetime) -> None:
    """Whatever is owed in a referral is done, and what follows from that, until nothing is."""
    while owed := Duty.objects.filter(episode=episode, listed=True).order_by("key").first():
        said: dict = {"name": owed.step}
        if owed.kind == "tell":
            said = {
                "name": owed.pathway,
                "kind": Kind.TOLD,
                "told": owed.audience,
                "duty": owed.duty,
                "member": owed.member,
            }
        elif owed.kind == "consider":
            said = {"name": owed.duty, "kind": Kind.CONSIDERED, "option": "did", "member": owed.member}
        act = Act(occurred=at(when), episode=episode, **said)
        record(stream=owed.stream, act=act, by=MANAGER, area=owed.area, now=when)


def text(answer) -> str:
    """What a page says, without marks."""
    bare = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare))).strip()


def names(answer) -> list[str]:
    """The children on the board, in its order."""
    found = re.findall(r'class="wm-child__name"><a[^>]*>(.*?)</a>', answer.content.decode(), flags=re.DOTALL)
    return [unescape(one).strip() for one in found]


def counts(answer) -> dict[str, int]:
    """The tabs with their numbers."""
    found = re.findall(
        r'<li><a href="[^"]*"[^>]*data-key="tab-[^>]*>(.*?)<span class="wm-tabs__count">([\d,]+)</span>',
        answer.content.decode(),
    )
    return {unescape(title).strip(): int(number.replace(",", "")) for title, number in found}
