"""Names, people, lengths and dates in plain English: the wording that `describe` and `explain` share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import Fact, Reading
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GroupOf, People, RoleOf
from waymark.procedures.time import Duration
from waymark.procedures.time.moments import MONTH_NAMES

GROUP_WORDS = {
    "child": "the child", "children": "the children", "parents": "the parents",
    "pr-holders": "those who have parental responsibility", "family": "the family",
    "siblings": "the brothers and sisters", "twins": "the twins",
    "other-children-in-household": "the other children in the household", "household": "the household",
    "referrer": "the referrer", "agencies-involved": "the agencies involved",
    "members": "the members of the meeting", "direct-team": "the people who work directly with the family",
}  # fmt: skip
EACH_WORDS = {
    "child": "the child", "children": "each child", "parents": "each parent",
    "pr-holders": "each person who has parental responsibility", "family": "each member of the family",
    "siblings": "each brother and sister", "twins": "each twin",
    "other-children-in-household": "each other child in the household", "household": "each member of the household",
    "referrer": "the referrer", "agencies-involved": "each agency involved",
    "members": "each member of the meeting", "direct-team": "each person who works directly with the family",
}  # fmt: skip
GIVEN_WORDS = {
    "age": "the child's age", "born": "the date of birth", "due-date": "the date on which the baby is due",
    "home-area": "the home area", "household": "the household", "looked-after": "the child being looked after",
    "allocated-worker": "the allocated worker", "working-day": "the working day", "role-of-user": "the person's role",
    "school-age": "the child being of school age",
}  # fmt: skip
EVENT_SUFFIXES = {
    "planned": "the planning of {}", "cancelled": "the cancelling of {}", "proposed": "the proposal at {}",
    "opened": "the opening of {}", "closed": "the closing of {}",
}  # fmt: skip
#: A title that begins so needs no article.
_NO_ARTICLE = re.compile(r"(any|some|every)(one|body)|those|the|each|every|whoever|an?|health", re.IGNORECASE)
#: A title with one of these words names one person or body: "the".
_THE_ONE = frozenset(
    {
        "team", "hub", "service", "grade", "chair", "head", "panel", "council", "court", "agency", "lead", "police",
        "allocated", "nominated", "designated", "co-ordinator", "coordinator",
    }
)  # fmt: skip


def quoted(text: str) -> str:
    """A title or question in quotation marks."""
    return f"“{text}”"


def listed(parts: Iterable[str], word: str = "and") -> str:
    """ "a, b and c"."""
    found = list(parts)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} {word} {found[-1]}" if found else ""


def in_words(name: str) -> str:
    """A name without its pathway as words: `referral/no-further-action` becomes "no further action"."""
    return name.rpartition("/")[2].replace(".", " ").replace("-", " ")


def hyphens_away(text: str) -> str:
    """A word or sentence of a pack: a single hyphenated name becomes words, a sentence stays as it is."""
    return text if " " in text else in_words(text)


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence: a small first letter, unless it begins with initials."""
    head = text.split()[0] if text else ""
    proper = any(char.isupper() for char in head[1:]) or (len(head) == 1 and text[1:2] != " ")
    return text if proper else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: a capital and one full stop."""
    tidy = upper_first(text.strip())
    return tidy if tidy.endswith((".", "!", "?", ".”", "?”")) or not tidy else f"{tidy}."


def question_text(pack: Pack, name: str) -> str:
    """A question's own words, or the title of a fact."""
    question = pack.questions.get(name)
    if question is not None:
        return question.ask
    entry = pack.facts.get(name)
    return entry.title if entry is not None else GIVEN_WORDS.get(name, in_words(name))


def fact_words(pack: Pack, name: str) -> str:
    """What a fact is called inside a sentence: `the answer to “…”`, `“title”`, or the words of a given fact."""
    if name in pack.questions:
        return f"the answer to {quoted(pack.questions[name].ask)}"
    return quoted(pack.facts[name].title) if name in pack.facts else GIVEN_WORDS.get(name, in_words(name))


# People


