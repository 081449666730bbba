"""What stands fixed above every page of a child's file."""

from __future__ import annotations

from dataclasses import dataclass

from waymark.casefile import kept
from waymark.casefile.summary import reference_of
from waymark.people.details import SEXES, nhs_number_in_words
from waymark.web.file import status
from waymark.web.file.reading import CaseFile
from waymark.web.file.status import open_episodes
from waymark.web.file.words import age_at
from waymark.web.shell.words import short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One warning that is in force."""

    id: str
    title: str
    text: str
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of a file, for `file/header.html`."""

    slug: str
    title: str
    preferred: str
    named: bool
    age: str
    birth: str
    facts: tuple[tuple[str, str], ...]
    tags: tuple[status.Tag, ...]
    warnings: tuple[Warned, ...]
    worker: str
    team: str
    seen: status.LastSeen
    alone: status.LastSeen


def title_of(case: CaseFile) -> str:
    """The child's name; where none is known (a return, an unborn child) a name for the file."""
    details = case.details
    if details.name:
        return details.name
    if details.preferred_name:
        return details.preferred_name
    return "Unborn child" if details.unborn else reference(case)


def reference(case: CaseFile) -> str:
    """The file's reference, as people say and write it: that of the newest referral or other episode; of a return's child the return's own."""
    if not case.details.name and not case.details.preferred_name and not case.details.unborn:
        return case.stream.rpartition(":")[2]
    episodes = [one.episode for one in open_episodes(case)] or list(case.file.history.episodes.values())
    referrals = [one for one in episodes if one.pathway == "referral"]
    return reference_of((referrals or episodes)[-1].id) if episodes else case.stream.rpartition(":")[2]


def header(case: CaseFile) -> Header:
    """The head of a file."""
    details = case.details
    birth = (
        f"Born {short_day(details.born)}"
        if details.born
        else f"Due {short_day(details.due_date)}"
        if details.due_date
        else ""
    )
    return Header(
        slug=case.slug, title=title_of(case), preferred=details.preferred_name if details.preferred_name != details.name else "",
        named=bool(details.name), age=age_at(details, case.today), birth=birth, facts=tuple(_facts(case)), tags=tuple(status.tags(case)),
        warnings=tuple(warnings(case)), worker=case.worker_name, team=case.team_name, seen=status.last_seen(case),
        alone=status.last_seen(case, status.ALONE),
    )  # fmt: skip


def _facts(case: CaseFile) -> list[tuple[str, str]]:
    details = case.details
    address = ", ".join(filter(None, (details.address.replace("\n", ", "), details.postcode)))
    found = [
        ("Sex", SEXES.get(details.sex, "")),
        ("NHS number", nhs_number_in_words(details.nhs_number)),
        ("Address", address),
        ("School", details.school),
        ("Language", details.language),
        ("Communication", details.communication),
        ("Reference", reference(case)),
    ]
    return [(label, value) for label, value in found if value]


def warnings(case: CaseFile) -> list[Warned]:
    """The warnings in force."""
    return [
        Warned(id=one.id, title=one.kind_in_words, text=one.text, since=short_day(one.since))
        for one in kept.warnings(case.file)
        if one.ended is None
    ]
