"""The chart as it is read out of a pack."""

from tests.manual.levels.charts import chart, library
from waymark.manual.levels import chart_of, find


def keys(found):
    return [one.key for one in found]


def test_a_chart_has_its_levels_domains_and_descriptors_in_the_order_of_the_pack():
    marsh = chart()

    assert [one.label for one in marsh.levels] == [
        "Level 1 (Universal)", "Level 2 (Early help)", "Level 3 (Targeted)", "Level 4 (Social care)",
    ]  # fmt: skip
    assert [one.id for one in marsh.printed] == ["school", "home"]
    assert [one.id for one in marsh.beside] == ["tool-results", "contextual-factors"]
    assert (marsh.title, marsh.edition.name, marsh.held) == ("Marsh", "1", True)
    assert len(marsh.descriptors) == 12


def test_a_level_is_called_as_its_area_calls_it():
    assert chart().levels[1].also_called == "Plus"
    assert [one.label for one in chart("fen").levels] == ["Emerging needs", "Specialist needs"]


def test_what_is_printed_at_several_levels_stands_at_each_and_is_ambiguous():
    bullied = chart().descriptor("school.bullied")

    assert bullied.ambiguous
    assert [one.id for one in bullied.levels] == ["level-2", "level-3"]
    assert bullied in chart().domain("school").at(chart().level("level-3"))


def test_an_area_without_a_chart_has_its_rules_and_holds_nothing_and_one_that_says_nothing_has_none():
    assert not chart("bare").held
    assert [one.text for one in chart("bare").rules] == ["The chart is elsewhere."]
    assert chart_of(library().pack("national")) is None


def test_rules_about_moving_between_levels_are_told_apart():
    assert {one.name: one.moves for one in chart().rules} == {
        "thresholds/stepping-up-and-down": True, "thresholds/how-to-use": False,
    }  # fmt: skip


# Finding by typing


def test_typing_finds_by_stems_in_any_order_with_worries_before_strengths():
    assert keys(find(chart(), "lateness, school"))[0] == "school.sometimes-late"
    assert keys(find(chart(), "homes"))[0] == "home.little-food"
    assert keys(find(chart(), "beating"))[0] == "home.beaten"


def test_a_slip_of_the_keyboard_is_forgiven():
    assert "school.bullied" in keys(find(chart(), "bullyed"))
    assert keys(find(chart(), "granparent")) == ["home.warm-in-crisis"]


def test_nothing_typed_and_nothing_like_it_find_nothing():
    assert find(chart(), "") == ()
    assert find(chart(), "zeppelin") == ()
