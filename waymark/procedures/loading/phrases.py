"""Reading what several kinds of entry share: what a rule concerns, who may waive it, what a step opens."""

from __future__ import annotations

from waymark.procedures.language.entries import ACTS, Opens, Reach, Waive
from waymark.procedures.loading.conditions import group_name
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.problems import nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words


def read_reach(reader: Reader, key: str) -> Reach:
    """What a gate or caution concerns: steps, forms, `{act: …}`, close."""
    found: dict[str, set[str]] = {"step": set(), "form": set(), "act": set(), "close": set()}
    tree = reader.get(key)
    for item in tree.items if isinstance(tree, Items) else (() if tree is None else (tree,)):
        part = _reached(reader, item, key)
        if part is not None:
            found[part[0]].add(part[1])
    return Reach(
        steps=frozenset(found["step"]),
        forms=frozenset(found["form"]),
        acts=frozenset(found["act"]),
        close=bool(found["close"]),
    )


def _reached(reader: Reader, item: Tree, key: str) -> tuple[str, str] | None:
    """A kind (step, form, act, close) and its name."""
    if isinstance(item, Items):
        mend = "Write [one-step, another-step]."
        reader.problems.error(item.place, key, "This is a list within a list.", mend)
        return None
    if isinstance(item, Words):
        inner = reader.within(item)
        inner.only(("act",), "kind of act")
        if inner.needed("act", "A kind of act", "contact-family") is None:
            return None
        return "act", inner.choice("act", sorted(ACTS), "close")
    if item.value == "close":
        return "close", "close"
    for kind in ("step", "form"):
        name = reader.names.find(kind, item.value, reader.pathway)
        if name is not None:
            return kind, name
    reader.unknown("step", item, key, "step or form")
    return None


def read_waive(reader: Reader, key: str = "waive") -> Waive | None:
    """Who may waive a rule and on which grounds."""
    tree = reader.get(key)
    if tree is None:
        return None
    if not isinstance(tree, Words):
        mend = "Write {by: manager, reason: yes}."
        reader.problems.error(tree.place, key, "A waive says who, on which grounds, with a reason.", mend)
        return None
    inner = reader.within(tree)
    inner.only(("by", "grounds", "reason"), "waive")
    if "reason" in tree.fields:
        inner.choice("reason", ("yes",), "yes")
    return Waive(by=inner.each_of("by", inner.people), grounds=inner.one_name("list", "grounds"))


def read_opens(reader: Reader, tree: Tree, key: str) -> Opens | None:
    """A pathway to be opened, and how it belongs to this one."""
    if not isinstance(tree, Words):
        mend = "Write {pathway: assessment, as: linked}."
        reader.problems.error(tree.place, key, "`opens` names a pathway and how it belongs.", mend)
        return None
    inner = reader.within(tree)
    inner.only(("pathway", "as", "for"), "opening")
    pathway_tree = inner.needed("pathway", "An opening", "assessment")
    if pathway_tree is None:
        return None
    word = pathway_tree.value if isinstance(pathway_tree, Text) else ""
    known = reader.names.by_kind.get("pathway", set())
    if word not in known:
        mend = reader.names.gone("pathway", word, None) or nearest(word, known)
        reader.problems.error(inner.place("pathway"), "pathway", f"There is no pathway '{word}'.", mend)
        return None
    for_tree = inner.get("for")
    group = group_name(inner, for_tree, "for") if for_tree is not None else None
    return Opens(pathway=word, as_=inner.choice("as", ("part", "linked", "successor"), "linked"), for_each=group)
