"""Small random packs, written as YAML and read by the real loader, so that each could have been written by a person."""

from __future__ import annotations

from dataclasses import dataclass, replace

import yaml

from tests.agreement.choosing import Choose
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library

PATHWAYS = ("alpha", "beta", "gamma")
STEPS = ("start", "visit", "review", "meet", "finish")
SUFFIXES = ("", "", "", "", ".planned", ".cancelled", ".proposed")
LENGTHS = ("same day", "2 hours", "24 hours", "1 working day", "3 days", "2 weeks", "1 month")
AGENCIES = ("police", "health", "school")
GROUPS = ("agencies-involved", "siblings")
PEOPLE = ("police", "health", "parents", "referrer", "agencies-involved")
OPTIONS = ("go-on", "stop", "hand-over")
PICKS = ("one", "two", "three")
ACROSS = ("episode", "file", "household", "linked")

Words = dict[str, object]


@dataclass
class Scope:
    """What may be named from where a condition stands."""

    pathway: str
    pathways: tuple[str, ...]
    facts: tuple[str, ...] = ()
    """Worked-out facts of yes and no that may be tested here."""
    lengths: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    row_group: str = ""
    plain: bool = False
    """Without tests that look at silence itself, and without dates that take what is known: for laws on the unknown."""

    def but(self, **changes: object) -> Scope:
        """This scope with something else in it."""
        return replace(self, **changes)  # type: ignore[arg-type]


def one_in(draw: Choose, number: int) -> bool:
    """Yes once in so many times; shrinks to no."""
    return draw.number(0, number - 1) == number - 1


def pick(draw: Choose, values: tuple[str, ...]) -> str:
    return draw.one_of(values)


def step(draw: Choose, scope: Scope) -> str:
    """A step, mostly of the own pathway."""
    pathway = scope.pathway if not one_in(draw, 4) else pick(draw, scope.pathways)
    return f"{pathway}/{pick(draw, STEPS)}"


def event(draw: Choose, scope: Scope) -> str:
    if one_in(draw, 6):
        return f"{pick(draw, scope.pathways)}.{pick(draw, ('opened', 'closed'))}"
    return step(draw, scope) + pick(draw, SUFFIXES)


def length(draw: Choose, scope: Scope) -> str:
    if scope.lengths and one_in(draw, 5):
        return pick(draw, scope.lengths)
    return pick(draw, LENGTHS)


def date(draw: Choose, scope: Scope, depth: int = 2) -> object:
    """One of the six dates."""
    kind = draw.number(0, 9) if depth else draw.number(0, 3)
    if kind <= 1:
        return event(draw, scope)
    if kind == 2:
        return pick(draw, (f"{scope.pathway}/day", "born", "due-date", *scope.dates))
    if kind == 3:
        return f"{scope.pathway}/{pick(draw, STEPS)}.planned"
    if kind <= 6:
        return {"after": date(draw, scope, depth - 1), "by": length(draw, scope)}
    if kind == 7:
        return {"before": date(draw, scope, depth - 1), "by": length(draw, scope)}
    if kind == 8 and not scope.plain:
        word = pick(draw, ("earliest", "latest"))
        return {word: [date(draw, scope, depth - 1) for _ in range(draw.number(1, 2))]}
    return {"next": pick(draw, ("3 April", "31 March", "29 February")), "after": date(draw, scope, depth - 1)}


def condition(draw: Choose, scope: Scope, depth: int = 2) -> Words:
    """One of the twelve conditions."""
    kind = draw.number(0, 17 if depth else 12)
    if kind <= 4:
        return fact_test(draw, scope)
    if kind <= 7:
        return happened(draw, scope)
    if kind == 8:
        return {"decided": f"{pick(draw, scope.pathways)}/review", "is": pick(draw, OPTIONS), **far(draw)}
    if kind == 9:
        return {"open": pick(draw, scope.pathways), **far(draw)}
    if kind == 10:
        return {"reached": date(draw, scope)}
    if kind == 11 and scope.duties:
        return {pick(draw, ("open", "late")): pick(draw, scope.duties)}
    if kind <= 12:
        return {"hours": pick(draw, ("office", "night-team")), **({"at": step(draw, scope)} if one_in(draw, 2) else {})}
    if kind == 13:
        return {"not": condition(draw, scope, depth - 1)}
    if kind <= 16:
        parts = [condition(draw, scope, depth - 1) for _ in range(draw.number(1, 3))]
        return {pick(draw, ("all", "any")): parts}
    group = pick(draw, (f"{scope.pathway}/rows", *GROUPS))
    inner = scope.but(row_group=group if "/" in group else "")
    return {pick(draw, ("some", "none")): group, "has": condition(draw, inner, depth - 1)}


