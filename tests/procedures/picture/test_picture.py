"""The pictures of all real pathways: nothing overlaps, nothing runs out of its box, everything is there."""

from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from waymark.procedures.describe import describe_entry
from waymark.procedures.loading import Library
from waymark.procedures.picture import draw
from waymark.procedures.picture.flow import flow
from waymark.procedures.picture.layout import BOX, LEADING, PAD, TEXT, lay_out
from waymark.procedures.picture.measure import width, wrap
from waymark.procedures.picture.nodes import Shape

LIBRARY = Library.read(Path(__file__).resolve().parents[3] / "packs")
PICTURES = [(area, pathway) for area in LIBRARY.areas() for pathway in LIBRARY.pack(area).pathways]
SVG = "{http://www.w3.org/2000/svg}"


@cache
def laid_out(area, pathway):
    return lay_out(flow(LIBRARY.pack(area), pathway))


@pytest.fixture(params=PICTURES, ids=lambda pair: "-".join(pair))
def page(request):
    return laid_out(*request.param)


def test_no_two_boxes_overlap(page):
    for one, other in combinations(page.boxes, 2):
        apart = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart or one.x + BOX <= other.x or other.x + BOX <= one.x, (one.node.title, other.node.title)


def test_words_stay_in_their_boxes_and_on_the_page(page):
    for box in page.boxes:
        assert box.x + BOX <= page.width
        assert box.y + box.height <= page.height
        for line in box.lines:
            assert line.x + width(line.text, line.size, bold=line.bold) <= BOX - PAD + 0.5, line.text
            assert 0 < line.y <= box.height


def test_words_beside_an_arrow_touch_no_box_and_no_turn(page):
    labels = []
    for box in page.boxes:
        for arrow in box.arrows:
            words = [
                *(width(line, TEXT, bold=True) for line in arrow.above),
                *(width(line, TEXT) for line in arrow.below),
            ]
            right = arrow.box.x - 12
            assert right - max(words, default=0) > arrow.turn, arrow.edge.limit
            y = arrow.box.y + arrow.box.middle
            labels.append(
                (
                    right - max(words, default=0),
                    y - len(arrow.above) * TEXT * LEADING,
                    right,
                    y + len(arrow.below) * TEXT * LEADING,
                )
            )
    for left, top, right, bottom in labels:
        for box in page.boxes:
            assert right <= box.x or box.x + BOX <= left or bottom <= box.y or box.y + box.height <= top


def test_no_arrow_crosses_a_box(page):
    for box in page.boxes:
        for arrow in box.arrows:
            line = arrow.box.y + arrow.box.middle
            between = [b for b in page.boxes if b.x > box.x and b.x < arrow.box.x and b.y < line < b.y + b.height]
            assert not between


@pytest.mark.parametrize(("area", "pathway"), PICTURES)
def test_every_step_is_drawn_once_with_its_number(area, pathway):
    pack = LIBRARY.pack(area)
    boxes = laid_out(area, pathway).boxes
    steps = [box.node for box in boxes if box.node.shape in (Shape.STEP, Shape.CLOSING)]

    assert sorted(node.key for node in steps) == sorted(
        name for name, step in pack.steps.items() if step.pathway == pathway
    )
    assert [node.number for node in steps] == list(range(1, len(steps) + 1))
    assert all("⟦" not in arrow.edge.limit for box in boxes for arrow in box.arrows)


@pytest.mark.parametrize(("area", "pathway"), PICTURES)
def test_every_duty_of_the_pathway_has_an_arrow(area, pathway):
    pack = LIBRARY.pack(area)
    tips = {box.node.tip for box in laid_out(area, pathway).boxes}
    for duty in pack.duties.values():
        if duty.pathway == pathway and not duty.do:
            assert " ".join(describe_entry(duty, pack).sentences) in tips, duty.name


def test_the_picture_is_well_formed_and_can_be_heard():
    drawn = ElementTree.fromstring(draw(LIBRARY.pack("southampton"), "referral"))

    assert drawn.get("role") == "img"
    assert drawn.find(f"{SVG}title").text.startswith("Contact, referral and screening")
    assert "Rate the referral" in drawn.find(f"{SVG}desc").text


def test_the_limits_stand_beside_their_arrows():
    drawn = draw(LIBRARY.pack("national"), "referral")

    assert ">within 1 working day</text>" in drawn
    assert ">opens</text>" in drawn


def test_a_word_too_long_for_its_box_is_cut():
    lines = wrap("Donaudampfschifffahrtsgesellschaft", 60, 12)

    assert len(lines) > 2
    assert all(width(line, 12) <= 60 for line in lines)
    assert "".join(lines).replace("-", "") == "Donaudampfschifffahrtsgesellschaft"


def test_a_pathway_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        draw(LIBRARY.pack("national"), "nowhere")
