"""Size: the made-up return is the same every time, and reading holds one child, not the file."""

import time
import tracemalloc
from io import BytesIO, StringIO

import pytest

from tests.exports.cin.builder import census, child, read, referral
from waymark.exports.cin import CensusFileError, ChildRecord, Topic, check_whole_file, read_census
from waymark.exports.cin.invented import write_census, write_to
from waymark.exports.cin.sources import PIECE


def made(children: int, seed: int = 1) -> str:
    file = StringIO()
    write_to(file, children, seed=seed)
    return file.getvalue()


def test_the_same_seed_makes_the_same_file_and_another_seed_another():
    assert made(50) == made(50)
    assert made(50) != made(50, seed=2)


def test_a_child_is_the_same_however_many_there_are():
    few, many = read(made(20).encode()), read(made(60).encode())
    assert few.children == many.children[:20]


def test_a_made_up_return_has_rows_of_every_kind_and_no_problem():
    found = read(made(400).encode())
    assert found.problems == []
    assert all(count.read for kind, count in found.reading.counts.items() if kind != "PreProceedingsandFGDM")
    assert found.children[0].la_child_id == "SYN00000001"


def peak(path) -> int:
    """The most memory that reading took, in bytes."""
    tracemalloc.start()
    try:
        check_whole_file(path)
        assert sum(isinstance(item, ChildRecord) for item in read_census(path)) > 100
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(tmp_path):
    small, large = tmp_path / "small.xml", tmp_path / "large.xml"
    write_census(small, 200)
    size = write_census(large, 1600)
    assert size > 2_000_000
    assert peak(large) < peak(small) + 500 * 1600, "at most what is kept to notice repeated children"


def test_a_child_without_end_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "text.xml"
    path.write_text(census(child(referral("x" * 10_000_000)), *(child(referral()) for _ in range(101))))
    assert peak(path) < 2_000_000


def test_text_is_whole_wherever_the_file_is_cut_into_pieces():
    one = child(referral("<ReferralSource>3A</ReferralSource>"))
    value, stray = one.index("3A"), len(one)
    for place in (value, stray):
        for cut in range(-3, 12):
            padding = " " * (PIECE - len("<Message><Children>") - place - cut)
            found = read(f"<Message><Children>{padding}{one}stray text</Children></Message>")
            assert found.referral.source == "3A"
            assert [problem.value for problem in found.about(Topic.STRAY_TEXT)] == ["stray text"]


def test_a_bomb_is_refused_before_it_goes_off():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE Message [<!ENTITY a0 "ha">{laughs}]><Message>&a11;</Message>'
    begin = time.process_time()
    with pytest.raises(CensusFileError, match="DOCTYPE"):
        check_whole_file(BytesIO(bomb.encode()))
    assert time.process_time() - begin < 1
