"""The typed register of facts that the product gives and packs may rely on (pack-language.md, section 1, "Given")."""

from __future__ import annotations

from waymark.procedures.language.entries import AnswerType

#: Name to type. `age` and `working-day` are worked out (from `born`, and from the calendar) at the moment asked about.
GIVEN: dict[str, AnswerType] = {
    "age": AnswerType.NUMBER,
    "born": AnswerType.DATE,
    "due-date": AnswerType.DATE,
    "home-area": AnswerType.AREA,
    "household": AnswerType.PEOPLE,
    "looked-after": AnswerType.YES_NO,
    "allocated-worker": AnswerType.PERSON,
    "working-day": AnswerType.YES_NO,
    "role-of-user": AnswerType.ROLE,
    "school-age": AnswerType.YES_NO,
}
