"""Documents are looked at before they are taken, and leave only as files to be saved."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.file.a_file import SCHOOL, page, signed_in, text
from waymark.access.reading import who_read
from waymark.casefile import kept
from waymark.casefile.queries import file_of
from waymark.web.shell.streams import stream_of

pytestmark = pytest.mark.django_db
LETTER = b"Dear all, she has gained weight.\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.WAYMARK_DOCUMENTS = tmp_path / "documents"


def sends(client, child: str, name: str = "letter.txt", content: bytes = LETTER, **said: str):
    """Puts a document into the file."""
    return client.post(f"/child/{child}/documents/", {"document": SimpleUploadedFile(name, content), **said})


def only(child: str) -> str:
    """The id of the only document."""
    (one,) = kept.documents(file_of(stream_of(child)))
    return one.id


def test_a_letter_is_put_into_the_file_and_comes_out_as_it_was(worker, child):
    assert sends(worker, child, title="Letter of the paediatrician").status_code == 302
    assert "Letter of the paediatrician letter.txt, 1 kB" in page(worker, child, "documents/")
    answer = worker.get(f"/child/{child}/documents/{only(child)}/")
    assert b"".join(answer.streaming_content) == LETTER
    assert answer["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    answer.close()


def test_each_sending_is_written_down(worker, child):
    sends(worker, child)
    sent = only(child)
    answer = worker.get(f"/child/{child}/documents/{sent}/")
    assert who_read(stream_of(child))[0].what == f"document {sent}"
    answer.close()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("page.html", b"<!doctype html><script>alert(1)</script>", "Send a PDF"),
        ("picture.png", b"MZ\x90\x00 program", "Send a PDF"),
        ("empty.txt", b"", "empty"),
    ],
)
def test_what_is_not_taken_is_refused_with_why_and_the_title_stays(worker, child, name, content, fault):
    answer = sends(worker, child, name, content, title="What I wrote")
    assert answer.status_code == 400
    assert fault.casefold() in text(answer).casefold()
    assert 'value="What I wrote"' in answer.content.decode()
    assert kept.documents(file_of(stream_of(child))) == []


def test_a_file_that_is_too_large_is_refused(worker, child, settings):
    settings.WAYMARK_DOCUMENT_MEGABYTES = 1
    answer = sends(worker, child, content=b"a" * 1_000_001)
    assert answer.status_code == 400
    assert "larger than 1 MB" in text(answer)


def test_choosing_no_file_is_said_so(worker, child):
    answer = worker.post(f"/child/{child}/documents/", {"title": "Nothing"})
    assert answer.status_code == 400
    assert "Choose a file." in text(answer)


def test_permission_is_asked_at_each_download(worker, child):
    sends(worker, child)
    path = f"/child/{child}/documents/{only(child)}/"
    assert signed_in("social-worker", "Nobody Elsewhere", "solent-city-council").get(path).status_code == 404
    assert signed_in("partner-representative", "Tarquin Headteacher", SCHOOL).get(path).status_code == 403


def test_a_document_that_is_not_in_this_file_is_not_found(worker, child):
    assert worker.get(f"/child/{child}/documents/no-such-one/").status_code == 404