def far(draw: Choose) -> Words:
    return {"across": pick(draw, ACROSS)} if one_in(draw, 3) else {}


def happened(draw: Choose, scope: Scope) -> Words:
    found: Words = {"happened": event(draw, scope), **far(draw)}
    if one_in(draw, 4):
        found["times"] = str(draw.number(2, 3))
    if one_in(draw, 3):
        found["within"] = length(draw, scope)
    if one_in(draw, 4):
        found["after"] = date(draw, scope, 1)
    if one_in(draw, 4):
        found["before"] = date(draw, scope, 1)
    if one_in(draw, 8):
        found["with"] = [pick(draw, AGENCIES)]
    return found


def fact_test(draw: Choose, scope: Scope) -> Words:
    at = {"at": step(draw, scope)} if one_in(draw, 6) else {}
    if scope.row_group and one_in(draw, 2):
        name, test = pick(
            draw, (("received", {"is": "yes"}), ("from-whom", {"is": "two"}), ("received", {"known": "no"}))
        )  # type: ignore[arg-type]
        return {"fact": name, **test}  # type: ignore[dict-item]
    here, kind = scope.pathway, draw.number(0, 9)
    if kind <= 2:
        return {"fact": pick(draw, (f"{here}/sure", *scope.facts)), "is": pick(draw, ("yes", "no")), **at}
    if kind == 3:
        return {"fact": f"{here}/which", "is": draw.some_of(PICKS, 1, 2), **at}
    if kind == 4:
        return {"fact": f"{here}/ticks", "includes": pick(draw, PICKS), **at}
    if kind == 5:
        return {
            "fact": pick(draw, (f"{here}/number", f"{here}/how-many")),
            pick(draw, ("under", "over", "at-least", "at-most")): "2",
            **at,
        }
    if kind == 6:
        return {"fact": "age", pick(draw, ("under", "at-least")): pick(draw, ("5", "18", "30")), **at}
    if kind == 7:
        return {"fact": pick(draw, ("looked-after", "working-day", "on-file")), "is": "yes", **at}
    if scope.plain:
        return {"fact": "on-file", "is": "yes"}
    known = pick(draw, (f"{here}/sure", f"{here}/day", "allocated-worker", "on-file", f"{here}/rows", *scope.facts))
    return {"fact": known, pick(draw, ("known", "asked")): pick(draw, ("yes", "no")), **at}


def duty(draw: Choose, scope: Scope) -> Words:
    found: Words = {}
    if not one_in(draw, 4):
        found["upon"] = [trigger(draw, scope) for _ in range(draw.one_of((1, 1, 1, 2)))]
    if "upon" not in found or one_in(draw, 3):
        found["when"] = condition(draw, scope)
    if one_in(draw, 3):
        found["while"] = condition(draw, scope)
    if one_in(draw, 4):
        found["each"] = pick(draw, (*GROUPS, f"{scope.pathway}/rows"))
    found |= asked_for(draw, scope)
    found |= times(draw, scope)
    found["again"] = pick(draw, ("each", "restart", "keep"))
    if one_in(draw, 2):
        found["waive"] = {"by": "worker", "reason": "yes"}
    found["strength"] = pick(draw, ("should", "must", "may"))
    return found


def trigger(draw: Choose, scope: Scope) -> object:
    if scope.duties and one_in(draw, 5):
        return {"late": pick(draw, scope.duties)}
    if one_in(draw, 5):
        return {"date": date(draw, scope)}
    return event(draw, scope)


def asked_for(draw: Choose, scope: Scope) -> Words:
    kind = draw.number(0, 5)
    if kind <= 3:
        return {"do": [step(draw, scope) + pick(draw, SUFFIXES[:-1]) for _ in range(draw.one_of((1, 1, 2)))]}
    if kind == 4:
        told = draw.some_of(PEOPLE, 1, 2)
        return {"tell": told, **({"about": "this"} if one_in(draw, 2) else {})}
    return {"consider": "whether to go on"}


