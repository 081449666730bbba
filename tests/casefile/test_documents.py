"""Documents: only what people need, stored as it came, found again as it was stored."""

import io
import zipfile
from dataclasses import dataclass, replace

import pytest

from tests.cast import AMBROSIA, BALTHAZAR, TUESDAY, WEDNESDAY, WORKER, refer
from waymark.casefile import documents, kept
from waymark.casefile.errors import BadAct, NotYours
from waymark.casefile.matching import match
from waymark.casefile.queries import file_of
from waymark.ledger.queries import stream_sequence

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\nA school's report"
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"


def office(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")
MAIL = b"From: head@elm.example.org\r\nTo: mash@example.org\r\nSubject: Ambrosia\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nHungry again."


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.WAYMARK_DOCUMENTS = tmp_path / "documents"


@pytest.fixture(autouse=True)
def _a_child():
    refer(AMBROSIA)


def store(content=PDF, file_name="report.pdf", stream=AMBROSIA, when=TUESDAY, **more):
    return documents.store(
        stream=stream, file=io.BytesIO(content), file_name=file_name, by=more.pop("by", WORKER), now=when, **more
    )


def on_disk():
    return (
        sorted(path.name for path in documents.folder().rglob("*") if path.is_file())
        if documents.folder().exists()
        else []
    )


def refused(content, file_name):
    with pytest.raises(BadAct) as fault:
        store(content, file_name)
    assert on_disk() == []
    return fault.value.faults["document"]


@pytest.mark.parametrize(
    ("content", "file_name", "kind"),
    [
        (PDF, "report.pdf", "application/pdf"),
        (PNG, "bruise.PNG", "image/png"),
        (b"\xff\xd8\xff\xe0JFIF", "photo.jpeg", "image/jpeg"),
        (DOCX, "letter.docx", "wordprocessingml"),
        (XLSX, "attendance.xlsx", "spreadsheetml"),
        ("Zoë said: “no”.".encode(), "note.txt", "text/plain"),
        ("Zoë".encode("cp1252"), "note.txt", "text/plain"),
        (MAIL, "message.eml", "message/rfc822"),
        (PDF, "report", "application/pdf"),
    ],
)
def test_what_people_need_is_taken_and_comes_back_as_it_was(content, file_name, kind):
    stored = store(content, file_name, title="About Ambrosia")
    assert kind in stored.type
    found, file = documents.open_document(AMBROSIA, stored.id)
    with file:
        assert file.read() == content
    assert (found.title, found.file_name, found.size, found.by) == (
        "About Ambrosia",
        file_name,
        len(content),
        WORKER.person,
    )
    assert kept.documents(file_of(AMBROSIA)) == [found]


@pytest.mark.parametrize(
    ("content", "file_name", "words"),
    [
        (b"", "empty.txt", "empty"),
        (b"MZ\x90\x00\x03", "setup.exe", "not taken"),
        (b"MZ\x90\x00\x03", "report.pdf", "not taken"),
        (b"\x7fELF\x02\x01", "report", "not taken"),
        (PDF, "report.exe", "is a PDF"),
        (XLSX, "letter.docx", "is an Excel workbook"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "page.txt", "not taken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg", "not taken"),
        (b"plain words", "page.html", "called .html"),
        (office("a.txt"), "many.zip", "one by one"),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "letter.docx", "macros"),
        (b"PK\x03\x04 cut off", "letter.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "letter.doc", "older or a locked"),
        (b"\x00\x00\x00\x18ftypheic", "photo.heic", "Save it as a JPEG"),
    ],
)
def test_what_is_not_taken_is_refused_with_what_to_do_instead(content, file_name, words):
    before = stream_sequence(AMBROSIA)
    assert words in refused(content, file_name)
    assert stream_sequence(AMBROSIA) == before


def test_what_is_too_large_is_refused_before_all_of_it_has_come(settings):
    settings.WAYMARK_DOCUMENT_MEGABYTES = 1

    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size=-1):
            self.asked += 1
            return b"x" * size

    endless = Endless()
    with pytest.raises(BadAct, match="larger than 1 MB"):
        documents.store(stream=AMBROSIA, file=endless, file_name="note.txt", by=WORKER, now=TUESDAY)
    assert endless.asked < 4
    assert on_disk() == []


@pytest.mark.parametrize(
    ("sent", "kept_as"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\a.pdf", "a.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("n" * 300 + ".pdf", "n" * 140 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(sent, kept_as):
    content = PDF if sent.endswith("pdf") else b"words"
    assert store(content, sent).file_name == kept_as
    [name] = on_disk()
    assert len(name) == 64


def test_the_same_bytes_are_stored_once():
    store()
    store(title="Again")
    assert len(on_disk()) == 1
    assert len(kept.documents(file_of(AMBROSIA))) == 2


def test_another_child_s_document_is_not_found_here():
    stored = store()
    refer(BALTHAZAR)
    with pytest.raises(documents.DocumentNotFound):
        documents.open_document(BALTHAZAR, stored.id)


def test_a_document_goes_with_its_file_when_it_is_matched():
    refer(BALTHAZAR)
    stored = store(stream=BALTHAZAR)
    match(stream=BALTHAZAR, into=AMBROSIA, by=WORKER, reason="Same address.", now=WEDNESDAY)
    found, file = documents.open_document(AMBROSIA, stored.id)
    file.close()
    assert found == stored


def test_altered_or_lost_bytes_are_noticed():
    stored = store()
    place = documents.folder() / stored.sha256[:2] / stored.sha256
    place.write_bytes(b"%PDF-1.7\nAnother report")
    with pytest.raises(documents.DocumentDamaged, match="not those"):
        documents.open_document(AMBROSIA, stored.id)
    place.unlink()
    with pytest.raises(documents.DocumentDamaged, match="not on disk"):
        documents.open_document(AMBROSIA, stored.id)


def test_whoever_may_not_work_on_the_file_stores_nothing():
    @dataclass(frozen=True)
    class Nothing:
        def may_work_on(self, stream):
            return False

    with pytest.raises(NotYours):
        store(by=replace(WORKER, scope=Nothing()))
    with pytest.raises(BadAct, match="no file"):
        store(stream="child:nobody")
    assert on_disk() == []


def test_what_is_removed_is_gone_from_the_file_and_from_the_disk(django_capture_on_commit_callbacks):
    mine, also = store(), store(title="The same bytes, needed still")
    with django_capture_on_commit_callbacks(execute=True):
        documents.remove(stream=AMBROSIA, document=mine.id, reason="Sent to the wrong child", by=WORKER, now=WEDNESDAY)
    assert [one.id for one in kept.documents(file_of(AMBROSIA))] == [also.id]
    assert len(on_disk()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        documents.remove(stream=AMBROSIA, document=also.id, reason="Sent to the wrong child", by=WORKER, now=WEDNESDAY)
    assert on_disk() == []
    with pytest.raises(documents.DocumentNotFound):
        documents.remove(stream=AMBROSIA, document=mine.id, reason="Twice", by=WORKER, now=WEDNESDAY)
