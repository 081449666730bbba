"""Who keeps a partnership's chapters, and who reads them. Django is not set up when this is read, so what is ours is imported inside."""

import pytest

from tests.manual.book import small
from tests.packs_in_use import _nothing_is_known_to_be_kept  # noqa: F401


@pytest.fixture
def editor():
    """A partnership business manager of Southampton."""
    from tests.access.people import reader

    return reader("business-manager", name="Bartholomew Figures")


@pytest.fixture
def worker():
    """A social worker, by the name under which events know them."""
    from tests.access.people import reader

    return reader("social-worker", name="Wilhelmina Socialwork").person


@pytest.fixture
def small_packs(tmp_path, settings):
    """The small invented packs of the book's tests, in a folder in use for this test."""
    from waymark.casefile import packs

    for name, text in small.FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    settings.WAYMARK_PACKS = tmp_path / "packs"
    packs.forget()
    yield tmp_path / "packs"
    packs.forget()