def role_words(role: str, pack: Pack) -> str:
    """A role with its article: "a social worker", "the head of service", "anyone"."""
    entry = pack.roles.get(role)
    title = entry.title if entry is not None else in_words(role)
    words = title.split(" (")[0].split()
    proper = any(word[:1].isupper() for word in words[1:])
    name = title if proper else lower_first(title)
    if _NO_ARTICLE.fullmatch(words[0]) or words[-1] in ("care", "officers"):
        return name
    if proper or words[0].isupper() or _THE_ONE & {word.lower() for word in words}:
        return f"the {name}"
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def person_words(people: People, pack: Pack) -> str:
    """People in words: a role with its article, a group's name, or whoever an answer names."""
    if isinstance(people, RoleOf):
        return role_words(people.role, pack) + (f" of {fact_words(pack, people.of)}" if people.of else "")
    if isinstance(people, GroupOf):
        return group_words(people.group, pack)
    return f"whoever {fact_words(pack, people.fact)} names"


def people_words(people: Iterable[People], pack: Pack, word: str = "or") -> str:
    """Several people joined."""
    return listed((person_words(one, pack) for one in people), word)


def group_words(group: str, pack: Pack) -> str:
    """A group of people, or the rows of a repeated group of questions."""
    if group in GROUP_WORDS:
        return GROUP_WORDS[group]
    return f"those named at {quoted(question_text(pack, group))}"


def each_words(group: str, pack: Pack) -> str:
    """One member at a time: "each agency involved"."""
    return EACH_WORDS.get(group) or f"each of those named at {quoted(question_text(pack, group))}"


# Events


def step_words(key: str, pack: Pack) -> str:
    """An event's step or pathway by its title, without what befell it."""
    base = key.partition(".")[0]
    entry = pack.steps.get(base) or pack.pathways.get(base)
    return quoted(entry.title if entry is not None else upper_first(in_words(base)))


def event_words(key: str, pack: Pack) -> str:
    """An event in words: `“Referral”`, `the planning of “Initial conference”`, `the opening of “Assessment”`."""
    suffix = key.partition(".")[2]
    return EVENT_SUFFIXES.get(suffix, "{}").format(step_words(key, pack))


# Lengths and dates


def length_words(length: d.Length, pack: Pack) -> str:
    """A length of time: "15 working days", "the same day", or where it is to be found."""
    if isinstance(length, Duration):
        return "the same day" if str(length) == "same day" else str(length)
    fact = pack.facts.get(length.fact)
    if fact is None:
        return f"the time given by {fact_words(pack, length.fact)}"
    return _fact_length(fact)


def _fact_length(fact: Fact) -> str:
    if isinstance(fact.set, Duration):
        return f"{fact.set} ({quoted(fact.title)})"
    if fact.undecided:
        choices = listed((reading_words(reading) for reading in fact.readings), "or")
        return (
            f"{choices} ({quoted(fact.title)}, not decided)"
            if choices
            else f"a time that the area has not set ({quoted(fact.title)})"
        )
    return f"the time given by {quoted(fact.title)}"


def every_words(length: d.Length, pack: Pack) -> str:
    """How often: "every 6 months", or where that is to be found."""
    words = length_words(length, pack)
    return f"at an interval: {words}" if words[:1] in "ta" else f"every {words}"


def reading_words(reading: Reading) -> str:
    """The value of a reading."""
    return str(reading.value)


def date_words(date: d.DateExpression, pack: Pack) -> str:
    """A date in words: "24 hours after “Referral”"."""
    if isinstance(date, d.After | d.Before):
        way = "after" if isinstance(date, d.After) else "before"
        length = length_words(date.by, pack)
        if length == "the same day":
            return f"the day of {date_words(date.base, pack)}"
        return f"{length} {way} {date_words(date.base, pack)}"
    if isinstance(date, d.Earliest | d.Latest):
        which = "the first of" if isinstance(date, d.Earliest) else "the last of"
        parts = [date_words(part, pack) for part in date.dates]
        return parts[0] if len(parts) == 1 else f"{which} these: {'; '.join(parts)}"
    if isinstance(date, d.Next):
        return f"the next {date.day} {MONTH_NAMES[date.month - 1]} after {date_words(date.after, pack)}"
    if isinstance(date, d.PlannedDate):
        return f"the time planned for {step_words(date.step, pack)}"
    return event_words(date.event, pack) if isinstance(date, d.EventDate) else _fact_date(date.fact, pack)


def _fact_date(fact: str, pack: Pack) -> str:
    if fact in pack.questions:
        return f"the date answered at {quoted(question_text(pack, fact))}"
    return fact_words(pack, fact)
