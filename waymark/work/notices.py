"""Notices: that there is something to look at, in the application and by e-mail.

They hold no personal data: not in the subject, not in the link, and an e-mail says nothing but that there is something, and where. They
are no part of the record, so they stand in a table of their own and not in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet

from waymark.agencies.models import User
from waymark.work.models import Notice

ALLOCATED, HANDED_OVER, RETURNED, AUTHORISATION, OTHER = (
    "allocated",
    "handed-over",
    "returned",
    "authorisation",
    "other",
)

SUBJECTS: Mapping[str, str] = {
    ALLOCATED: "A child has been allocated to you",
    HANDED_OVER: "Work has been handed over to you",
    RETURNED: "Something you proposed has come back for changes",
    AUTHORISATION: "Something waits for your authorisation",
    OTHER: "There is something new for you",
}
EMAIL_SUBJECT = "There is new work for you in Waymark"

#: From persons to the e-mail addresses of those who have one.
Addresses = Callable[[Iterable[str]], Mapping[str, str]]


def notify(*, person: str, kind: str, now: datetime, stream: str = "", link: str = "", subject: str = "") -> Notice:
    """Tell a person that there is something to look at.

    In: `stream` of the file that it is about, or else the `link` as a path; `subject` without personal data, the words of its kind unless given.
    """
    path = link or (f"/child/{stream.removeprefix('child:')}/" if stream else "/work/")
    words = subject or SUBJECTS.get(kind, SUBJECTS[OTHER])
    return Notice.objects.create(person=person, kind=kind, subject=words, link=path, created_at=now)


def unread(person: str) -> QuerySet[Notice]:
    """What somebody has not read yet, the newest first."""
    return Notice.objects.filter(person=person, read_at=None).order_by("-created_at", "-pk")


def mark_read(*, person: str, now: datetime, notice: int | None = None) -> int:
    """Mark one of somebody's notices, or all, as read. Out: how many were unread. Nobody marks another's."""
    found = unread(person)
    return (found if notice is None else found.filter(pk=notice)).update(read_at=now)


def addresses_of_users(people: Iterable[str]) -> Mapping[str, str]:
    """The e-mail addresses of users who may sign in (`user:<pk>`)."""
    numbers = [
        int(number) for kind, _, number in (one.partition(":") for one in people) if kind == "user" and number.isdigit()
    ]
    return {user.person: user.email for user in User.objects.filter(pk__in=numbers, is_active=True).only("pk", "email")}


def send_pending(*, now: datetime, addresses: Addresses = addresses_of_users, at_most: int = 500) -> int:
    """Send one e-mail to each person who has unread notices that were not sent yet. Out: how many e-mails.

    A notice counts as sent when its e-mail has been handed over; one that fails stays and is tried the next time. A person without an address
    gets none, and is not tried again.
    """
    pending = list(Notice.objects.filter(emailed_at=None, read_at=None).order_by("created_at", "pk")[:at_most])
    people: dict[str, list[Notice]] = {}
    for notice in pending:
        people.setdefault(notice.person, []).append(notice)
    known = addresses(people)
    sent = 0
    with get_connection() as mail:
        for person, notices in people.items():
            if person in known:
                try:
                    sent += EmailMessage(EMAIL_SUBJECT, _body(notices), to=[known[person]], connection=mail).send()
                except (SMTPException, OSError):
                    continue
            Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(emailed_at=now)
    return sent


def _body(notices: list[Notice]) -> str:
    """One line for each sort of notice, and where to look."""
    address = getattr(settings, "WAYMARK_ADDRESS", "http://localhost:8000").rstrip("/")
    lines = sorted({notice.subject for notice in notices})
    links = dict.fromkeys(f"{address}{notice.link}" for notice in notices)
    where = list(links) if len(links) == 1 else [f"{address}/work/"]
    return "\n".join([*(f"{line}." for line in lines), "", "Sign in to see it:", *where, ""])
