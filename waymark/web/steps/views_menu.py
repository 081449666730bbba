"""Choosing what to record, and what follows once it is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.casefile import packs
from waymark.casefile.validation import may_act
from waymark.procedures.describe.words import event_words
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation
from waymark.procedures.history import Kind
from waymark.procedures.language.entries import Pathway, Step, Strength
from waymark.procedures.language.pack import Pack
from waymark.web import clock
from waymark.web.file.header import header, title_of
from waymark.web.file.links import address, step_page
from waymark.web.file.reading import CaseFile, open_case
from waymark.web.shell.needs import request_actor, signed_in
from waymark.web.shell.words import moment
from waymark.web.steps.pages import Owed, owed_line
from waymark.web.steps.places import Place, area_of
from waymark.web.steps.roles import roles_named, who_may


@dataclass(frozen=True, slots=True)
class Entry:
    """One step that can be recorded."""

    title: str
    say: str
    href: str
    who: str
    mine: bool
    barred: bool
    owed: bool
    clock: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The steps of one episode, or those that would begin a pathway."""

    title: str
    note: str
    entries: list[Entry] = field(default_factory=list)


@never_cache
@require_safe
@signed_in
def menu(request: HttpRequest, child: str) -> HttpResponse:
    """ "Record something": what is offered now in each open pathway, what is owed first; then what may be begun."""
    case = open_case(request, child, "menu")
    words = request.GET.get("q", "").strip()
    groups = [*_open(request, case), *_beginning(request, case)]
    if words:
        groups = [_only(group, words) for group in groups]
    context = {
        "header": header(case), "child": title_of(case), "slug": case.slug, "q": words, "groups": [group for group in groups if group.entries],
        "file_page": address("file:overview", case.slug), "tell_page": address("steps:tell", case.slug) if case.situation is not None else "",
    }  # fmt: skip
    return render(request, "steps/menu.html", context)


def _open(request: HttpRequest, case: CaseFile) -> list[Group]:
    found = []
    for standing in reversed(list(case.situation.episodes.values()) if case.situation is not None else []):
        if not standing.is_open:
            continue
        owed = {name: one for one in reversed(_outstanding(standing)) for name in one.duty.do}
        entries = [
            _entry(request, case, standing.pack, offer.step, standing, owed.get(offer.step.name), not offer.clear)
            for offer in standing.steps
        ]
        entries.sort(key=lambda entry: (not entry.owed, not entry.mine))
        since = event_words(standing.episode.pathway, standing.pack).strip("“”")
        found.append(Group(since, f"Open since {moment(standing.episode.opened.occurred)}", entries))
    return found


def _outstanding(standing: EpisodeSituation) -> list[DutyInstance]:
    owed = [one for one in standing.duties if one.outstanding and one.duty.strength is not Strength.MAY]
    return sorted(owed, key=lambda one: (one.due is None, one.due.end if one.due is not None else one.arose.start))


def _entry(
    request: HttpRequest,
    case: CaseFile,
    pack: Pack,
    step: Step,
    standing: EpisodeSituation | None,
    owed: DutyInstance | None,
    barred: bool,
) -> Entry:
    reader = request.reader  # type: ignore[attr-defined]
    actor = request_actor(request, roles_named(step.by, pack, reader.acts_as))
    place = Place(request, case, pack, step, standing.episode.id if standing is not None else "", standing, clock.now())
    line = owed_line(place, owed) if owed is not None else Owed("", "", "", "", "", ())
    href = step_page(case.slug, step.name, place.episode)
    return Entry(
        step.title,
        step.say,
        href,
        who_may(step.by, pack),
        may_act(step.by, actor, pack),
        barred,
        owed is not None,
        line.clock,
        line.css,
    )


