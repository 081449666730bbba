"""What the page of a step asks beside its form: when it happened, what is decided and why, whom it concerns. Asked as questions like any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from waymark.procedures.describe.steps import opens_words
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.language.entries import AnswerType, Option, Options, Question, Strength
from waymark.procedures.time import Moment
from waymark.web.fields import Field, Raw, raw_of
from waymark.web.fields.raw import one
from waymark.web.steps.places import Place

OCCURRED, OPTION, REASON, MEMBER = "act.occurred", "act.option", "act.reason", "act.member"
#: The time that stood in the form when it was shown: left alone, it means the moment of sending.
RENDERED = "_rendered"
PLANNED = Question(
    name="plan.for",
    ask="For when is it planned?",
    type=AnswerType.TIME,
    strength=Strength.MUST,
    help="Leave the time empty if only the day is known",
)


def act_questions(place: Place, standing: EpisodeSituation) -> tuple[Question, ...]:
    """The questions of the act itself, in the order of the page."""
    return tuple(_questions(place, standing))


def _questions(place: Place, standing: EpisodeSituation) -> Iterator[Question]:
    step = place.step
    if step.decides is not None:
        rows = tuple(_option(place, row) for row in step.decides.rows if _offered(row, standing))
        options = Options(list=step.decides.list, rows=rows)
        yield Question(
            name=OPTION,
            ask="What is decided?",
            type=AnswerType.CHOICE,
            options=options,
            strength=Strength.MUST,
            cites=step.cites,
        )
    if step.reason == "always":
        yield Question(
            name=REASON,
            ask="Reason",
            type=AnswerType.TEXT,
            strength=Strength.MUST,
            help="Why this, and why not otherwise",
            cites=step.cites,
        )
    elif step.decides is not None or step.reason == "if-different":
        help_ = "Needed if you decide otherwise than is suggested" if step.reason == "if-different" else ""
        yield Question(name=REASON, ask="Reason", type=AnswerType.TEXT, strength=Strength.SHOULD, help=help_)
    if members := _members(place):
        rows = tuple(Option(id=member, title=member) for member in members)
        yield Question(
            name=MEMBER, ask="Whom does this concern?", type=AnswerType.CHOICE, options=Options(list=None, rows=rows), strength=Strength.SHOULD,
            help="This is owed for each of them",
        )  # fmt: skip
    yield Question(
        name=OCCURRED, ask="When did this happen?", type=AnswerType.TIME, strength=Strength.MUST,
        help="Leave the time empty if only the day is known. It may be earlier than now",
    )  # fmt: skip


def _offered(row: Option, standing: EpisodeSituation) -> bool:
    return row.when is None or standing.reasoner.test(row.when, standing.point) is not False


def _option(place: Place, row: Option) -> Option:
    """An option with what it brings with it."""
    said = [row.say] if row.say else []
    if row.opens is not None:
        said.append(f"Opens {opens_words(row.opens, place.pack)}")
    if row.closes:
        said.append("Closes this")
    return replace(row, say=". ".join(said))


def _members(place: Place) -> list[str]:
    """The members of groups for each of whom this step is owed now."""
    if place.standing is None:
        return []
    owed = [one for one in place.standing.duties if one.outstanding and one.member and place.step.name in one.duty.do]
    return list(dict.fromkeys(one.member for one in owed))


def with_defaults(raw: Raw, place: Place) -> Raw:
    """The form with the time of now, and with what the address asks for, where nothing stands there yet."""
    found = dict(raw)
    if not any(name.startswith(f"{OCCURRED}.") for name in found):
        question = Question(name=OCCURRED, ask="", type=AnswerType.TIME)
        found |= raw_of(question, Moment.at(place.now))
        found[RENDERED] = [_minute(Moment.at(place.now))]
    member = place.request.GET.get("member")
    if member and MEMBER not in found:
        found[MEMBER] = [member]
    return found


def occurred(value: object, raw: Mapping[str, list[str]], now: datetime) -> Moment:
    """When it happened: the moment of sending where the time was left as it was shown, or where it is this minute."""
    present = Moment.at(now)
    if not isinstance(value, Moment):
        return present
    written = _minute(value)
    return present if not value.known_to_the_day and written in (one(raw, RENDERED), _minute(present)) else value


def _minute(moment: Moment) -> str:
    return moment.start.isoformat(timespec="minutes")


def tidied(field: Field) -> Field:
    """A field of the act: "not known" is no decision, and why it is asked is the step's own rule."""
    return replace(
        field, items=tuple(item for item in field.items if item.value not in ("not-known", "")), states=(), why=None
    )
