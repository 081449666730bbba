"""Themes, rows that cite and contacts that say whom they are for (ADR 0012): what loads, and what stops a pack."""

from datetime import date

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, HEAD, errors, marked, told, with_more
from waymark.procedures.language.pack import all_cites
from waymark.procedures.loading import Library

THEME = HEAD + "pathway: neglect\ntitle: Neglect\nabout: child\ncites: [NAT-01]\n"
LISTS = """
lists:
  manual-parts: {rows: [{id: harm, title: Kinds of harm}], cites: [NAT-01]}
  concerns: {columns: [chapter], rows: [{id: neglect, title: Neglect, chapter: referral}], cites: [NAT-01]}
"""


def library(text: str, head: str = THEME) -> Library:
    """The small pack with one more file, and the lists that the manual rests on."""
    return Library({**with_more(text, head=head), "packs/national/manual.yaml": HEAD + LISTS}, CATALOGUE)


def faults(text: str, head: str = THEME):
    return errors({**with_more(text, head=head), "packs/national/manual.yaml": HEAD + LISTS})


def test_given_a_pathway_without_steps_when_it_is_loaded_then_it_is_a_theme_that_nothing_need_open_or_close():
    pack = library("guides:\n  what-it-is: {text: Needs are not met., cites: [NAT-01]}\n").pack("national")

    assert pack.themes == {"neglect"}
    assert "neglect/what-it-is" in pack.guides


def test_given_a_theme_that_some_step_opens_when_it_is_loaded_then_it_is_said_that_nothing_can_close_it():
    text = "steps:\n  more: {by: anyone, opens: {pathway: neglect, as: linked}, cites: [NAT-01]}\n"
    files = {**with_more(text), "packs/national/neglect.yaml": THEME}

    assert any("Nothing can close the pathway 'neglect'" in one.message for one in errors(files))


def test_given_a_chapter_s_head_when_it_is_loaded_then_the_manual_knows_its_part_its_review_and_what_it_covers():
    head = THEME + "part: harm\nreview: 2027-05-31\nchapters: [HIPS 3.1]\n"

    chapter = library("", head=head).pack("national").pathways["neglect"]

    assert (chapter.part, chapter.review, chapter.chapters) == ("harm", date(2027, 5, 31), ("HIPS 3.1",))


def test_given_a_row_with_a_source_of_its_own_when_the_list_is_asked_for_its_sources_then_the_row_s_is_among_them():
    text = "lists:\n  signs: {rows: [{id: hungry, title: Often hungry, cites: [NAT-02]}], cites: [NAT-01]}\n"

    pack = library(text).pack("national")

    assert pack.lists["neglect/signs"].rows[0].cites == ("NAT-02",)
    assert all_cites(pack.lists["neglect/signs"]) == {"NAT-01", "NAT-02"}
    assert pack.lists["neglect/signs"] in pack.citing("NAT-02")


def test_given_all_that_a_contact_may_say_when_it_is_loaded_then_all_of_it_is_kept():
    text = """
contacts:
  desk:
    channels: {phone: 01632 960123}
    for: [neglect]
    who: [family, professional]
    ages: 0-4
    route: By referral
    urgency: urgent
    owner: The council
    readings:
      - channels: {phone: 01632 960999}
        cites: [NAT-02]
        note: Printed elsewhere
    cites: [NAT-01]
"""
    contact = library(text, head=HEAD).pack("national").contacts["desk"]

    assert (contact.concerns, contact.who, contact.ages) == (("neglect",), ("family", "professional"), (0, 4))
    assert (contact.route, contact.urgency, contact.owner) == ("By referral", "urgent", "The council")
    assert [(one.channels, one.cites, one.note) for one in contact.readings] == [
        ({"phone": "01632 960999"}, ("NAT-02",), "Printed elsewhere")
    ]
    assert all_cites(contact) == {"NAT-01", "NAT-02"}


CONTACT = "contacts:\n  desk:\n    cites: [NAT-01]\n    {}  # here\n"


@pytest.mark.parametrize(
    ("words", "field", "message", "mend"),
    [
        ("for: [neglekt]", "for", "'neglekt' is no row of the list 'concerns'", "Did you mean neglect?"),
        ("who: [everybody]", "who", "'everybody' is not possible here", "public, child, family, professional"),
        ("ages: 12", "ages", "'12' is no span of ages", "10-17"),
        ("ages: 17-10", "ages", "'17-10' is no span of ages", "10-17"),
        ("urgency: soon", "urgency", "'soon' is not possible here", "emergency, urgent, routine"),
        ("readings: [01632 960123]", "readings", "A reading holds channels and cites", "channels"),
        ("readings: [{channels: {phone: 01632 960123}}]", "readings", "A reading cites nothing", "Name the requirement"),
    ],
)  # fmt: skip
def test_given_a_contact_with_a_word_that_cannot_be_read_when_it_is_loaded_then_it_is_said_where_and_how_to_mend_it(
    words, field, message, mend
):
    text = CONTACT.format(words)

    found = faults(text, head=HEAD)

    assert told(found, marked(with_more(text, head=HEAD)), field, message, mend), "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("words", "field", "message"),
    [
        ("part: harms", "part", "'harms' is no row of the list 'manual-parts'"),
        ("review: next year", "review", "'next year' is not a date"),
    ],
)
def test_given_a_chapter_s_head_that_cannot_be_read_when_it_is_loaded_then_it_is_said_where(words, field, message):
    found = faults("", head=f"{THEME}{words}\n")

    assert any(one.field == field and message in one.message for one in found), "\n".join(map(str, found))


def test_given_a_concern_that_leads_to_no_chapter_when_it_is_loaded_then_that_is_said():
    lists = LISTS.replace("chapter: referral", "chapter: referal")
    files = {**with_more("", head=THEME), "packs/national/manual.yaml": HEAD + lists}

    found = errors(files)

    assert any("There is no chapter 'referal'" in one.message and "referral" in one.mend for one in found)


def test_given_a_row_that_cites_what_does_not_exist_when_it_is_loaded_then_the_row_is_named():
    text = "lists:\n  signs:\n    cites: [NAT-01]\n    rows:\n      - id: hungry\n        cites: [NAT-99]  # here\n"

    found = faults(text)

    assert told(found, marked(with_more(text, head=THEME)), "cites", "There is no requirement NAT-99", ""), found


def test_given_a_prompt_for_a_step_that_there_is_not_when_it_is_loaded_then_that_is_said():
    head = THEME.replace("neglect", "voice-of-the-child")
    text = "lists:\n  voice-prompts:\n    columns: [at]\n    cites: [NAT-01]\n    rows:\n      - id: look\n        at: referral/referal  # here\n"

    found = faults(text, head=head)

    assert told(
        found,
        marked(with_more(text, head=head)),
        "at",
        "There is no step or form 'referral/referal'",
        "referral/referral",
    ), found
