"""Who is told of changes in an area's manual, and what has changed since they last looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from waymark.agencies.models import User
from waymark.casefile import packs
from waymark.manual.book import headings
from waymark.manual.book.changes import digests
from waymark.manual.register.models import Follow, Printing
from waymark.manual.register.own import chapters_of
from waymark.manual.speaking import BadEntry
from waymark.procedures.time import Moment

#: Before the name of an own chapter in a printing.
OWN = "own/"
EMAIL_SUBJECT = "The procedures manual has changed"

#: A chapter as a printing names it, with its title and digest.
Chapters = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Changed:
    """One chapter that has changed since somebody last looked. `what`: new, changed or gone."""

    area: str
    chapter: str
    title: str
    what: str


def chapters_today(area: str, now: datetime) -> dict[str, list[str]]:
    """Every chapter of an area's manual as it stands, with title and digest; own chapters among them."""
    pack = packs.pack_on(area, Moment.at(now).day)
    digest = digests(pack)
    found = {heading.name: [heading.title, digest[heading.name]] for heading in headings(pack)}
    for version in chapters_of(area):
        found[f"{OWN}{version.chapter.name}"] = [version.title, f"version {version.number}"]
    return found


@transaction.atomic
def follow(*, person: str, area: str, chapter: str = "", now: datetime) -> Follow:
    """Begin to follow an area's manual, or one chapter of it, from how it stands now. Errors: BadEntry for a chapter that is none."""
    printing = notice(area, now)
    if chapter and chapter not in printing.chapters:
        raise BadEntry({"chapter": "There is no such chapter."})
    found, _ = Follow.objects.get_or_create(
        person=person, area=area, chapter=chapter, defaults={"since": now, "seen": printing, "told": printing}
    )
    return found


def stop_following(*, person: str, area: str, chapter: str = "") -> None:
    """Follow no longer. Nobody stops for somebody else."""
    Follow.objects.filter(person=person, area=area, chapter=chapter).delete()


@transaction.atomic
def mark_seen(*, person: str, area: str, now: datetime) -> None:
    """Say that somebody has looked at an area's changes up to now."""
    Follow.objects.filter(person=person, area=area).update(seen=notice(area, now))


def follows_of(person: str) -> list[Follow]:
    """What somebody follows, by area and chapter."""
    return list(Follow.objects.filter(person=person).select_related("seen").order_by("area", "chapter"))


def changes_for(person: str, now: datetime) -> tuple[Changed, ...]:
    """What has changed in the chapters that somebody follows since they last looked."""
    standing: dict[str, Chapters] = {}
    found: dict[tuple[str, str], Changed] = {}
    for one in follows_of(person):
        if one.area not in standing:
            standing[one.area] = chapters_today(one.area, now)
        for changed in _differing(one, one.seen.chapters, standing[one.area]):
            found[changed.area, changed.chapter] = changed
    return tuple(found.values())


def notice(area: str, now: datetime) -> Printing:
    """How an area's manual stands now, kept; the newest printing where nothing has changed since."""
    newest = Printing.objects.filter(area=area).order_by("-pk").first()
    standing = chapters_today(area, now)
    if newest is not None and newest.chapters == standing:
        return newest
    return Printing.objects.create(area=area, noticed_at=now, chapters=standing)


def tell(*, now: datetime) -> int:
    """Send one e-mail to everybody in whose chapters something changed since they were last told. Out: how many e-mails.

    A change counts as told once its e-mail has been handed over; one that fails is tried the next time. Who has no address is passed over.
    """
    printings = {area: notice(area, now) for area in Follow.objects.values_list("area", flat=True).distinct()}
    waiting: dict[str, list[Follow]] = {}
    for one in Follow.objects.select_related("told").order_by("person", "area", "chapter"):
        if one.told_id != printings[one.area].pk:
            waiting.setdefault(one.person, []).append(one)
    known = _addresses(waiting)
    sent = 0
    with get_connection() as mail:
        for person, follows in waiting.items():
            changed = {
                (change.area, change.chapter): change
                for one in follows
                for change in _differing(one, one.told.chapters, printings[one.area].chapters)
            }
            if changed and person in known:
                try:
                    sent += EmailMessage(
                        EMAIL_SUBJECT, _body(changed.values()), to=[known[person]], connection=mail
                    ).send()
                except (SMTPException, OSError):
                    continue
            for one in follows:
                one.told = printings[one.area]
                one.save(update_fields=["told"])
    return sent


def _differing(one: Follow, before: Chapters, after: Chapters) -> Iterator[Changed]:
    for chapter in dict.fromkeys((*after, *before)):
        was, holds = before.get(chapter), after.get(chapter)
        if was != holds and one.chapter in ("", chapter):
            what = "new" if was is None else "gone" if holds is None else "changed"
            title = (holds or was or [chapter])[0]
            yield Changed(one.area, chapter, title, what)


def _addresses(people: Iterable[str]) -> Mapping[str, str]:
    """The e-mail addresses of users who may sign in (`user:<pk>`)."""
    numbers = [
        int(number) for kind, _, number in (one.partition(":") for one in people) if kind == "user" and number.isdigit()
    ]
    return {user.person: user.email for user in User.objects.filter(pk__in=numbers, is_active=True).only("pk", "email")}


def _body(changed: Iterable[Changed]) -> str:
    """The chapters that changed, area by area, and where to read them. Nothing about anybody."""
    address = settings.WAYMARK_ADDRESS.rstrip("/")
    lines = ["Chapters that you follow in the procedures manual have changed.", ""]
    by_area: dict[str, list[Changed]] = {}
    for one in changed:
        by_area.setdefault(one.area, []).append(one)
    for area, found in by_area.items():
        lines.append(f"{packs.library().pack(area).title}:")
        lines += [f"- {one.title} ({one.what})" for one in found]
        lines += [address + reverse("manual:following", kwargs={"area": area}), ""]
    lines.append("To hear of it no longer, sign in and open the same page.")
    return "\n".join(lines)