def times(draw: Choose, scope: Scope) -> Words:
    found: Words = {}
    kind = draw.number(0, 4)
    if 1 <= kind <= 3:
        found["within"] = length(draw, scope)
    if kind == 4:
        found["due"] = date(draw, scope)
    if one_in(draw, 4):
        found["every"] = length(draw, scope)
    if one_in(draw, 5):
        found["aim"] = length(draw, scope)
    return found


def reach(draw: Choose, scope: Scope) -> list[object]:
    kinds: tuple[object, ...] = (
        *(f"{scope.pathway}/{name}" for name in STEPS),
        "close",
        {"act": "contact-family"},
        {"act": "visit"},
        f"{scope.pathway}/form",
    )
    return draw.some_of(kinds, 1, 2)


def gate(draw: Choose, scope: Scope) -> Words:
    found: Words = {"before": reach(draw, scope), "needs": condition(draw, scope)}
    if one_in(draw, 2):
        found["when"] = condition(draw, scope, 1)
    if one_in(draw, 2):
        found["waive"] = {"by": "worker", "reason": "yes"}
    return found


def caution(draw: Choose, scope: Scope) -> Words:
    found: Words = {pick(draw, ("blocks", "blocks", "at")): reach(draw, scope), **far(draw), "say": "Take care"}
    if not one_in(draw, 5):
        found["while"] = condition(draw, scope.but(duties=()))
    if one_in(draw, 2):
        found["waive"] = {"by": "worker", "reason": "yes"}
    return found


def facts(draw: Choose, scope: Scope) -> tuple[Words, Scope]:
    """The worked-out facts of a pathway, each built of those before it."""
    here = scope.pathway
    scope = scope.but(duties=())
    found: Words = {"how-many": {"type": "number", "count": f"{here}/{pick(draw, ('rows', 'ticks'))}"}}
    for number in range(draw.number(0, 2)):
        rows = [{"when": condition(draw, scope), "value": pick(draw, ("yes", "no"))} for _ in range(draw.number(1, 2))]
        last = [] if one_in(draw, 3) else [{"value": pick(draw, ("yes", "no", "looked-after"))}]
        found[f"table-{number}"] = {"type": "yes-no", "rows": [*rows, *last]}
        scope = scope.but(facts=(*scope.facts, f"{here}/table-{number}"))
    if one_in(draw, 2):
        found["limit"] = {
            "type": "duration",
            "rows": [{"when": condition(draw, scope), "value": pick(draw, LENGTHS)}, {"value": pick(draw, LENGTHS)}],
        }
        scope = scope.but(lengths=(*scope.lengths, f"{here}/limit"))
    if one_in(draw, 2):
        found["a-date"] = {"type": "date", "date": date(draw, scope)}
        scope = scope.but(dates=(*scope.dates, f"{here}/a-date"))
    if one_in(draw, 4):
        readings = [{"value": text, "cites": ["ABC-01"]} for text in draw.some_of(LENGTHS, 2, 2)]
        found["open-limit"] = {"type": "duration", "set": "ask-the-area", "readings": readings}
        scope = scope.but(lengths=(*scope.lengths, f"{here}/open-limit"))
    return found, scope


def form() -> Words:
    return {
        "questions": {
            "sure": {"ask": "Are you sure?", "type": "yes-no"},
            "which": {"ask": "Which?", "type": "choice", "options": [*PICKS, "not-known"]},
            "ticks": {"ask": "Which of these?", "type": "choices", "options": list(PICKS)},
            "number": {"ask": "How many?", "type": "number"},
            "day": {"ask": "When?", "type": "date"},
            "rows": {
                "ask": "Which references?",
                "type": "rows",
                "questions": {"who": {"ask": "Who?", "type": "text"}, "received": {"ask": "Received?", "type": "yes-no"},
                              "from-whom": {"ask": "From whom?", "type": "choice", "options": list(PICKS)}},
            },
        }
    }  # fmt: skip


