"""What a child is just now, in codes and words: the one place that says which pathway or fact makes a child what."""

from __future__ import annotations

#: What an open episode of a pathway makes a child.
TAG_OF_PATHWAY: dict[str, str] = {
    "child-protection-plan": "child-protection-plan",
    "child-in-need-plan": "child-in-need",
    "early-help": "early-help",
    "missing": "missing",
    "missing-child": "missing",
    "looked-after": "looked-after",
}
#: What a kept fact makes a child while it says yes.
TAG_OF_FACT: dict[str, str] = {"looked-after": "looked-after", "missing": "missing"}
UNBORN = "unborn"
#: Tags in words, in the order in which they are shown. A category follows its plan as `category:<id>`.
TAGS: dict[str, str] = {
    "child-protection-plan": "Child protection plan",
    "looked-after": "Looked after",
    "child-in-need": "Child in need",
    "missing": "Missing",
    "early-help": "Early help",
    UNBORN: "Unborn",
}
CATEGORY = "category:"
