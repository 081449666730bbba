"""`waymark directory …`: an area's services, whom to call, and which entries somebody must look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from waymark.cli.database import in_words, known_areas, moment_now, ready
from waymark.cli.output import show_json, show_table
from waymark.procedures.loading.problems import nearest
from waymark.procedures.time import Moment, MomentError

if TYPE_CHECKING:
    from waymark.manual.directory.entries import Entry
    from waymark.procedures.language.pack import Pack

_area = click.option("--area", required=True, help="Whose directory.")
_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
_WHO = ("public", "child", "family", "professional")
_URGENCIES = ("emergency", "urgent", "routine")


@click.group()
def directory() -> None:
    """The directory of services: list it, ask whom to call, see what is due for confirmation."""


@directory.command("list")
@_area
@click.option("--concern", default="", help="Only services for this concern.")
@_json
@in_words()
def list_(area: str, concern: str, as_json: bool) -> None:
    """The services of an area, with how each is reached and when the area last confirmed it.

    Example: waymark directory list --area southampton --concern domestic-abuse
    """
    pack, entries = _directory(area)
    if concern:
        _known_concern(pack, concern)
        entries = [one for one in entries if concern in one.contact.concerns]
    _show(entries, as_json, f"{len(entries)} services of {pack.title}.")


@directory.command("due")
@_area
@_json
@in_words()
def due(area: str, as_json: bool) -> None:
    """Entries that nobody has confirmed, or not for too long. The partnership's business manager confirms them on the page.

    Example: waymark directory due --area southampton
    """
    pack, entries = _directory(area)
    late = [one for one in entries if one.overdue]
    _show(late, as_json, f"{len(late)} of {len(entries)} entries of {pack.title} are due.")


@directory.command("call")
@_area
@click.option("--concern", required=True, help="What the worry is: child-at-risk, self-harm …")
@click.option("--who", default="professional", show_default=True, type=click.Choice(_WHO), help="Who would call.")
@click.option("--urgency", default="urgent", show_default=True, type=click.Choice(_URGENCIES), help="How it presses.")
@click.option("--council", default="", help="Where councils share an area: which one.")
@click.option("--at", help="Another time than now: 2026-12-27T10:00.")
@_json
@in_words()
def call(area: str, concern: str, who: str, urgency: str, council: str, at: str | None, as_json: bool) -> None:
    """Whom to call now: the first answer, then the others in order.

    Example: waymark directory call --area stoke-on-trent --concern child-at-risk --at 2026-12-27T10:00
    """
    pack, entries = _directory(area)
    _known_concern(pack, concern)
    from waymark.manual.directory.calling import Caller, whom_to_call, with_urgency

    caller = with_urgency(Caller(concern=concern, who=who, urgency=urgency, council=council, signed_in=True))
    advice = whom_to_call(pack, entries, caller, _moment(at))
    found = [one for one in (advice.first, *advice.others) if one is not None]
    if as_json:
        show_json([_row(one.entry) | {"why": one.why.value, "now": one.standing.now.value} for one in found])
        return
    rows = [(one.entry.title, _reached(one.entry), one.why.value, one.standing.now.value) for one in found]
    show_table(("call", "by", "why", "now"), rows)


def _directory(area: str) -> tuple[Pack, list[Entry]]:
    ready()
    from waymark.casefile import packs
    from waymark.manual.directory.entries import entries_of
    from waymark.manual.directory.said import said_in

    known_areas(area)
    now = moment_now()
    pack = packs.pack_on(area, Moment.at(now).day)
    return pack, list(entries_of(pack, said_in(area, pack.contacts), now))


def _known_concern(pack: Pack, concern: str) -> None:
    from waymark.manual.directory.entries import concerns_of

    known = [one.id for one in concerns_of(pack)]
    if concern not in known:
        raise click.ClickException(f"There is no concern '{concern}'. {nearest(concern, known)}".strip())


def _moment(at: str | None) -> Moment:
    try:
        return Moment.parse(at) if at else Moment.at(moment_now())
    except MomentError as fault:
        raise click.BadParameter(str(fault), param_hint="'--at'") from None


def _show(entries: list[Entry], as_json: bool, summary: str) -> None:
    if as_json:
        show_json([_row(one) for one in entries])
        return
    rows = [(one.title, _reached(one), one.contact.owner, _confirmed(one)) for one in entries]
    show_table(("service", "reached by", "kept by", "confirmed"), rows)
    click.echo(summary)


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "name": entry.name, "title": entry.title, "for": list(entry.contact.concerns), "channels": dict(entry.contact.channels),
        "owner": entry.contact.owner, "confirmed": entry.confirmed.isoformat() if entry.confirmed else None,
        "due": entry.overdue, "readings": [dict(one.channels) for one in entry.contact.readings] if entry.open_readings else [],
    }  # fmt: skip


def _reached(entry: Entry) -> str:
    if entry.open_readings:
        return " or ".join(", ".join(one.channels.values()) for one in entry.contact.readings)
    return ", ".join(entry.contact.channels.values())


def _confirmed(entry: Entry) -> str:
    return Moment.at(entry.confirmed).day.isoformat() if entry.confirmed else "never"
