"""What ticks and figures say in a chart: always a range, and what would change it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import MONDAY
from tests.manual.levels.charts import chart
from waymark.manual.levels import reading

CHART = chart()
KEYS = [one.key for one in CHART.descriptors]
STRENGTHS = [one.key for one in CHART.descriptors if one.protective]
ticks = st.sets(st.sampled_from(KEYS))
figures = st.fixed_dictionaries(
    {},
    optional={
        "attendance": st.integers(0, 100), "exclusions": st.integers(0, 4), "poor-link": st.sampled_from(["yes", "no", "not-known"]),
    },
)  # fmt: skip
ages = st.none() | st.integers(0, 18)


def read(*ticked, age=None, seen=(), **answers):
    said = {name.replace("_", "-"): value for name, value in answers.items()}
    return reading(CHART, ticked, said, age, now=MONDAY, seen=seen)


def keys(matched):
    return [one.descriptor.key for one in matched]


def span(result):
    return (result.span.lowest.id, result.span.highest.id) if result.span else None


# What fits


@pytest.mark.covers("THR-F05", "THR-G121")
def test_what_is_ticked_gives_a_range_with_what_fits_at_each_level_and_never_one_level_or_a_score():
    result = read("school.sometimes-late", "home.beaten")

    assert span(result) == ("level-2", "level-4")
    assert [(one.id, keys(result.at(one))) for one in result.within] == [
        ("level-4", ["home.beaten"]), ("level-3", []), ("level-2", ["school.sometimes-late"]),
    ]  # fmt: skip
    assert not hasattr(result, "level")
    assert not hasattr(result, "score")


def test_a_strength_stands_beside_and_raises_nothing_even_where_it_is_printed_at_a_high_level():
    result = read("school.sometimes-late", "home.warm-in-crisis")

    assert span(result) == ("level-2", "level-2")
    assert keys(result.protective) == ["home.warm-in-crisis"]
    assert read("home.warm-home").span is None


@pytest.mark.covers("THR-G183")
def test_what_is_printed_at_several_levels_counts_at_each_and_is_named_as_ambiguous():
    result = read("school.bullied")

    assert span(result) == ("level-2", "level-3")
    assert keys(result.ambiguous) == ["school.bullied"]


def test_what_raises_a_need_stands_at_no_level():
    result = read("contextual-factors.young-carer")

    assert (result.span, keys(result.context)) == (None, ["contextual-factors.young-carer"])


def test_what_is_not_in_the_chart_counts_for_nothing():
    assert read("home.unheard-of", "").matched == ()


# Figures


@pytest.mark.covers("THR-G182", "THR-G119")
def test_figures_match_what_they_are_the_condition_of():
    result = read(attendance=45)

    assert keys(result.matched) == ["school.attends-half"]
    assert result.matched[0].computed
    assert "tool-results.half-by-register" not in keys(result.matched), "the same figure, said twice, counts once"


def test_a_figure_that_is_not_given_leaves_open_what_it_decides_and_the_question_is_named():
    result = read()

    assert {one.key for one in result.untold} >= {"school.attends-half", "school.excluded", "school.under-thirteen"}
    asked = {
        one.question.name if one.question else "age": [d.key for d in one.descriptors]
        for one in result.missing.questions
    }
    assert asked["thresholds/attendance"] == [
        "school.attends-half",
        "school.under-thirteen",
        "tool-results.half-by-register",
    ]
    assert asked["age"] == ["school.under-thirteen"]
    assert "thresholds/poor-link" not in asked, "it waits for the number of exclusions"


def test_a_question_that_waits_for_another_is_asked_once_that_is_answered():
    result = read(exclusions=2)

    assert "thresholds/poor-link" in [one.name for one in result.asked]
    assert "thresholds/poor-link" in [one.question.name for one in result.missing.questions if one.question]


def test_a_figure_can_say_no_and_a_tick_that_it_contradicts_stays_and_is_marked():
    assert "school.attends-half" in [one.key for one in read(attendance=90).ruled_out]

    result = read("school.attends-half", attendance=90)
    assert keys(result.contradicted) == ["school.attends-half"]
    assert span(result) == ("level-4", "level-4")


def test_not_known_is_no_answer():
    assert "school.attends-half" in [one.key for one in read(attendance="not-known").untold]


@pytest.mark.parametrize(("age", "fits"), [(12, True), (13, False), (0, True)])
def test_the_age_counts_in_whole_years(age, fits):
    assert ("school.under-thirteen" in keys(read(age=age, attendance=0).matched)) is fits


# What is missing, and what would move it


def test_parts_of_the_chart_that_nobody_looked_at_are_named():
    assert [one.id for one in read("home.beaten").missing.domains] == ["school"]
    assert [one.id for one in read(seen=["home", "school"]).missing.domains] == []
    assert [one.id for one in read(attendance=10).missing.domains] == ["school", "home"], "a figure is no look"


def test_the_lines_next_above_and_next_below_show_what_would_move_it():
    (move,) = read("home.little-food").moves

    assert (move.up_to.id, [one.key for one in move.up]) == ("level-4", ["home.beaten"])
    assert (move.down_to.id, move.down) == ("level-2", ())
    assert [one.name for one in read("home.little-food").stepping] == ["thresholds/stepping-up-and-down"]


def test_above_the_highest_level_is_nothing():
    (move,) = read("school.attends-half").moves

    assert (move.up_to, move.up) == (None, ())
    assert {one.key for one in move.down} == {"school.excluded", "school.bullied"}


# Laws


@given(ticks, figures, ages)
def test_the_range_goes_from_the_lowest_to_the_highest_level_of_what_fits(ticked, answers, age):
    result = reading(CHART, ticked, answers, age, now=MONDAY)
    orders = [level.order for one in result.matched for level in one.descriptor.levels]

    assert (result.span is None) == (not orders)
    if result.span is not None:
        assert (result.span.lowest.order, result.span.highest.order) == (min(orders), max(orders))
        assert sum(len(result.at(one)) for one in result.within) == len(orders)


@given(ticks, st.sampled_from(KEYS), figures, ages)
def test_one_tick_more_never_narrows_the_range(ticked, more, answers, age):
    before = reading(CHART, ticked, answers, age, now=MONDAY)
    after = reading(CHART, ticked | {more}, answers, age, now=MONDAY)

    assert set(before.within) <= set(after.within)
    assert set(keys(before.matched)) - {"tool-results.half-by-register"} <= set(keys(after.matched))


@given(ticks, st.sets(st.sampled_from(STRENGTHS)), figures)
def test_strengths_never_change_the_range(ticked, strengths, answers):
    before = reading(CHART, ticked, answers, now=MONDAY)
    after = reading(CHART, ticked | strengths, answers, now=MONDAY)

    assert before.span == after.span


@given(ticks, figures, ages)
def test_each_computed_line_holds_does_not_hold_or_cannot_be_told_and_only_one_of_these(ticked, answers, age):
    result = reading(CHART, ticked, answers, age, now=MONDAY)
    computed = {one.key for one in CHART.descriptors if one.condition is not None} - ticked
    out, open_ = {one.key for one in result.ruled_out}, {one.key for one in result.untold}
    fits = {one.descriptor.key for one in result.matched if one.computed} | (
        {"tool-results.half-by-register"} if "school.attends-half" in keys(result.matched) else set()
    )

    assert not out & open_
    assert out | open_ | (fits & computed) >= computed - {"tool-results.half-by-register"}
    assert not (out | open_) & {one.descriptor.key for one in result.matched if one.computed}