def _beginning(request: HttpRequest, case: CaseFile) -> list[Group]:
    """The pathways that may be begun for this child."""
    pack = packs.pack_on(area_of(request, case), case.today)
    going = (
        {one.episode.pathway for one in case.situation.episodes.values() if one.is_open}
        if case.situation is not None
        else set()
    )
    found = []
    for name, pathway in pack.pathways.items():
        if name in going or not _about_a_child(pathway):
            continue
        entries = [
            _entry(request, case, pack, pack.steps[start], None, None, False)
            for start in pathway.starts
            if start in pack.steps
        ]
        found.append(Group(f"Begin: {pathway.title}", pathway.say, entries))
    return found


def _about_a_child(pathway: Pathway) -> bool:
    return pathway.about.value in ("child", "unborn")


def _only(group: Group, words: str) -> Group:
    wanted = words.casefold().split()
    entries = [
        one
        for one in group.entries
        if all(word in f"{one.title} {one.say} {group.title}".casefold() for word in wanted)
    ]
    return Group(group.title, group.note, entries)


@never_cache
@require_safe
@signed_in
def done(request: HttpRequest, child: str, event: str) -> HttpResponse:
    """What was recorded, and what follows from it: new duties with their times, pathways opened and closed, who should be told."""
    case = open_case(request, child, "recorded")
    stored = next((one for one in case.stored if one.id == event), None)
    own_id = str((stored.payload or {}).get("id", "")) if stored is not None else ""
    act = next((one for one in case.file.history.recorded_events if own_id and one.id == own_id), None)
    if stored is None or act is None or case.situation is None or act.episode not in case.situation.episodes:
        raise Http404("There is no such act in this file.")
    standing = case.situation.episodes[act.episode]
    new = [
        one
        for each in case.situation.episodes.values()
        for one in each.duties
        if one.outstanding and one.known_since == act.recorded
    ]
    place = _place(request, case, standing, act.name)
    follows = [
        one for one in case.file.history.events if one.cause == act.id and one.kind in (Kind.OPENED, Kind.CLOSED)
    ]
    step = standing.pack.steps.get(act.name)
    option = step.decides.get(act.option) if step is not None and step.decides is not None else None
    context = {
        "header": header(case), "child": title_of(case), "slug": case.slug, "act": act, "title": _title(standing.pack, act.name, act.kind),
        "option": option.title if option is not None else "", "step": step,
        "tell": [owed_line(place, one) for one in new if one.duty.tell], "owed": [owed_line(place, one) for one in new if not one.duty.tell],
        "opened": [(one, standing.pack.pathways[one.name].title) for one in follows if one.kind is Kind.OPENED and one.subject == case.stream],
        "closed": any(one.kind is Kind.CLOSED for one in follows), "stands": act.stands, "breached": _breached(standing.pack, stored.payload or {}),
        "file_page": address("file:overview", case.slug), "menu": address("steps:menu", case.slug),
    }  # fmt: skip
    return render(request, "steps/done.html", context)


def _place(request: HttpRequest, case: CaseFile, standing: EpisodeSituation, name: str) -> Place:
    pack = standing.pack
    step = pack.steps.get(name) or next(one for one in pack.steps.values() if one.pathway == standing.episode.pathway)
    return Place(request, case, pack, step, standing.episode.id, standing, clock.now())


def _title(pack: Pack, name: str, kind: Kind) -> str:
    entry = (
        pack.steps.get(name)
        or pack.duties.get(name)
        or pack.gates.get(name)
        or pack.cautions.get(name)
        or pack.pathways.get(name)
    )
    said = {
        Kind.PROPOSED: "Sent for authorisation",
        Kind.PLANNED: "Planned",
        Kind.CANCELLED: "Plan cancelled",
        Kind.TOLD: "Told",
    }
    said |= {Kind.CONSIDERED: "Considered", Kind.WAIVED: "Waived"}
    return f"{said.get(kind, 'Recorded')}: {entry.title if entry is not None else name}"


def _breached(pack: Pack, payload: dict) -> list[str]:
    names = [str(name).removeprefix("close:") for name in payload.get("breached", ())]
    found = [pack.gates.get(name) or pack.cautions.get(name) or pack.duties.get(name) for name in names]
    return [entry.title if entry is not None else name for entry, name in zip(found, names, strict=True)]
