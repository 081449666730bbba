"""Chapters and sections are made from the packs: in an order that can be learnt, with nothing left out."""

import pytest

from tests.manual.book import real, small
from waymark.cli.places import ROOT
from waymark.manual.book import (
    SHARED,
    chapter,
    chapters,
    headings,
    parts,
    place_of,
    section_of,
    sections_for,
)
from waymark.procedures.language import entries as e


@pytest.fixture(scope="module")
def pack():
    return small.pack()


def test_chapters_stand_in_the_order_of_the_parts_and_what_all_share_comes_last(pack):
    assert [one.name for one in chapters(pack)] == ["kites", "referral", SHARED]
    assert [part.title for part in parts(pack)] == ["Kinds of harm", "When you are worried", "For every procedure"]


def test_a_chapter_begins_with_its_guides_in_the_order_of_the_file_and_then_says_who_by_when_and_what_first(pack):
    names = [section.name for section in chapter(pack, "referral").sections]
    assert names == [
        "what-it-is", "in-time", "steps", "clocks", "first", "cautions", "lists", "forms", "differences", "sources",
    ]  # fmt: skip


def test_the_head_of_a_chapter_says_edition_review_and_what_it_covers(pack):
    found = chapter(pack, "referral")
    assert [str(edition) for edition in found.editions] == ["national@2024-01", "invented-area@2024-06"]
    assert found.review.isoformat() == "2025-01-31"
    assert found.covers == ("HIPS 1.1",)
    assert [str(edition) for edition in chapter(pack, "kites").editions] == ["national@2024-01"]


def test_by_when_names_the_limit_who_and_how_binding(pack):
    clocks = chapter(pack, "referral").section("clocks")
    decide = next(item for item in clocks.items if item.anchor == "duty-decide")
    assert (decide.limit, decide.strength) == ("within 4 hours", "must")
    assert clocks.blocks[-1].strength == "should"


def test_what_an_area_changed_is_marked_with_whose_rule_it_is_and_why(pack):
    decide = chapter(pack, "referral").section("clocks").items[0]
    assert decide.area == "invented-area"
    assert "the area is quicker" in decide.changes[0]
    different = chapter(pack, "referral").section("differences")
    assert different.title == "What is different in Invented area"
    assert "Invented area adds: Tell the referrer" in different.text
    assert chapter(small.pack("national"), "referral").section("differences") is None


def test_the_signs_of_a_theme_are_a_section_with_an_address_of_their_own(pack):
    signs = chapter(pack, "kites").section("signs")
    assert (signs.kind, signs.title) == ("list", "Signs of a kite")
    assert "A string: Long and thin." in signs.text


def test_a_chapter_names_whom_to_call_about_its_subject_and_keeps_numbers_for_workers_out_of_the_text(pack):
    contacts = chapter(pack, "kites").section("contacts")
    assert "01632 960123" in contacts.text
    assert "Line for workers" in contacts.text
    assert "01632 960777" not in contacts.text
    assert [item.restricted for item in contacts.items] == [False, True]


def test_each_section_lists_the_steps_that_use_it(pack):
    found = chapter(pack, "referral")
    assert [link.title for link in found.section("what-it-is").used_by] == ["Make a referral"]
    assert [link.title for link in found.section("clocks").used_by] == ["Make a referral", "Decide what happens"]
    assert [link.title for link in found.section("forms").used_by] == ["Make a referral"]


def test_a_step_is_explained_by_the_guide_shown_at_it_and_a_rule_by_the_guide_that_shares_its_source(pack):
    assert section_of(pack, pack.steps["referral/referral"]) == ("referral", "what-it-is")
    assert section_of(pack, pack.duties["referral/decide"]) == ("referral", "in-time")
    assert section_of(pack, pack.gates["referral/concern-known"]) == ("referral", "first")
    assert section_of(pack, pack.lists["referral/outcomes"]) == ("referral", "lists")
    assert section_of(pack, pack.questions["referral/concern"]) == ("referral", "forms")
    assert "Decide in time" in chapter(pack, "referral").section("in-time").text


