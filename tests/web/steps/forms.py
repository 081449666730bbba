"""A form as a browser holds it: read out of a page, filled like somebody who has no script, and sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Control:
    """One input, list or text of a form, with what can be chosen."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    hidden: bool = False
    question: str = ""
    decimal: bool = False
    asked_why: bool = False
    """A reason that is always asked beside an answer."""


@dataclass
class Form:
    """What a form would send, and what it offers."""

    attributes: dict[str, str]
    sent: dict[str, list[str]] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.text: Control | None = None
        self.select: Control | None = None
        self.divs: list[tuple[str, bool]] = []
        self.label: str | None = None
        self.last_label = ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(given)
            self.forms.append(self.form)
        if tag == "div":
            before = self.divs[-1] if self.divs else ("", False)
            question = given.get("data-question", before[0])
            self.divs.append((question, "hidden" in given if "data-question" in given else before[1]))
        if tag == "label":
            self.label = ""
        if self.form is None:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self.text = self._control(name, "text")
            self.text.asked_why = self.last_label.startswith("Why?")
        elif tag == "select":
            self.select = self._control(name, "select")
        elif tag == "option" and self.select is not None:
            self.select.options.append(given.get("value", ""))
            if "selected" in given:
                self.form.sent[self.select.name] = [given.get("value", "")]
        elif tag == "button":
            self.form.buttons.append((name, given.get("value", "")))

    def _control(self, name: str, kind: str) -> Control:
        assert self.form is not None
        question, hidden = self.divs[-1] if self.divs else ("", False)
        return self.form.controls.setdefault(name, Control(name, kind, hidden=hidden, question=question))

    def _input(self, name: str, given: dict[str, str]) -> None:
        assert self.form is not None
        kind = given.get("type", "text")
        value = given.get("value", "")
        if kind == "hidden":
            self.form.sent[name] = [value]
            return
        control = self._control(name, kind)
        if kind in ("radio", "checkbox"):
            if "disabled" not in given:
                control.options.append(value)
            if "checked" in given:
                self.form.sent.setdefault(name, []).append(value)
        else:
            control.decimal = given.get("inputmode") == "decimal"
            self.form.sent[name] = [value]

    def handle_data(self, data):
        if self.text is not None:
            self.text.value += data
        if self.label is not None:
            self.label += data

    def handle_endtag(self, tag):
        if tag == "label":
            self.last_label, self.label = (self.label or "").strip(), None
        if tag == "form":
            self.form = None
        elif tag == "div" and self.divs:
            self.divs.pop()
        elif tag == "textarea" and self.text is not None and self.form is not None:
            self.form.sent[self.text.name] = [self.text.value.removeprefix("\n")]
            self.text = None
        elif tag == "select":
            self.select = None


def forms(page: str) -> list[Form]:
    """The forms of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def step_form(page: str) -> Form:
    """The form of a step's page, or the only large form."""
    found = [form for form in forms(page) if "data-draft" in form.attributes]
    return found[0] if found else max(forms(page), key=lambda form: len(form.sent))
