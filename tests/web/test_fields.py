"""Questions as fields: what is typed reads as it was meant, what cannot be read is said and kept, and nothing posted breaks the page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template.loader import get_template
from hypothesis import given, settings
from hypothesis import strategies as st

from waymark.casefile.validation import answer_fault
from waymark.procedures.history import NOT_KNOWN, REFUSED
from waymark.procedures.language.entries import AnswerType, Option, Options, Question, Strength
from waymark.procedures.loading import Library
from waymark.procedures.time import Duration, Moment, Unit
from waymark.web.fields import Around, Choice, Known, present, pressed, raw_of, read, relevant, summary, topics, trial

PACK = Library.read(Path(__file__).resolve().parents[2] / "packs").pack(
    "cambridgeshire-peterborough", on=date(2026, 3, 2)
)
COLOURS = Options(list=None, rows=tuple(Option(id=one, title=one.capitalize()) for one in ("red", "amber", "green")))
AROUND = Around(
    people=(Choice("Ambrosia Testcase", "Ambrosia Testcase, child"), Choice("user:7", "Montgomery Teamlead")),
    areas=(Choice("southampton", "Southampton"), Choice("hampshire", "Hampshire")),
    groups={"agencies-involved": ("police", "health")},
)
INNER = (
    Question(name="who", ask="Who?", type=AnswerType.TEXT, strength=Strength.MUST),
    Question(name="since", ask="Since when?", type=AnswerType.DATE),
)


def ask(kind: AnswerType, **more: object) -> Question:
    """A question of a type."""
    if kind in (AnswerType.CHOICE, AnswerType.CHOICES):
        more.setdefault("options", COLOURS)
    if kind is AnswerType.ROWS:
        more |= {"each": "rows", "questions": INNER}
    return Question(**{"name": f"referral/{kind.value}", "ask": f"A {kind.value}?", "type": kind} | more)


EVERY_TYPE = [ask(kind) for kind in AnswerType]

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80).filter(
    str.strip
)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(Moment.on)
moments = st.integers(157_766_400 // 60, 2_051_222_400 // 60).map(
    lambda minute: Moment.at(datetime.fromtimestamp(minute * 60, UTC))
)
durations = st.builds(
    Duration, st.integers(0, 999), st.sampled_from([unit for unit in Unit if unit is not Unit.SAME_DAY])
) | st.just(Duration(0, Unit.SAME_DAY))
numbers = st.integers(-(10**9), 10**9) | st.decimals(-999, 999, places=2).map(float)
colours = st.sampled_from(["red", "amber", "green"])
ANSWERS = {
    AnswerType.YES_NO: st.sampled_from(["yes", "no"]),
    AnswerType.TEXT: texts,
    AnswerType.NUMBER: numbers,
    AnswerType.MONEY: numbers,
    AnswerType.DATE: days,
    AnswerType.TIME: days | moments,
    AnswerType.DURATION: durations,
    AnswerType.CHOICE: colours,
    AnswerType.CHOICES: st.lists(colours, unique=True).map(tuple),
    AnswerType.PERSON: st.sampled_from(["Ambrosia Testcase", "user:7"]) | lines.filter(lambda one: len(one) < 60),
    AnswerType.PEOPLE: st.lists(
        st.sampled_from(["Ambrosia Testcase", "user:7", "Aunt Notareal"]), min_size=1, unique=True
    ).map(tuple),
    AnswerType.PLACE: lines,
    AnswerType.AREA: st.sampled_from(["southampton", "hampshire"]),
    AnswerType.ROLE: st.sampled_from(sorted(PACK.roles)),
    AnswerType.CONTACT: st.sampled_from(sorted(name for name, one in PACK.contacts.items() if not one.restricted)),
    AnswerType.BODY_MAP: st.sampled_from(["front-head", "front-head, back-left-arm"]),
    AnswerType.ROWS: st.lists(
        st.fixed_dictionaries({"who": texts}, optional={"since": days}), min_size=1, max_size=4
    ).map(tuple),
}


def same(one: object, other: object) -> bool:
    """Equal, people in any order."""
    if isinstance(one, tuple) and isinstance(other, tuple) and one and isinstance(one[0], str):
        return sorted(one) == sorted(other)
    return one == other


@given(data=st.data())
@pytest.mark.parametrize("kind", list(AnswerType))
def test_an_answer_written_into_fields_reads_back_as_the_same_answer(kind, data):
    question = ask(kind)
    said = data.draw(
        ANSWERS[kind] if kind is AnswerType.CHOICES else ANSWERS[kind] | st.sampled_from([NOT_KNOWN, REFUSED])
    )

    found = read([question], raw_of(question, said, around=AROUND), PACK, around=AROUND)

    assert found.ok, found.faults
    assert same(found.answers[kind.value], said)


@given(data=st.data())
@pytest.mark.parametrize("kind", [kind for kind in AnswerType if kind is not AnswerType.ROWS])
def test_an_answer_for_each_member_of_a_group_reads_back_with_its_member(kind, data):
    question = ask(kind, each="agencies-involved")
    said = tuple({"member": member, "answer": data.draw(ANSWERS[kind])} for member in ("police", "health"))

    found = read([question], raw_of(question, said, around=AROUND), PACK, around=AROUND)

    assert found.ok
    assert all(same(one["answer"], other["answer"]) for one, other in zip(found.answers[kind.value], said, strict=True))
    assert [one["member"] for one in found.answers[kind.value]] == ["police", "health"]


NAMES = [f"{kind.value}{part}" for kind in AnswerType for part in (
    "", ".day", ".month", ".year", ".time", ".which", ".count", ".unit", ".state", ".other", ".use", ".reason", ".rows", ".0.who",
    ".0.since.day", ".member.0", ".0",
)]  # fmt: skip
junk = st.dictionaries(
    st.sampled_from([*NAMES, "_add", "_remove", "_copy"]) | st.text(max_size=10),
    st.lists(
        st.text(max_size=12) | st.sampled_from(["31", "2", "2026", "-1", "99999999999", "yes", "not-known", "\x00", "rows.0", "9e99", "٣"]),
        max_size=3,
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=40)
@given(posted=junk)
def test_anything_at_all_can_be_posted_and_only_faults_come_of_it(posted):
    found = read(EVERY_TYPE, posted, PACK, around=AROUND)
    pressed(found.raw, EVERY_TYPE, {}, around=AROUND)
    fields = present(EVERY_TYPE, found.raw, found.faults, pack=PACK, around=AROUND)
    drawn = draw(fields)

    assert set(found.answers) <= {kind.value for kind in AnswerType}
    assert len(fields) == len(EVERY_TYPE)
    assert "<script" not in drawn


def draw(fields: list) -> str:
    """The fields as HTML."""
    template = get_template("fields/macro.html").template
    return "".join(template.module.question(field) for field in fields)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"date.day": "31", "date.month": "2", "date.year": "2026"}, "February 2026 has no day 31"),
        ({"date.day": "1", "date.month": "", "date.year": "2026"}, "must include a month"),
        ({"date.day": "1", "date.month": "13", "date.year": "2026"}, "month must be a number from 1 to 12"),
        ({"date.day": "1", "date.month": "1", "date.year": "26"}, "year must have 4 numbers"),
        ({"date.day": "tomorrow", "date.month": "1", "date.year": "2026"}, "day must be a number"),
    ],
)
def test_a_date_that_cannot_be_is_explained_and_stays_as_it_was_typed(typed, said):
    question = ask(AnswerType.DATE)

    found = read([question], typed, PACK)
    (field,) = present([question], found.raw, found.faults, pack=PACK)

    assert said in found.faults["date"]
    assert [part.value for part in field.parts] == list(typed.values())
    assert summary([field])[0].href.startswith("#q-date_")


@pytest.mark.parametrize("typed", ["2.30pm", "14:30", "1430", "2:30 PM", "14.30"])
def test_a_time_may_be_written_in_several_ways(typed):
    question = ask(AnswerType.TIME)
    posted = {"time.day": "2", "time.month": "march", "time.year": "2026", "time.time": typed}

    assert read([question], posted, PACK).answers["time"] == Moment.parse("2026-03-02T14:30")


def test_a_time_that_came_twice_is_asked_and_not_guessed():
    question = ask(AnswerType.TIME)
    posted = {"time.day": "25", "time.month": "10", "time.year": "2026", "time.time": "01:30"}

    found = read([question], posted, PACK)
    (field,) = present([question], found.raw, found.faults, pack=PACK)
    answered = read([question], posted | {"time.which": "+00:00"}, PACK)

    assert "came twice" in found.faults["time"]
    assert [item.value for item in field.which] == ["+01:00", "+00:00"]
    assert answered.answers["time"] == Moment.parse("2026-10-25T01:30+00:00")


def test_a_time_that_the_clocks_left_out_is_refused():
    posted = {"time.day": "29", "time.month": "3", "time.year": "2026", "time.time": "01:30"}

    assert "never happened" in read([ask(AnswerType.TIME)], posted, PACK).faults["time"]


def test_not_asked_not_known_and_no_are_three_different_things():
    question = ask(AnswerType.YES_NO)

    assert read([question], {}, PACK).answers == {}
    assert read([question], {"yes-no": ""}, PACK).answers == {}
    assert read([question], {"yes-no": NOT_KNOWN}, PACK).answers == {"yes-no": NOT_KNOWN}
    assert read([question], {"yes-no": "no"}, PACK).answers == {"yes-no": "no"}


def test_none_of_these_is_an_answer_and_no_tick_is_none():
    question = ask(AnswerType.CHOICES)

    assert read([question], {"choices": "_none"}, PACK).answers == {"choices": ()}
    assert read([question], {}, PACK).answers == {}
    assert "not both" in read([question], {"choices": ["_none", "red"]}, PACK).faults["choices"]


def test_what_must_be_answered_can_be_said_to_be_not_known():
    question = ask(AnswerType.TEXT, strength=Strength.MUST)

    assert "not known" in read([question], {"text": "  "}, PACK).faults["text"]
    assert read([question], {"text.state": NOT_KNOWN}, PACK).answers == {"text": NOT_KNOWN}
    assert read([question], {"text": ""}, PACK, finishing=False).ok


def test_a_blank_with_a_reason_is_accepted_where_the_pack_asks_for_one():
    question = ask(AnswerType.TEXT, strength=Strength.MUST, reason="if-blank")

    found = read([question], {"text": "", "text.reason": "Too young to speak."}, PACK)

    assert "say why" in read([question], {}, PACK).faults["text"]
    assert found.ok
    assert found.reasons == {"text": "Too young to speak."}


def test_what_is_known_is_used_only_once_somebody_says_yes():
    question = ask(AnswerType.DATE)
    known = {"date": Known(Moment.on(date(2020, 5, 4)), "4 May 2020", "the referral", "2 Mar 2026")}

    assert read([question], {}, PACK, known=known).answers == {}
    assert read([question], {"date.use": "yes"}, PACK, known=known).answers == {"date": Moment.on(date(2020, 5, 4))}
    assert "Already known" in draw(present([question], {}, pack=PACK, known=known))


def test_rows_are_added_and_removed_without_losing_the_others():
    question = ask(AnswerType.ROWS)
    typed = {"rows.rows": ["2"], "rows.0.who": ["Aunt Notareal"], "rows.1.who": ["Uncle Notareal"]}

    more = pressed({**typed, "_add": ["rows"]}, [question])
    fewer = pressed({**typed, "_remove": ["rows.0"]}, [question])

    assert more is not None
    assert more[0]["rows.rows"] == ["3"]
    assert fewer is not None
    assert read([question], fewer[0], PACK).answers == {"rows": ({"who": "Uncle Notareal"},)}


def test_last_times_answer_is_copied_by_a_button():
    question = ask(AnswerType.CHOICES)

    copied = pressed({"_copy": ["choices"], "choices": ["red"]}, [question], {"choices": ("green",)})

    assert copied is not None
    assert read([question], copied[0], PACK).answers == {"choices": ("green",)}


def test_a_long_form_is_asked_topic_by_topic_and_each_question_once():
    form = PACK.steps["referral/referral"].form
    found = topics(PACK, form)
    asked = [question.name for topic in found for question in topic.questions]

    assert len(found) > 3
    assert len(set(asked)) == len(asked)
    assert {one.name for one in PACK.form_questions(form)} == set(asked)


def test_a_question_that_depends_on_another_is_asked_once_it_may_apply():
    questions = PACK.form_questions("child-seen-form")
    now = Moment.parse("2026-03-02T12:00").start
    step = next(name for name, one in PACK.steps.items() if one.form == "child-seen-form")
    shorts = {name: {one.name for one in relevant(questions, answers, trial(PACK, step, now)).asked} for name, answers in {
        "nothing": {}, "seen": {"seen": "yes"}, "not": {"seen": "no", "seen-alone": "no"},
    }.items()}  # fmt: skip

    assert shorts["nothing"] == {"seen"}, "what hangs on a question that nobody has answered yet waits for it"
    assert "not-seen-reason" not in shorts["seen"]
    assert "seen-alone" in shorts["seen"]
    assert "not-seen-reason" in shorts["not"]
    assert "not-seen-alone-reason" not in shorts["not"], (
        "the answer to a question that is no longer asked does not count"
    )


def test_every_question_of_every_pathway_can_be_drawn_with_its_rule():
    for form in PACK.forms:
        fields = present(PACK.form_questions(form), {}, pack=PACK, around=AROUND)
        drawn = draw(fields)
        for field in fields:
            assert field.why is not None
            assert re.search(rf'id="{re.escape(field.first_id)}"', drawn), field.name


@pytest.mark.parametrize(("said", "asked"), [(("yes", "yes"), False), (("yes", "no"), True)])
def test_what_each_agency_answered_is_accepted_and_a_dissent_asks_why(said, asked):
    form = PACK.step_questions("child-protection-conference/initial-conference")
    rows = tuple(
        {"member": member, "answer": answer} for member, answer in zip(("police", "health"), said, strict=True)
    )
    now = Moment.parse("2026-03-02T12:00").start

    assert answer_fault(form["agrees-with-decision"], rows) == ""
    found = relevant(
        form.values(),
        {"agrees-with-decision": rows},
        trial(PACK, "child-protection-conference/initial-conference", now),
    )
    assert (form["dissent"] in found.asked) is asked


def test_an_answer_of_one_agency_that_is_no_option_is_refused():
    question = PACK.step_questions("child-protection-conference/initial-conference")["agrees-with-decision"]

    assert (
        answer_fault(question, ({"member": "police", "answer": "perhaps"},))
        == "police: 'perhaps' is not one of: no, yes."
    )
    assert "whose" in answer_fault(question, ({"answer": "yes"},))