def test_entries_that_share_a_section_get_it_once(pack):
    asked = (pack.steps["referral/referral"], pack.guides["referral/what-it-is"], pack.duties["referral/decide"])
    assert [section.name for section in sections_for(pack, asked)] == ["what-it-is", "in-time"]


def test_a_chapter_that_does_not_exist_is_no_chapter(pack):
    with pytest.raises(KeyError, match="no chapter 'nonsense'"):
        chapter(pack, "nonsense")


# The packs as they are


@pytest.mark.parametrize("area", real.areas())
def test_every_entry_of_every_pack_is_found_and_its_section_says_its_title(area):
    pack = real.pack(area)
    for entry in pack.entries():
        name, section = section_of(pack, entry)
        found = chapter(pack, name).section(section)
        assert found is not None, (entry.name, name, section)
        said = f"{chapter(pack, name).title}\n{found.text}".casefold()
        assert entry.title.casefold() in said, (entry.name, name, section)
        printed = place_of(pack, entry)
        where = chapter(pack, printed.chapter).section(printed.section)
        assert where is not None, entry.name
        assert not printed.anchor or printed.anchor in {item.anchor for item in where.items}, entry.name


@pytest.mark.parametrize("area", real.areas())
def test_every_question_is_found_in_the_form_that_asks_it(area):
    pack = real.pack(area)
    for question in pack.questions.values():
        spot = place_of(pack, question)
        name, section = section_of(pack, question)
        assert chapter(pack, spot.chapter).section(spot.section) is not None
        assert chapter(pack, name).section(section) is not None


@pytest.mark.parametrize("area", real.areas())
def test_no_two_sections_of_a_chapter_and_no_two_entries_of_a_section_share_an_address(area):
    for one in chapters(real.pack(area)):
        names = [section.name for section in one.sections]
        assert len(names) == len(set(names)), one.name
        anchors = [item.anchor for section in one.sections for item in section.items]
        assert len(anchors) == len(set(anchors)), one.name
        assert not set(anchors) & set(names)


def test_a_guide_or_list_that_bears_the_name_of_a_generated_section_keeps_an_address_of_its_own():
    guide = "pathway: kites\nguides:\n  tools: {title: Tools of kites, text: Scissors., cites: [MED-B01]}\n"
    pack = small.library(kites=small.AREA_HEAD + guide).pack("invented-area")
    assert section_of(pack, pack.guides["kites/tools"]) == ("kites", "tools-guide")
    assert chapter(pack, "kites").section("tools-guide").title == "Tools of kites"


def test_the_words_of_the_address_are_no_names_of_chapters():
    for area in real.areas():
        assert not {"changes", "compare", "following", "own"} & {one.name for one in headings(real.pack(area))}


@pytest.mark.covers("GOV-H13")
def test_every_chapter_of_the_old_manual_is_covered_by_a_chapter_here():
    import yaml

    index = ROOT.parent / "shared" / "field" / "procedures-index.yaml"
    if not index.is_file():
        pytest.skip("the index of the old manual is not beside the project")
    printed = {f"HIPS {one['number']}" for one in yaml.safe_load(index.read_text(encoding="utf-8"))["chapters"]}
    covered = {covers for one in headings(real.pack("hampshire")) for covers in one.covers}
    assert printed <= covered


def test_every_chapter_has_a_place_among_the_parts_and_a_day_of_review():
    for one in headings(real.pack("national")):
        assert one.name == SHARED or (one.part and one.review), one.name


def test_a_chapter_made_once_costs_nothing_again():
    pack = real.pack("southampton")
    assert chapter(pack, "referral") is chapter(pack, "referral")


def test_every_kind_of_entry_has_its_section(pack):
    kinds = {type(entry) for area in real.areas() for entry in real.pack(area).entries()}
    assert {e.Step, e.Duty, e.Gate, e.Guide, e.Contact, e.Form} <= kinds
