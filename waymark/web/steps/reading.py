"""Out of a request: which topic, what was typed, what is kept of earlier typing, and which of the two stands on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from waymark.procedures.language.entries import Question
from waymark.web.fields import Around, Known, Raw, as_raw, short_of
from waymark.web.fields.raw import one
from waymark.web.fields.topics import Topic
from waymark.web.steps import keeping
from waymark.web.steps.choices import around
from waymark.web.steps.knowledge import before, last_time, prefilled
from waymark.web.steps.places import Place

#: Hidden fields of the page that are no part of what is typed.
HIDDEN = frozenset(
    {"csrfmiddlewaretoken", "_do", "_key", "_version", "_sequence", "_page", "_beside", "_episode", "_shown"}
)


@dataclass(frozen=True)
class Sheet:
    """One page of a step as it is being written. `raw` is all that was typed so far, on this page and on others."""

    place: Place
    topic: Topic | None
    raw: Raw
    around: Around
    known: dict[str, Known]
    last: dict[str, Known]
    kept: keeping.Kept | None
    other: Raw | None = None
    """What stands in another window, where two have been written in."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of this page."""
        place = self.place
        if self.topic is not None:
            return self.topic.questions
        return () if place.long else tuple(question for topic in place.topics for question in topic.questions)

    @property
    def has_act(self) -> bool:
        """Whether this page asks about the act itself: when, what is decided, why."""
        return self.topic is None


def begun(place: Place, topic: Topic | None) -> Sheet:
    """The page as it is opened: with what was typed before, if anything was."""
    kept = keeping.load(place.actor.person, place.draft_name)
    return _sheet(place, topic, kept.raw if kept is not None else {}, kept)


def posted(place: Place, topic: Topic | None) -> Sheet:
    """The page as it was sent, over what was typed on other pages; with the other window's text where there are two."""
    kept = keeping.load(place.actor.person, place.draft_name)
    typed = {name: values for name, values in as_raw(place.request.POST).items() if name not in HIDDEN}
    typed["_draft_key"] = [place.request.POST.get("_key", "")]
    sheet = _sheet(place, topic, typed, kept)
    under = kept.raw if kept is not None else {}
    if place.long:
        sheet = replace(sheet, raw=merged(under, typed, sheet.questions, with_act=sheet.has_act))
    version = one(as_raw(place.request.POST), "_version")
    if kept is not None and version != str(kept.version) and _plain(kept.raw) != _plain(sheet.raw):
        return replace(sheet, other=kept.raw)
    return sheet


def _sheet(place: Place, topic: Topic | None, raw: Raw, kept: keeping.Kept | None) -> Sheet:
    return Sheet(place, topic, raw, around(place), prefilled(place), last_time(place, before(place)), kept)


def merged(under: Raw, typed: Raw, questions: Iterable[Question], *, with_act: bool) -> Raw:
    """What was typed on one page, over what was typed on the others."""
    own = {short_of(question) for question in questions}

    def here(name: str) -> bool:
        base = name.partition(".")[0]
        return base in own or (with_act and (base == "act" or name.startswith("_")))

    return {name: values for name, values in under.items() if not here(name)} | typed


def _plain(raw: Raw) -> dict[str, list[str]]:
    """What counts when two windows are compared: texts, not buttons or counters."""
    return {
        name: values
        for name, values in raw.items()
        if any(values) and not name.startswith("_") and not name.startswith("act.occurred")
    }
