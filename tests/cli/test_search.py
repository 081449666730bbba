"""`waymark search` and `waymark documents` as people type them."""

import pytest

from tests.manual.documents import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_place(tmp_path, settings):
    settings.WAYMARK_SEARCH = tmp_path / "search"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "bruises-on-babies.docx"
    path.write_bytes(files.word())
    return path


def test_a_document_is_loaded_listed_and_withdrawn(waymark, document):
    loaded = waymark(
        "documents", "load", document, "--area", "portsmouth", "--source", "Invented", "--date", "2024-03-31", "--json"
    ).json

    (row,) = waymark("documents", "list", "--json").json
    assert (row["document"], row["title"], row["for"], row["withdrawn"]) == (
        loaded["document"],
        "bruises on babies",
        "staff",
        None,
    )
    assert waymark("documents", "withdraw", loaded["document"], "--why", "Newer").code == 0
    assert waymark("documents", "list", "--json").json[0]["withdrawn"]


def test_a_file_that_cannot_be_read_says_how_to_mend_it(waymark, tmp_path):
    path = tmp_path / "locked.pdf"
    path.write_bytes(files.locked())

    ran = waymark("documents", "load", path, "--area", "portsmouth", "--source", "Invented", "--date", "2024-03-31")

    assert ran.code == 1
    assert "locked.pdf: The PDF is locked with a password. Save it without one" in ran.err


def test_a_document_that_is_not_there_is_named(waymark):
    ran = waymark("documents", "withdraw", "nothing", "--why", "x")

    assert ran.code == 1
    assert "There is no document nothing." in ran.err


def test_the_indexes_are_made_and_searched_from_the_terminal(waymark):
    assert waymark("search", "rebuild", "--json").json["guidance"] > 1000

    found = waymark("search", "for", "--area", "portsmouth", "--json", "ladoo").json

    assert found["instead"] == {"ladoo": "lado"}
    assert found["found"][0]["chapter"] == "allegations"


def test_an_area_in_which_nobody_works_is_wrong_use(waymark):
    assert waymark("search", "for", "--area", "hips", "neglect").code == 2
