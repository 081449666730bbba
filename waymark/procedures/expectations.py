"""Comparing what a written history expects with how things stand; differences are said in words (docs/writing-packs.md, "Examples")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation, State
from waymark.procedures.loading.source import Items, Text, Tree, Words
from waymark.procedures.scenario import Scenario
from waymark.procedures.time import Moment, MomentError

PARTS = (
    "duties",
    "not-owed",
    "refused",
    "allowed",
    "offered",
    "not-offered",
    "facts",
    "cautions",
    "not-cautions",
    "may-arise",
)


def differences(scenario: Scenario, situation: Situation | None = None) -> list[str]:
    """What differs from what the scenario expects, one sentence each; empty when all is as written."""
    if scenario.expect is None:
        return []
    standing = situation or scenario.situation()
    found: list[str] = []
    for part, tree in scenario.expect.fields.items():
        if part not in PARTS:
            found.append(
                f"{scenario.expect.key_places[part]}: '{part}' is not something that can be expected; write one of {', '.join(PARTS)}."
            )
            continue
        for difference in _CHECKS[part](standing, tree):
            found.append(f"{tree.place}: {difference}")
    return found


def _duties(situation: Situation, tree: Tree) -> Iterator[str]:
    taken: set[str] = set()
    for item in _items(tree):
        if not isinstance(item, Words):
            continue
        wanted = {key: value.value for key, value in item.fields.items() if isinstance(value, Text)}
        instances = [i for i in situation.duties if i.duty.name == wanted.get("duty")]
        match = next((i for i in instances if i.id not in taken and _fits(i, wanted)), None)
        if match is None:
            there = "; ".join(_shown(i) for i in instances) or "nothing of that name"
            yield f"line {item.place.line}: expected {wanted}, found {there}."
        else:
            taken.add(match.id)


def _fits(instance: DutyInstance, wanted: dict[str, str]) -> bool:
    if "state" in wanted and instance.state.value != wanted["state"]:
        return False
    for word, moment in (("due", instance.due), ("aim", instance.aim), ("ended", instance.ended)):
        if word in wanted and not _same_moment(moment, wanted[word]):
            return False
    if (
        "urgent" in wanted
        and (instance.duty.urgent != "") != (wanted["urgent"] == "yes")
        and instance.duty.urgent != wanted["urgent"]
    ):
        return False
    names = (
        ("member", instance.member),
        ("tell", instance.audience),
        ("strength", str(instance.duty.strength)),
        ("held-by", instance.held_by),
    )
    return all(word not in wanted or wanted[word] in (value, value.rpartition("/")[2]) for word, value in names)


def _same_moment(moment: Moment | None, text: str) -> bool:
    if text == "none":
        return moment is None
    try:
        return moment == Moment.parse(text)
    except MomentError:
        return False


def _shown(instance: DutyInstance) -> str:
    due = f" due {instance.due.iso()}" if instance.due else ""
    who = f" for {instance.member}" if instance.member else ""
    tell = f" telling {instance.audience}" if instance.audience else ""
    return f"{instance.state.value}{due}{who}{tell}"


def _not_owed(situation: Situation, tree: Tree) -> Iterator[str]:
    for name in _names(tree):
        if not any(name in episode.pack.duties for episode in situation.episodes.values()):
            yield f"there is no duty {name}."
        for instance in situation.duties:
            if instance.duty.name == name and instance.state is not State.MAY_ARISE:
                yield f"{name} should not be owed, but is {_shown(instance)}."


def _may_arise(situation: Situation, tree: Tree) -> Iterator[str]:
    standing = {i.duty.name for i in situation.duties if i.state is State.MAY_ARISE}
    yield from (f"{name} should stand under 'may arise'." for name in _names(tree) if name not in standing)


def _refused(situation: Situation, tree: Tree) -> Iterator[str]:
    for item in _items(tree):
        wanted = (
            {key: value.value for key, value in item.fields.items() if isinstance(value, Text)}
            if isinstance(item, Words)
            else {}
        )
        step = wanted.get("step", "")
        rule = wanted.get("gate") or wanted.get("caution") or ""
        refusing = {b.rule.name for e in _of_step(situation, step) for b in e.barriers(e.pack.steps[step]) if b.refuses}
        if wanted.get("gate") == "close":
            if not any(e.open_musts for e in _of_step(situation, step)):
                yield f"{step} should be refused because something is still owed."
        elif not any(rule in (name, name.rpartition("/")[2]) for name in refusing):
            yield f"{step} should be refused by {rule}; refusing: {sorted(refusing) or 'nothing'}."


def _allowed(situation: Situation, tree: Tree) -> Iterator[str]:
    for step in _names(tree):
        for episode in _of_step(situation, step):
            refusing = [b.rule.name for b in episode.barriers(episode.pack.steps[step]) if b.refuses]
            if refusing:
                yield f"{step} should be allowed, but {', '.join(refusing)} stands before it."


def _offered(situation: Situation, tree: Tree) -> Iterator[str]:
    offered = {offer.step.name for episode in situation.episodes.values() for offer in episode.steps}
    yield from (f"{name} should be offered." for name in _names(tree) if name not in offered)


def _not_offered(situation: Situation, tree: Tree) -> Iterator[str]:
    offered = {offer.step.name for episode in situation.episodes.values() for offer in episode.steps}
    yield from (f"{name} should not be offered." for name in _names(tree) if name in offered)


def _facts(situation: Situation, tree: Tree) -> Iterator[str]:
    if not isinstance(tree, Words):
        return
    for name, wanted in tree.fields.items():
        pathway = name.partition("/")[0]
        asked = [e for e in situation.episodes.values() if e.episode.pathway == pathway] or list(
            situation.episodes.values()
        )
        values = [fact_text(e.reasoner.fact(name, e.point)) for e in asked]
        text = _joined(wanted)
        if text not in values:
            yield f"{name} should be {text}, but is {' and '.join(values) or 'nowhere'}."


def fact_text(value: object | None) -> str:
    """A fact's value as a written history says it; unknown where there is none."""
    if value is None:
        return "unknown"
    if isinstance(value, Moment):
        return value.iso()
    if isinstance(value, tuple | list):
        return ", ".join(sorted(fact_text(part) for part in value))
    return str(value)


