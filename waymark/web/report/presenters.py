"""The task list and the check page as plain data for their templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from waymark.procedures.describe.conditions import value_words
from waymark.procedures.describe.words import upper_first
from waymark.procedures.explain import explain_barrier
from waymark.procedures.history import NOT_KNOWN, REFUSED
from waymark.procedures.language.entries import Question
from waymark.procedures.time import Duration, Moment
from waymark.web import fields
from waymark.web.report.children import Child
from waymark.web.report.concern import Concern, Kind, tells_who
from waymark.web.shell.words import day, moment

DONE, BEGUN, NOT_STARTED, MISSING, OPTIONAL = (
    "Completed",
    "In progress",
    "Not started",
    "Something is missing",
    "Optional",
)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list."""

    title: str
    href: str
    status: str
    hint: str = ""

    @property
    def done(self) -> bool:
        """Whether it needs no more attention."""
        return self.status == DONE


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the task list with its tasks."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the check page: what was asked, what was said, where to change it. `silent`: nothing was said."""

    label: str
    words: str
    href: str
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Rows that belong together."""

    title: str
    rows: tuple[Row, ...]
    href: str = ""
    change: str = ""

    @property
    def said(self) -> tuple[Row, ...]:
        """What was answered."""
        return tuple(row for row in self.rows if not row.silent)

    @property
    def silent(self) -> tuple[Row, ...]:
        """What was not."""
        return tuple(row for row in self.rows if row.silent)


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule of the area before sending: what it says, why, and whether it holds the sending up."""

    title: str
    says: str
    refuses: bool
    lines: tuple[str, ...] = field(default=())


def task_groups(concern: Concern) -> list[Group]:
    """The task list, with each status in words."""
    report = concern.report
    who = [one for one in concern.shown_topics if tells_who(one)]
    rest = [one for one in concern.shown_topics if not tells_who(one)]
    titles = {Kind.TELEPHONE: "Who is calling", Kind.PUBLIC: "About you"}
    groups = [
        Group(titles.get(report.kind, "About you and your agency"), tuple(_topic_task(concern, one) for one in who))
    ]
    if concern.about_new_children:
        groups.append(Group("The child and the family", (_children_task(concern), _people_task(concern))))
    groups.append(Group("The concern", tuple(_topic_task(concern, one) for one in rest)))
    groups.append(Group("Anything to attach", (_documents_task(concern),)))
    return [one for one in groups if one.tasks]


def check_cards(concern: Concern) -> list[Card]:
    """Everything that was said, in the order in which it was asked; what nobody was asked or said is told apart from "no"."""
    pk = concern.report.pk
    cards = [_topic_card(concern, one) for one in concern.shown_topics if tells_who(one)]
    if concern.about_new_children:
        cards += [_child_card(pk, one, number) for number, one in enumerate(concern.children, 1)]
        rows = tuple(
            Row(one.label, one.summary, reverse("report:person", args=[pk, one.person.id])) for one in concern.people
        )
        cards.append(Card("Household and family", rows, reverse("report:people", args=[pk]), "Change or add people"))
    cards += [_topic_card(concern, one) for one in concern.shown_topics if not tells_who(one)]
    attached = tuple(
        Row(one["title"], f"{one['name']}, {size_in_words(one['size'])}", "")
        for one in concern.content.get("documents", [])
    )
    cards.append(Card("Documents", attached, reverse("report:documents", args=[pk]), "Change or add documents"))
    return cards


def standings(concern: Concern) -> list[Standing]:
    """The area's rules that stand before sending, in words."""
    found = []
    for one in concern.barriers:
        explained = explain_barrier(one, concern.pack)
        found.append(
            Standing(one.rule.title, one.rule.say or one.rule.title, one.refuses, (*explained.notes, explained.rule))
        )
    return found


def size_in_words(size: int) -> str:
    """How large a file is."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


def words_of(question: Question, value: object, concern: Concern) -> str:
    """An answer as people read it."""
    if isinstance(value, tuple | list):
        parts = [
            _member_words(question, one, concern) if isinstance(one, dict) else words_of(question, one, concern)
            for one in value
        ]
        return "; ".join(parts) if parts else "None of these"
    if isinstance(value, Moment):
        return day(value) if value.known_to_the_day else moment(value)
    if value == NOT_KNOWN and (question.options is None or question.options.get(NOT_KNOWN) is None):
        return "Not known"
    if value == REFUSED and (question.options is None or question.options.get(REFUSED) is None):
        return "Would not say"
    if isinstance(value, str) and question.options is not None and (option := question.options.get(value)) is not None:
        return option.title
    if isinstance(value, str) and value in ("yes", "no"):
        return value.capitalize()
    return (
        str(value)
        if isinstance(value, str | int | float | Duration)
        else value_words(concern.pack, question.name, value)
    )


def _member_words(question: Question, row: dict[str, object], concern: Concern) -> str:
    if {"member", "answer"} <= row.keys():
        return f"{row['member']}: {words_of(question, row['answer'], concern)}"
    inner = {one.name: one for one in question.questions}
    return ", ".join(words_of(inner[name], value, concern) for name, value in row.items() if name in inner)


def _topic_card(concern: Concern, topic: fields.Topic) -> Card:
    href = reverse("report:topic", args=[concern.report.pk, topic.name])
    rows = []
    for question in concern.asked_of(topic):
        short = fields.short_of(question)
        value = concern.answers.get(short)
        silent = value in (None, "")
        rows.append(
            Row(
                question.ask,
                "Not answered" if silent else words_of(question, value, concern),
                f"{href}#q-{short}",
                silent,
            )
        )
    return Card(topic.title, tuple(rows), href, "Change")


def _child_card(pk: str, child: Child, number: int) -> Card:
    href = reverse("report:child", args=[pk, child.id])
    details = child.details
    said = [
        ("Name", child.label), ("Age", upper_first(child.summary.removeprefix("age: "))),
        ("Sex", details.sex.replace("-", " ").capitalize()), ("Address", details.address),
        ("Postcode", details.postcode), ("Nursery, school or college", details.school), ("NHS number", details.nhs_number),
        ("Description", child.description), ("First language", details.language), ("Help to be understood", details.communication),
    ]  # fmt: skip
    rows = tuple(Row(label, words, href) for label, words in said if words)
    return Card(f"Child {number}", rows, href, "Change")


def _topic_task(concern: Concern, topic: fields.Topic) -> Task:
    typed = any(value.strip() for values in concern.typed_in(topic).values() for value in values)
    gone_on = topic.name in concern.content.get("done", [])
    status = DONE if concern.is_done(topic) else MISSING if gone_on else BEGUN if typed else NOT_STARTED
    return Task(topic.title, reverse("report:topic", args=[concern.report.pk, topic.name]), status)


def _children_task(concern: Concern) -> Task:
    names = [one.label for one in concern.children]
    faulty = any(one.faults for one in concern.children)
    status = MISSING if faulty else DONE if names else NOT_STARTED
    title = "The child or children"
    return Task(title, reverse("report:children", args=[concern.report.pk]), status, _listed(names))


def _people_task(concern: Concern) -> Task:
    names = [one.label for one in concern.people]
    gone_on = "people" in concern.content.get("done", [])
    status = DONE if names or gone_on else NOT_STARTED
    return Task("Household and family", reverse("report:people", args=[concern.report.pk]), status, _listed(names))


def _documents_task(concern: Concern) -> Task:
    names = [one["title"] for one in concern.content.get("documents", [])]
    href = reverse("report:documents", args=[concern.report.pk])
    return Task("Documents and photographs", href, DONE if names else OPTIONAL, _listed(names))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
