"""What files say: each kind with its places; and files that are not taken, with what to do."""

import pytest

from tests.manual.documents import files
from waymark.manual.documents.errors import Unreadable
from waymark.manual.documents.reading import Piece, passages, read
from waymark.manual.documents.reading.pieces import LONG


@pytest.fixture
def reads(tmp_path):
    def of(content, name):
        path = tmp_path / "arrived"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path, name)

    return of


def test_a_word_document_is_read_under_its_headings_with_its_tables(reads):
    form, pieces = reads(files.word(), "bruises.docx")

    assert form == "docx"
    assert Piece("A baby who does not crawl has a bruise.", "Bruises on babies") in pieces
    assert Piece("Who – What", "Bruises on babies") in pieces


def test_a_pdf_is_read_page_by_page(reads):
    assert reads(files.pdf("First page.", "Second page."), "a.pdf")[1] == [
        Piece("First page.", "", "page 1"),
        Piece("Second page.", "", "page 2"),
    ]


def test_a_web_page_is_read_without_what_runs_or_leads_away(reads):
    form, pieces = reads(files.PAGE, "page.html")

    assert form == "html"
    assert [one.text for one in pieces] == ["Night help", "Ring the hub at café.", "One", "Day – Nine"]
    assert pieces[1].heading == "Night help"


def test_a_text_is_read_with_its_lines_and_headings(reads):
    _, pieces = reads("NIGHT HELP\n\nRing the hub.\nAt any hour.\n\n2.1 By day\nAsk the office.\n", "a.txt")

    found = list(passages(pieces))

    assert [(one.heading, one.place) for one in found] == [
        ("NIGHT HELP", "lines 1 to 4"),
        ("2.1 By day", "lines 6 to 7"),
    ]


def test_an_older_text_is_read_too(reads):
    assert reads("Ring the café.".encode("cp1252"), "a.txt")[1][0].text == "Ring the café."


def test_no_passage_is_too_long_and_no_word_is_lost(reads):
    text = "This is a sentence of some words. " * 400

    found = list(passages([Piece(text), Piece("x" * 5000), Piece("")]))

    assert max(len(one.text) for one in found) <= 2 * LONG
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split()) + "x" * 5000


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (files.locked, "a.pdf", "locked with a password"),
        (lambda: files.pdf(""), "a.pdf", "OCR"),
        (files.bomb, "a.docx", "unpacks to far more"),
        (lambda: b"%PDF-1.4 nonsense", "a.pdf", "damaged"),
        (lambda: files.word()[:2000], "a.docx", "not taken"),
        (lambda: files.pdf("Text."), "a.docx", "Give it the ending .pdf"),
        (lambda: files.word(), "a.txt", "Give it the ending .docx"),
        (lambda: files.word(), "a", "has no ending"),
        (lambda: b"MZ\x00\x01program", "a.txt", "not taken"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "a.doc", "Save it without a password as .docx"),
        (lambda: b"", "a.txt", "empty"),
        (lambda: b"   \n\n ", "a.txt", "empty"),
        (lambda: b"PK\x03\x04 no archive", "a.docx", "not taken"),
        (lambda: b"Ring\x07 the hub", "a.txt", "no plain text"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_with_what_to_do(reads, content, name, said):
    with pytest.raises(Unreadable) as refused:
        reads(content(), name)

    assert said in str(refused.value)
