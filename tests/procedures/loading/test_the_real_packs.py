"""The packs that are shipped load, and are checked quickly."""

import time
from functools import cache

import pytest

from tests.repository.sources import ROOT
from waymark.procedures.loading import Library

AREAS = sorted(path.parent.name for path in (ROOT / "packs").glob("*/area.yaml"))


@cache
def library():
    return Library.read(ROOT / "packs")


@pytest.mark.parametrize("area", AREAS)
def test_a_real_pack_loads_without_error(area):
    errors = [str(problem) for problem in library().check(area) if not problem.warning]

    assert not errors, "\n".join(errors)
    assert library().pack(area).area == area


def test_every_folder_is_an_area():
    assert set(library().areas()) == set(AREAS)


def test_warnings_are_few_enough_to_be_read():
    found = {problem for area in AREAS for problem in library().check(area)}

    assert len(found) <= 60, "\n".join(map(str, found))


def test_every_area_is_read_and_checked_in_a_few_seconds():
    started = time.process_time()

    packs = Library.read(ROOT / "packs")
    for area in packs.areas():
        packs.check(area)

    assert time.process_time() - started < 6
