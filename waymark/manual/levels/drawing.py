"""Reading the chart of an area out of its pack: the lists, guides and form of the theme `thresholds`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from waymark.manual.levels.chart import ABOUT_THIS_CHILD, THEME, Chart, Descriptor, Domain, Level, Part, Rule, Tool
from waymark.procedures.language.entries import Guide, NamedList, Option
from waymark.procedures.language.pack import Pack

LEVELS, DOMAINS, DESCRIPTORS = f"{THEME}/levels", f"{THEME}/domains", f"{THEME}/descriptors-"
TOOLS, SERVICES = f"{THEME}/tools", f"{THEME}/services-by-level"
NATIONAL = "national"


@lru_cache(maxsize=32)
def chart_of(pack: Pack) -> Chart | None:
    """The chart that holds in a pack; None where its area says nothing at all of levels of need."""
    listed = pack.lists.get(LEVELS)
    rules = tuple(_rules(pack, {pack.area, listed.area if listed is not None else pack.area}))
    if listed is None and not rules:
        return None
    services = _services(pack)
    rows = listed.rows if listed is not None else ()
    levels = tuple(_level(row, order, services.get(row.id, "")) for order, row in enumerate(rows))
    whose = listed.area if listed is not None else pack.area
    edition = next((one for one in pack.lineage if one.area == whose), pack.edition)
    by_id = {one.id: one for one in levels}
    domains = (*_domains(pack, by_id), *_beside(pack, by_id))
    form = pack.forms.get(ABOUT_THIS_CHILD)
    questions = pack.form_questions(ABOUT_THIS_CHILD) if form is not None else ()
    cites = listed.cites if listed is not None else ()
    return Chart(pack, pack.area_title(whose), edition, levels, domains, rules, tuple(_tools(pack)), questions, cites)


def _services(pack: Pack) -> dict[str, str]:
    """Who helps at which level, where an area lists that apart from its chart."""
    listed = pack.lists.get(SERVICES)
    found: dict[str, list[str]] = {}
    for row in listed.rows if listed is not None else ():
        for level in row.columns.get("level", ()):
            found.setdefault(level, []).extend(row.columns.get("services", ()))
    return {level: ", ".join(names) for level, names in found.items()}


def _level(row: Option, order: int, services: str) -> Level:
    said = {
        name: _cell(row, name)
        for name in ("number", "called", "consent", "lead", "response", "route", "tools", "colour")
    }
    return Level(id=row.id, order=order, title=row.title, say=row.say, services=services, cites=row.cites, **said)


def _domains(pack: Pack, levels: dict[str, Level]) -> Iterator[Domain]:
    """The domains in the order of their list; a list of descriptors that it forgets comes last."""
    listed = pack.lists.get(DOMAINS)
    rows = {row.id: row for row in listed.rows} if listed is not None else {}
    found = {name.removeprefix(DESCRIPTORS): one for name, one in pack.lists.items() if name.startswith(DESCRIPTORS)}
    for name in [*(one for one in rows if one in found), *(one for one in found if one not in rows)]:
        row, own = rows.get(name), found[name]
        yield Domain(
            id=name,
            title=row.title if row is not None else own.title,
            say=(row.say if row is not None else "") or own.say,
            dimension=_cell(row, "dimension") if row is not None else "",
            section=_cell(row, "section") if row is not None else "",
            part=Part.CHART,
            descriptors=tuple(_descriptor(one, name, Part.CHART, own, levels) for one in own.rows),
            cites=own.cites,
        )


def _beside(pack: Pack, levels: dict[str, Level]) -> Iterator[Domain]:
    for part in (Part.BANDS, Part.TOOLS, Part.CONTEXT):
        own = pack.lists.get(f"{THEME}/{part}")
        if own is not None:
            rows = tuple(_descriptor(one, part, part, own, levels) for one in own.rows)
            yield Domain(part, own.title, own.say, "", "", part, rows, own.cites)


def _descriptor(row: Option, domain: str, part: Part, listed: NamedList, levels: dict[str, Level]) -> Descriptor:
    own = [levels[one] for one in row.columns.get("level", ()) if one in levels]
    also = [levels[one] for one in row.columns.get("also", ()) if one in levels]
    return Descriptor(
        key=f"{domain}.{row.id}",
        text=row.title,
        domain=domain,
        part=part,
        level=own[0] if own else None,
        also=(*own[1:], *also),
        protective=_cell(row, "protective") == "yes",
        condition=row.when,
        say=". ".join(filter(None, (row.say, _cell(row, "response")))),
        tool=_cell(row, "tool"),
        services=row.columns.get("services", ()),
        area=listed.area,
        cites=row.cites or listed.cites,
    )


def _tools(pack: Pack) -> Iterator[Tool]:
    listed = pack.lists.get(TOOLS)
    for row in listed.rows if listed is not None else ():
        yield Tool(row.title, row.say, row.columns.get("domains", ()), _cell(row, "web"), row.cites)


def _rules(pack: Pack, own: set[str]) -> Iterator[Rule]:
    """What an area, and not the law of the whole country, says about using its chart; its own words before those of wider areas."""
    said = [(name, one) for name, one in pack.guides.items() if one.pathway == THEME and one.area != NATIONAL]
    for name, one in sorted(said, key=lambda pair: pair[1].area not in own):
        yield _rule(name, one)


def _rule(name: str, one: Guide) -> Rule:
    return Rule(name, one.title, one.text, one.parts, one.strength.value if one.strength else "", one.cites)


def _cell(row: Option, name: str) -> str:
    return "; ".join(row.columns.get(name, ()))
