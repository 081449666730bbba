"""The packs' examples, in words."""

import pytest

from tests.manual.book import real
from waymark.manual.book import chapter
from waymark.manual.book.examples import example, with_examples
from waymark.procedures.scenario import read_scenarios


def examples(path):
    library = real.library()
    written = read_scenarios(path.read_text(encoding="utf-8"), path.name, lambda a, e: library.pack(a, edition=e))
    return [example(scenario, path.stem, number) for number, scenario in enumerate(written, 1)]


def test_an_example_says_what_happened_and_what_is_owed_by_when():
    friday = examples(real.PACKS / "southampton" / "examples" / "referral.yaml")[0]
    assert friday.happened[0] == "Friday 22 May 2026 at 16:50: “Referral”."
    assert "“Call police on 999”: owed." in friday.follows
    assert any("is refused for now" in line for line in friday.follows)


@pytest.mark.parametrize(
    "path", sorted(real.PACKS.glob("*/examples/*.yaml")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_every_example_of_the_packs_can_be_told(path):
    for one in examples(path):
        assert one.title
        assert one.happened
        assert all(line.endswith((".", "?", "!", ".”", "?”")) for line in (*one.happened, *one.follows)), one


def test_a_chapter_shows_them_before_its_sources():
    pack = real.pack("southampton")
    found = with_examples(
        chapter(pack, "referral"), examples(real.PACKS / "southampton" / "examples" / "referral.yaml"), pack
    )
    assert [section.name for section in found.sections][-3:] == ["examples", "differences", "sources"]
