"""Notices: in the application until they are read, and by e-mail once, with nothing personal in them."""

import pytest
from django.core import mail

from tests.cast import FRIDAY, MONDAY, TUESDAY, WEDNESDAY
from waymark.agencies.models import User
from waymark.work import notices
from waymark.work.models import Notice
from waymark.work.notices import mark_read, notify, send_pending, unread

pytestmark = pytest.mark.django_db

STREAM = "child:01ARZ3NDEKTSV4RRFFQ69G5FAV"
ADDRESSES = {"user:1": "ambrose.worker@example.org", "user:2": "montgomery.teamlead@example.org"}


def addresses(people):
    return {person: ADDRESSES[person] for person in people if person in ADDRESSES}


def send(now=FRIDAY, addresses=addresses):
    return send_pending(now=now, addresses=addresses)


class TestInTheApplication:
    def test_the_newest_stands_first_until_it_is_read(self):
        old = notify(person="user:1", kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)
        new = notify(person="user:1", kind=notices.HANDED_OVER, stream=STREAM, now=TUESDAY)
        assert list(unread("user:1")) == [new, old]

        assert mark_read(person="user:1", notice=new.pk, now=WEDNESDAY) == 1
        assert list(unread("user:1")) == [old]
        assert mark_read(person="user:1", now=WEDNESDAY) == 1
        assert not unread("user:1").exists()

    def test_nobody_reads_anothers(self):
        theirs = notify(person="user:2", kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)

        assert mark_read(person="user:1", notice=theirs.pk, now=TUESDAY) == 0
        assert list(unread("user:2")) == [theirs]

    @pytest.mark.parametrize(
        ("about", "link"),
        [({"stream": STREAM}, f"/child/{STREAM[6:]}/"), ({"link": "/meetings/4/"}, "/meetings/4/"), ({}, "/work/")],
    )
    def test_it_leads_to_where_one_looks(self, about, link):
        assert notify(person="user:1", kind=notices.OTHER, now=MONDAY, **about).link == link


class TestByEmail:
    def test_one_for_each_person_and_only_once(self):
        for person in ("user:1", "user:1", "user:2"):
            notify(person=person, kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)

        assert send() == 2
        assert sorted(one.to[0] for one in mail.outbox) == sorted(ADDRESSES.values())
        assert send() == 0
        assert len(mail.outbox) == 2

    def test_it_says_that_there_is_something_and_where_and_no_more(self, settings):
        settings.WAYMARK_ADDRESS = "https://waymark.example.org/"
        notify(person="user:1", kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)
        send()
        (letter,) = mail.outbox

        assert letter.subject == "There is new work for you in Waymark"
        assert letter.body.splitlines() == [
            "A child has been allocated to you.", "", "Sign in to see it:", f"https://waymark.example.org/child/{STREAM[6:]}/",
        ]  # fmt: skip

    def test_several_lead_to_ones_work(self):
        notify(person="user:1", kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)
        notify(person="user:1", kind=notices.ALLOCATED, stream="child:other", now=MONDAY)
        send()

        assert mail.outbox[0].body.splitlines()[-1].endswith("/work/")
        assert mail.outbox[0].body.count("allocated") == 1

    def test_what_has_been_read_is_not_sent(self):
        notify(person="user:1", kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)
        mark_read(person="user:1", now=TUESDAY)

        assert send() == 0

    def test_who_has_no_address_gets_none_and_keeps_the_notice(self):
        notify(person="user:9", kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)

        assert send() == 0
        assert unread("user:9").count() == 1

    def test_a_post_office_that_is_shut_is_tried_again_and_keeps_nobody_else_waiting(self, monkeypatch):
        for person in ("user:1", "user:2"):
            notify(person=person, kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)
        deliver = notices.EmailMessage.send

        def refuse_the_first(letter, *args):
            if letter.to == [ADDRESSES["user:1"]]:
                raise ConnectionRefusedError
            return deliver(letter, *args)

        with monkeypatch.context() as patch:
            patch.setattr(notices.EmailMessage, "send", refuse_the_first)
            assert send() == 1
        assert send() == 1
        assert [one.to[0] for one in mail.outbox] == [ADDRESSES["user:2"], ADDRESSES["user:1"]]

    def test_users_are_written_to_at_their_own_address_while_they_may_sign_in(self):
        here = User.objects.create(email="ambrose.worker@example.org", name="Ambrose Worker", joined_at=MONDAY)
        gone = User.objects.create(email="once@example.org", name="Once Here", joined_at=MONDAY, is_active=False)
        for person in (here.person, gone.person, "person:Imported"):
            notify(person=person, kind=notices.ALLOCATED, stream=STREAM, now=MONDAY)

        assert send_pending(now=TUESDAY) == 1
        assert mail.outbox[0].to == ["ambrose.worker@example.org"]
        assert Notice.objects.filter(emailed_at=None).count() == 0