def steps(draw: Choose, scope: Scope) -> Words:
    found: Words = {name: {"by": "worker", "form": "form"} for name in STEPS}
    for name in STEPS:
        words = found[name]
        assert isinstance(words, dict)
        if one_in(draw, 4):
            words["when"] = condition(draw, scope, 1)
        if one_in(draw, 3):
            words["acts"] = [pick(draw, ("visit", "contact-family"))]
    rows: list[Words] = [{"id": option} for option in OPTIONS]
    rows[1]["closes"] = "yes"
    if len(scope.pathways) > 1:
        rows[2]["opens"] = {"pathway": pick(draw, scope.pathways), "as": pick(draw, ("part", "linked", "successor"))}
    found["review"]["decides"] = rows  # type: ignore[index]
    found["finish"]["closes"] = "yes"  # type: ignore[index]
    members = [{"role": "police", "must": "yes"}, {"role": "health", "must": "yes", "when": condition(draw, scope, 1)}]
    if one_in(draw, 2):
        found["review"]["meeting"] = {"chair": "worker", "members": members}  # type: ignore[index]
    return found


def pathway_file(
    draw: Choose, name: str, pathways: tuple[str, ...], duties_before: tuple[str, ...], *, plain: bool
) -> tuple[Words, tuple[str, ...]]:
    scope = Scope(name, pathways, duties=duties_before, plain=plain)
    worked_out, scope = facts(draw, scope)
    scope = scope.but(duties=duties_before)
    duties: Words = {}
    for number in range(draw.number(1, 4)):
        duties[f"duty-{number}"] = duty(draw, scope)
        scope = scope.but(duties=(*scope.duties, f"{name}/duty-{number}"))
    words: Words = {
        "pathway": name, "title": name.title(), "about": "child", "starts": "start", "cites": ["ABC-01"],
        "steps": steps(draw, scope), "duties": duties, "forms": {"form": form()}, "facts": worked_out,
        "gates": {f"gate-{n}": gate(draw, scope) for n in range(draw.number(0, 2))},
        "cautions": {f"caution-{n}": caution(draw, scope) for n in range(draw.number(0, 2))},
    }  # fmt: skip
    return words, scope.duties


def shared_file(draw: Choose) -> Words:
    roles = {name: {"title": name.title()} for name in ("worker", "police", "health", "school")}
    office = {"title": "The office", "channels": {"phone": "01632 960001"}, "hours": {"mon-fri": "09:00-17:00"}}
    # Nights that end the next morning, and bank holidays of their own.
    nights = {"mon-thu": "17:00-08:30", "fri-sun": ["00:00-08:30", "17:00-08:30"], "bank-holidays": "00:00-24:00"}
    night_team = {"title": "The night team", "channels": {"phone": "01632 960002"}, "hours": nights}
    filed = {"ask": "Is it on file?", "type": "yes-no", "across": "file"}
    return {
        "roles": roles,
        "contacts": {"office": office, "night-team": night_team},
        "forms": {"filed-form": {"questions": {"on-file": filed}}},
    }


def cited(words: object) -> None:
    """Every entry cites something."""
    for section in ("steps", "duties", "gates", "cautions", "forms", "facts", "roles", "contacts"):
        for entry in (words.get(section) or {}).values() if isinstance(words, dict) else ():
            entry.setdefault("cites", ["ABC-01"])


def pack_files(draw: Choose, *, plain: bool = False) -> dict[str, str]:
    """The files of one area with one to three pathways."""
    pathways = PATHWAYS[: draw.number(1, 3)]
    head = {"pack": "somewhere", "edition": "2026-01", "from": "2026-01-01"}
    files: dict[str, Words] = {"packs/somewhere/area.yaml": {**head, "title": "Somewhere", "cites": ["ABC-01"]}}
    files["packs/somewhere/shared.yaml"] = {**head, **shared_file(draw)}
    known: tuple[str, ...] = ()
    for name in pathways:
        words, known = pathway_file(draw, name, pathways, known, plain=plain)
        words["forms"]["form"]["use"] = ["filed-form"]  # type: ignore[index]
        files[f"packs/somewhere/{name}.yaml"] = {**head, **words}
    for words in files.values():
        cited(words)
    return {
        path: yaml.safe_dump({k: v for k, v in words.items() if v != {}}, sort_keys=False, width=1000)
        for path, words in files.items()
    }


class Written:
    """A pack and the text that it was read from, which is what a failing example shows."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.pack: Pack = Library(files).pack("somewhere")

    def __repr__(self) -> str:
        return "\n".join(f"--- {path}\n{text}" for path, text in self.files.items())
