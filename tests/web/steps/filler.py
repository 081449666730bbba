"""Fills any step's form as somebody might who knows nothing of the pack: a valid answer to each question shown, by its own inputs."""

from __future__ import annotations

import re

from tests.web.steps.forms import Control, Form

WORDS = "Ambrosia was seen at home and was well."
#: States that say that there is no answer; the filler prefers an answer.
NO_ANSWER = ("not-known", "refused", "", "_none")


def filled(form: Form) -> dict[str, list[str]]:
    """What the form sends once it is filled."""
    sent = {name: list(values) for name, values in form.sent.items()}
    for control in form.controls.values():
        if not control.hidden and not _leave(control):
            value = _answer(control, sent)
            if value is not None:
                sent[control.name] = [value]
    return sent


def _leave(control: Control) -> bool:
    """What is not to be touched: times as they stand, states, ticks that take what is known, rules of the last resort."""
    name = control.name
    return (
        name.startswith(("act.occurred", "act.others", "act.anyway", "act.grounds", "plan.", "also"))
        or name.endswith((".state", ".use"))
        or (name.endswith(".reason") and name != "act.reason" and not control.asked_why)
    )


def _answer(control: Control, sent: dict[str, list[str]]) -> str | None:
    choices = [value for value in control.options if value not in NO_ANSWER]
    if control.kind in ("radio", "select") and control.name.endswith(".unit"):
        return "day"
    if control.kind in ("radio", "select", "checkbox"):
        return choices[0] if choices else None
    part = re.search(r"\.(day|month|year|time|count|other|which)$", control.name)
    if part is not None:
        return {
            "day": "2",
            "month": "3",
            "year": "2026",
            "time": "",
            "count": "3",
            "which": "",
            "other": _other(control, sent),
        }[part[1]]
    if sent.get(control.name, [""])[0].strip():
        return None
    return "12" if control.decimal else WORDS


def _other(control: Control, sent: dict[str, list[str]]) -> str:
    """A name, where nobody is chosen from a list."""
    return "" if sent.get(control.name.removesuffix(".other"), [""])[0] else "Hortensia Healthvisit"
