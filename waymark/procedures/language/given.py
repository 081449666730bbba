"""The typed register of facts that the product gives and packs may rely on (pack-language.md, section 1, "Given")."""

from __future__ import annotations

from waymark.procedures.language.entries import AnswerType

#: Name to type. `age` and `working-day` are worked out (from `born`, and from the calendar) at the moment asked about.
#: The details of the child are those that the product keeps of who a child is. `reporter-…` describes whoever is signed in,
#: and is given only on the page on which they report a worry of their own, never to staff who write for a caller.
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
    "name": AnswerType.TEXT,
    "preferred-name": AnswerType.TEXT,
    "sex": AnswerType.TEXT,
    "nhs-number": AnswerType.TEXT,
    "address": AnswerType.PLACE,
    "postcode": AnswerType.TEXT,
    "school": AnswerType.TEXT,
    "ethnicity": AnswerType.TEXT,
    "language": AnswerType.TEXT,
    "communication": AnswerType.TEXT,
    "reporter-name": AnswerType.TEXT,
    "reporter-post": AnswerType.TEXT,
    "reporter-contact": AnswerType.TEXT,
}
