"""Documents are loaded, found by whoever may, and withdrawn."""

import io
from datetime import date
from pathlib import Path

import pytest

from tests.access.people import reader
from tests.cast import MONDAY, TUESDAY
from tests.manual.documents import files
from waymark.ledger.queries import stream_events
from waymark.manual.documents import actions, finding, queries
from waymark.manual.documents.errors import DocumentNotFound, NotAllowed, Unreadable
from waymark.manual.documents.models import LoadedDocument, Passage
from waymark.manual.search.asking import understand
from waymark.manual.search.wordlist import WordList
from waymark.manual.speaking import BadEntry

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
WORDS = WordList([])


@pytest.fixture(autouse=True)
def _own_place(tmp_path, settings):
    settings.WAYMARK_SEARCH = tmp_path / "search"


@pytest.fixture
def manager():
    return reader("business-manager", name="Bartholomew Figures")


def load(by, *, content=None, name="bruises.docx", **changes):
    given = {
        "area": "southampton",
        "title": "Bruises",
        "source": "Invented Partnership",
        "dated": date(2024, 3, 31),
        "audience": "all",
    }
    file = io.BytesIO(files.word() if content is None else content)
    return actions.load(file=file, file_name=name, by=by, by_name=by.name, now=MONDAY, **given | changes)


def titles_found(text, who):
    index = finding.rebuild()
    asked = understand(text, WORDS, index.spelling(WORDS))
    return {hit.page.chapter_title for hit in finding.search(index, WORDS, asked, area="southampton", reader=who)}


def test_what_is_loaded_is_found_with_its_source_and_who_loaded_it(manager):
    load(manager)
    index = finding.rebuild()

    (hit, *_) = finding.search(
        index, WORDS, understand("bruise", WORDS, index.spelling(WORDS)), area="southampton", reader=None
    )

    assert dict(hit.page.extra)["source"] == "Invented Partnership"
    assert dict(hit.page.extra)["loaded-by"] == manager.name
    assert hit.page.date == date(2024, 3, 31)


@pytest.mark.parametrize(
    ("audience", "stranger", "elsewhere", "here"),
    [("all", True, True, True), ("signed-in", False, True, True), ("staff", False, False, True)],
)
def test_only_whoever_may_finds_and_opens_one(manager, audience, stranger, elsewhere, here):
    row = load(manager, audience=audience)
    readers = {
        None: stranger,
        reader("social-worker", where="fenland-council", name="Thaddeus Elsewhere"): elsewhere,
        reader("social-worker", name="Wilhelmina Socialwork"): here,
    }

    for who, may in readers.items():
        assert (titles_found("bruise", who) == {"Bruises"}) is may
        if may:
            assert queries.document_for(who, row.pk) == row
        else:
            with pytest.raises(DocumentNotFound):
                queries.document_for(who, row.pk)


def test_what_is_withdrawn_is_found_no_more_even_by_an_old_index_and_stays(manager):
    row = load(manager)
    index = finding.rebuild()
    actions.withdraw(document=row.pk, why="A newer edition", by=manager, by_name=manager.name, now=TUESDAY)

    asked = understand("bruise", WORDS, index.spelling(WORDS))
    assert finding.search(index, WORDS, asked, area="southampton", reader=manager) == []
    assert titles_found("bruise", manager) == set()
    with pytest.raises(DocumentNotFound):
        queries.document_for(None, row.pk)
    kept = LoadedDocument.objects.get(pk=row.pk)
    assert (kept.withdrawn_why, kept.withdrawn_by_name, kept.withdrawn_at) == ("A newer edition", manager.name, TUESDAY)
    assert Passage.objects.filter(document=row).exists()
    assert [event.type for event in stream_events(f"document:{row.pk}")] == ["document-loaded", "document-withdrawn"]


def test_only_the_business_team_of_the_area_loads_and_withdraws(manager):
    row = load(manager)
    for who in (
        reader("social-worker", name="Wilhelmina Socialwork"),
        reader("mash-manager", name="Montgomery Teamlead"),
    ):
        with pytest.raises(NotAllowed):
            load(who, title="Other")
        with pytest.raises(NotAllowed):
            actions.withdraw(document=row.pk, why="x", by=who, by_name=who.name, now=TUESDAY)
    with pytest.raises(NotAllowed):
        load(manager, area="cambridgeshire-peterborough")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"source": ""}, "source"),
        ({"dated": None}, "dated"),
        ({"dated": date(2030, 1, 1)}, "dated"),
        ({"audience": "friends"}, "audience"),
    ],
)
def test_what_is_missing_is_named(manager, changes, field):
    with pytest.raises(BadEntry) as refused:
        load(manager, **changes)

    assert set(refused.value.problems) == {field}
    assert not LoadedDocument.objects.exists()


def test_the_same_file_is_loaded_once(manager):
    same = files.word()
    load(manager, content=same)

    with pytest.raises(BadEntry) as refused:
        load(manager, content=same, title="Again")

    assert "loaded already as “Bruises”" in str(refused.value)


def test_a_file_that_is_too_large_is_refused(manager, settings):
    settings.WAYMARK_DOCUMENT_MEGABYTES = 0

    with pytest.raises(Unreadable, match="larger than"):
        load(manager)


def test_words_of_a_document_correct_nothing_for_a_stranger(manager):
    load(manager, audience="staff", content=b"The zanzibarium is secret.", name="a.txt")
    index = finding.rebuild()
    manual = understand("zanzibariun", WORDS, type(index.spelling(WORDS))({}))

    assert finding.search(index, WORDS, manual, area="southampton", reader=None) == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here")
@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_the_source_documents_can_be_loaded_and_found(manager, path):
    row = load(manager, content=path.read_bytes(), name=path.name, title=path.stem)

    assert row.passages.count() > 50
    assert titles_found("abuse of a child", None) == {path.stem}
