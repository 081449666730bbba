"""The names of generated sections: part of permanent addresses, so they never change."""

from __future__ import annotations

from collections.abc import Mapping

#: The chapter that holds what belongs to no single pathway.
SHARED = "shared"
SHARED_TITLE = "What all procedures share"
SHARED_SAY = "Words, roles, lists, forms and contacts that every procedure may use"

#: Name and title of each generated section, in the order of a chapter. They follow the guides and the lists to be read.
GENERATED: Mapping[str, str] = {
    "steps": "Who may start it and what is done",
    "clocks": "By when",
    "first": "What must come first",
    "cautions": "What not to do",
    "lists": "Signs and lists",
    "tools": "Tools",
    "forms": "What is asked and written down",
    "worked-out": "What follows from the answers",
    "roles": "Who is who",
    "records": "Who may see it, and how long it is kept",
    "measures": "What is counted",
    "contacts": "Who to call",
    "examples": "Worked examples",
    "differences": "What is different here",
    "sources": "Where this comes from",
}
#: In which generated section the entries of each kind are printed in full.
PRINTED_IN: Mapping[str, str] = {
    "step": "steps", "duty": "clocks", "gate": "first", "caution": "cautions", "list": "lists", "form": "forms",
    "fact": "worked-out", "role": "roles", "contact": "contacts", "access": "records", "keep": "records",
    "measure": "measures",
}  # fmt: skip


def section_name(short: str, kind: str) -> str:
    """The name of the section of a guide or list: its own, unless a generated section has that."""
    return f"{short}-{kind}" if short in GENERATED else short
