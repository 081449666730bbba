"""Small packs and short stories for the tests of the engine, written as YAML and read by the real loaders.

`small` fills in what every entry needs (who does a step, a citation, a step that closes); `check` plays a story, compares it with what it
expects, and lets the slow reference have its say too.
"""

from __future__ import annotations

from textwrap import dedent

import yaml

from tests.agreement.comparing import disagreements
from waymark.procedures.evaluation import DutyInstance, Situation
from waymark.procedures.expectations import differences
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library
from waymark.procedures.scenario import Scenario, read_scenarios

SECTIONS = (
    "steps", "duties", "gates", "cautions", "forms", "lists", "facts", "guides", "roles", "contacts", "access", "keep",
)  # fmt: skip
HEAD = {"pack": "somewhere", "edition": "2026-01", "from": "2026-01-01"}
ROLES = ("anyone", "worker", "manager", "police", "health", "school")
Words = dict[str, object]


def small(text: str, **others: str) -> Pack:
    """The pack of one pathway called `plan`; `others` are more pathways by name, `shared` the entries without one."""
    files = {"packs/somewhere/area.yaml": {**HEAD, "title": "Somewhere", "cites": ["ABC-01"]}}
    shared = read(others.pop("shared", ""))
    shared["roles"] = {**{name: {"title": name.title()} for name in ROLES}, **words(shared.get("roles"))}
    files["packs/somewhere/shared.yaml"] = {**HEAD, **filled(shared)}
    for name, part in {"plan": text, **others}.items():
        files[f"packs/somewhere/{name}.yaml"] = {**HEAD, **pathway(name, read(part))}
    texts = {path: yaml.safe_dump(file, sort_keys=False, width=1000) for path, file in files.items()}
    return Library(texts).pack("somewhere")


def read(text: str) -> Words:
    return words(yaml.load(dedent(text), Loader=yaml.BaseLoader))


def words(value: object) -> Words:
    return value if isinstance(value, dict) else {}


def pathway(name: str, file: Words) -> Words:
    """A pathway with a start and an end, if it does not say them itself."""
    steps = words(file.get("steps"))
    steps.setdefault("start", {})
    if not any("closes" in words(step) for step in steps.values()):
        steps["finish"] = {"closes": "yes", "acts": ["close"]}
    file["steps"] = {step: {"by": "anyone", **words(value)} for step, value in steps.items()}
    head = {"pathway": name, "title": name.title(), "about": "child", "starts": "start", "cites": ["ABC-01"]}
    return {**head, **filled(file)}


def filled(file: Words) -> Words:
    """Every entry cites something; a duty without a strength is one that must be done."""
    for section in SECTIONS:
        for entry in words(file.get(section)).values():
            words(entry).setdefault("cites", ["ABC-01"])
            if section == "duties":
                words(entry).setdefault("strength", "must")
    return file


def story(pack: Pack, text: str) -> Scenario:
    """A written history under a pack."""
    head = "example: A story\narea: somewhere\n"
    [scenario] = read_scenarios(head + dedent(text), "story.yaml", lambda area, edition: pack)
    return scenario


def check(pack: Pack, text: str) -> Situation:
    """Plays a story and compares it with what it expects; the slow reference must agree. Gives how things stand."""
    scenario = story(pack, text)
    situation = scenario.situation()
    assert not differences(scenario, situation)
    assert not disagreements(situation, scenario.history, scenario.pack, scenario.now)
    return situation


def of(situation: Situation, duty: str) -> list[DutyInstance]:
    """The instances of a duty of the pathway `plan`, oldest first."""
    found = [instance for instance in situation.duties if instance.duty.name == f"plan/{duty}"]
    return sorted(found, key=lambda instance: (instance.arose_point, instance.id))


def states(situation: Situation, duty: str) -> list[str]:
    """How they stand."""
    return [instance.state.value for instance in of(situation, duty)]
