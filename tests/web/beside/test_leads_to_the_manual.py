"""Everything that a page asks, refuses or counts leads to a section of the area's manual that is there."""

from datetime import date

import pytest
from django.urls import resolve

from waymark.casefile import packs
from waymark.manual.book import chapter
from waymark.procedures.language.entries import Caution, Duty, Gate, Guide, Step
from waymark.web.beside.links import beside
from waymark.web.report.areas import areas

TODAY = date(2026, 11, 22)
AREAS = ["cambridgeshire-peterborough", "hampshire", "isle-of-wight", "portsmouth", "southampton", "stoke-on-trent"]


@pytest.fixture
def pack(request):
    return packs.pack_on(request.param, TODAY)


def test_these_are_all_the_areas():
    assert {one.slug for one in areas(TODAY)} == set(AREAS)


@pytest.mark.parametrize("pack", AREAS, indirect=True)
def test_given_an_area_when_its_pages_lead_to_its_manual_then_each_section_is_there(pack):
    asked = [
        *pack.questions.values(),
        *(one for one in pack.entries() if isinstance(one, Step | Duty | Gate | Caution | Guide)),
    ]
    found = [found for one in asked if (found := beside(pack, one)) is not None]
    sections = {name: {section.name for section in chapter(pack, name).sections} for name in _chapters(found)}

    missing = [one.href for one in found if _section(one.href) not in sections[_chapter(one.href)]]

    assert len(found) > len(asked) * 0.95, "hardly anything leads to the manual"
    assert not missing, missing[:10]
    assert all(one.title for one in found)


def test_given_a_pack_that_is_no_area_s_own_when_something_of_it_is_shown_then_it_leads_nowhere():
    pack = packs.pack_on("national", TODAY)

    assert beside(pack, pack.steps["referral/referral"]) is None


def _chapters(found):
    return {_chapter(one.href) for one in found}


def _chapter(href):
    return resolve(href.partition("#")[0]).kwargs["chapter"]


def _section(href):
    return resolve(href.partition("#")[0]).kwargs["section"]
