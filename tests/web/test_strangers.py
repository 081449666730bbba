"""Every address that names a child, tried by those who have nothing to do with the child: they learn nothing, not even that there is one."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.people import PASSWORD, reader
from tests.cast import AMBROSIA, MONDAY, TEACHER, TUESDAY, referral
from tests.packs_in_use import _nothing_is_known_to_be_kept  # noqa: F401
from waymark.access.models import ReadLog
from waymark.access.reading import who_read
from waymark.casefile.actions import record
from waymark.ledger.queries import last_position, stream_events
from waymark.web import clock
from waymark.web.shell.streams import slug_of

pytestmark = pytest.mark.django_db

#: What else an address may name, as it would for this child.
NAMED = {
    "pathway": "referral", "step": "next-step", "duty": "acknowledge", "name": "acknowledge", "topic": "1", "person": "1", "document": "1",
    "warning": "1", "task": "1", "meeting": "1", "number": "1", "kind": "told", "instance": "1", "rule": "acknowledge",
}  # fmt: skip
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses(resolver=None, before: str = "") -> Iterator[str]:
    """Every address of the program, as it is written in the lists of addresses."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def of_a_child() -> list[str]:
    """Those that name a child or an episode. (Whoever reports a concern names children of their own draft, which is no file.)"""
    named = (route for route in addresses() if {"child", "episode"} & set(PARAMETER.findall(route)))
    return [route for route in named if "report_id" not in PARAMETER.findall(route)]


def filled(route: str, child: str, episode: str, event: str) -> str:
    """An address of this child."""
    given = NAMED | {"child": slug_of(child), "episode": episode, "event": event}
    return "/" + PARAMETER.sub(lambda found: given[found.group(1)], route)


@pytest.fixture
def referred():
    """A school refers Ambrosia. Out: the episode and the act."""
    from dataclasses import replace

    by = replace(TEACHER, agency="elm-street-school")
    stored = record(stream=AMBROSIA, act=referral(MONDAY), by=by, area="national", now=MONDAY)
    with clock.at(TUESDAY):
        yield stored[0].payload["episode"], stored[-1].id


def signs_in(client, role, where, name="Philippa Elsewhere"):
    reader(role, where, name)
    email = f"{name.replace(' ', '.').lower()}@demo.invalid"
    assert client.post("/account/login/", {"login": email, "password": PASSWORD}).status_code == 302


def plain(answer) -> tuple[int, str]:
    """What an answer says, apart from what is new on every page."""
    return answer.status_code, re.sub(r'value="\w{64}"', "", answer.content.decode())


def test_there_are_such_addresses():
    assert len(of_a_child()) > 10
    assert any("episode" in route for route in of_a_child())


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("social-worker", "fenland-council"),
        ("mash-manager", "fenland-council"),
        ("partner-representative", "solent-police"),
        ("professional-referrer", "solent-health"),
        ("business-manager", "solent-city-council"),
        ("system-administrator", "solent-city-council"),
    ],
)
def test_a_stranger_reads_of_a_child_what_is_read_of_nobody(client, referred, role, where):
    # Given a child, and somebody who has nothing to do with it
    signs_in(client, role, where)
    before = last_position(), len(stream_events(AMBROSIA))
    for route in of_a_child():
        here, nowhere = filled(route, AMBROSIA, *referred), filled(route, "child:nobody", "nothing", "0")
        # When they try the address, looking or sending
        for ask in (client.get, client.post):
            answer = ask(here)
            # Then they are refused, in the same words as for a child that does not exist
            assert answer.status_code in (403, 404, 405), f"{role} {ask.__name__} {here}: {answer.status_code}"
            assert plain(answer) == plain(ask(nowhere)), f"{role} {ask.__name__} {here}"
    # And nothing was written, and nothing counts as read
    assert (last_position(), len(stream_events(AMBROSIA))) == before
    assert not ReadLog.objects.exists()


def test_the_referrer_s_own_agency_is_told_why_it_does_not_see_the_file(client, referred):
    signs_in(client, "professional-referrer", "elm-street-school")
    for route in of_a_child():
        answer = client.get(filled(route, AMBROSIA, *referred))
        assert answer.status_code in (403, 404, 405), route
        assert "Ambrosia" not in answer.content.decode(), route
    assert "what became of the referral" in client.get(f"/child/{slug_of(AMBROSIA)}/").content.decode()
    assert not ReadLog.objects.exists()


def test_whoever_is_signed_out_is_asked_to_sign_in_and_told_nothing(client, referred):
    for route in of_a_child():
        here = filled(route, AMBROSIA, *referred)
        for ask in (client.get, client.post):
            answer = ask(here)
            assert answer.status_code in (302, 405), f"{ask.__name__} {here}: {answer.status_code}"
            if answer.status_code == 302:
                assert answer.url.startswith("/account/login/?next="), here


def test_those_of_the_area_come_in_and_each_coming_in_is_written_down(client, referred):
    signs_in(client, "mash-manager", "solent-city-council")
    come_in = [route for route in of_a_child() if client.get(filled(route, AMBROSIA, *referred)).status_code == 200]
    # So the addresses above are those of pages that are there, and opening them leaves a line
    assert len(come_in) > 10, come_in
    assert len(who_read(AMBROSIA)) >= 10
    assert {line.role for line in who_read(AMBROSIA)} == {"mash-manager"}