def _joined(tree: Tree) -> str:
    if isinstance(tree, Items):
        return ", ".join(sorted(item.value for item in tree.items if isinstance(item, Text)))
    return tree.value if isinstance(tree, Text) else ""


def _cautions(situation: Situation, tree: Tree) -> Iterator[str]:
    held = {c.caution.name for e in situation.episodes.values() for c in e.cautions if c.ruled}
    yield from (f"{name} should be in force." for name in _names(tree) if name not in held)


def _not_cautions(situation: Situation, tree: Tree) -> Iterator[str]:
    held = {c.caution.name for e in situation.episodes.values() for c in e.cautions if c.ruled}
    yield from (f"{name} should not be in force." for name in _names(tree) if name in held)


def _of_step(situation: Situation, step: str) -> list[EpisodeSituation]:
    """The newest episode of the step's pathway: the one in which it would be done."""
    return list(situation.of_pathway(step.partition("/")[0]))[-1:]


def _items(tree: Tree) -> Iterable[Tree]:
    return tree.items if isinstance(tree, Items) else (tree,)


def _names(tree: Tree) -> list[str]:
    return [item.value for item in _items(tree) if isinstance(item, Text)]


_CHECKS: dict[str, Callable[[Situation, Tree], Iterator[str]]] = {
    "duties": _duties, "not-owed": _not_owed, "may-arise": _may_arise, "refused": _refused, "allowed": _allowed, "offered": _offered,
    "not-offered": _not_offered, "facts": _facts, "cautions": _cautions, "not-cautions": _not_cautions,
}  # fmt: skip
