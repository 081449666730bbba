"""Fixtures about packs: a copy that a test may change, and a process that remembers nothing of the test before.

Django is not set up when these are read, so the case file is imported inside.
"""

import shutil
from pathlib import Path

import pytest

PACKS = Path(__file__).parents[1] / "packs"


@pytest.fixture(autouse=True)
def _nothing_is_known_to_be_kept():
    """The database is emptied between tests, so what this process knows to be kept in it is emptied too."""
    from waymark.casefile import packs

    packs._SEEN.clear()


@pytest.fixture
def own_packs(tmp_path, settings):
    """A copy of all packs in a folder of its own, in use for this test."""
    from waymark.casefile import packs

    folder = tmp_path / "packs"
    shutil.copytree(PACKS, folder)
    settings.WAYMARK_PACKS = folder
    packs.forget()
    yield folder
    packs.forget()
