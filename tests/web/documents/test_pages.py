"""The pages of loaded documents: loaded by the business team, read by whoever may, withdrawn."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.manual.documents import files
from tests.web.steps.setting import user
from waymark.manual.documents.models import LoadedDocument

pytestmark = pytest.mark.django_db

LIST = "/guidance/portsmouth/documents/"


@pytest.fixture(autouse=True)
def _own_place(tmp_path, settings):
    settings.WAYMARK_SEARCH = tmp_path / "search"


@pytest.fixture
def manager():
    return user("business-manager", "Bartholomew Figures", areas=("portsmouth",))


def load(client, **changes):
    sent = {
        "file": SimpleUploadedFile("bruises.docx", files.word()), "title": "Bruises on babies", "source": "Invented Partnership",
        "dated-day": "31", "dated-month": "3", "dated-year": "2024", "audience": "staff",
    }  # fmt: skip
    return client.post(f"{LIST}load/", sent | changes)


def test_given_the_business_team_when_they_load_a_document_then_it_is_there_with_its_mark(client, manager):
    client.force_login(manager)

    page = client.get(load(client).url).text

    assert "Not part of Waymark’s manual" in page
    assert "Invented Partnership, 31 Mar 2024" in page
    assert "A baby who does not crawl has a bruise." in page


def test_given_a_document_for_staff_then_a_stranger_finds_and_opens_nothing_and_staff_do(client, manager):
    client.force_login(manager)
    load(client)
    row = LoadedDocument.objects.get()
    client.logout()

    assert client.get(f"{LIST}{row.pk}/").status_code == 404
    assert "Bruises on babies" not in client.get(LIST).text
    assert client.get(f"{LIST}no-such-document/").text.count("portsmouth") == client.get(f"{LIST}{row.pk}/").text.count(
        "portsmouth"
    )

    client.force_login(user("social-worker", "Wilhelmina Socialwork", areas=("portsmouth",)))
    assert client.get(f"{LIST}{row.pk}/").status_code == 200
    assert "Bruises on babies" in client.get(LIST).text
    assert client.get(f"/guidance/southampton/documents/{row.pk}/").status_code == 404


def test_given_anybody_else_when_they_want_to_load_one_then_they_may_not(client, manager):
    assert client.get(f"{LIST}load/").status_code == 302
    client.force_login(user("social-worker", "Wilhelmina Socialwork", areas=("portsmouth",)))
    assert load(client).status_code == 403
    client.force_login(manager)
    assert client.post("/guidance/southampton/documents/load/").status_code == 403
    assert not LoadedDocument.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"file": ""}, "Choose a file."),
        ({"title": ""}, "Enter the document&#39;s title."),
        ({"dated-month": "13"}, "Enter the day that the document bears"),
        ({"audience": ""}, "Choose who may find it."),
    ],
)
def test_given_something_missing_then_it_is_said_and_what_was_typed_stays(client, manager, changes, said):
    client.force_login(manager)

    answer = load(client, **changes)

    assert answer.status_code == 400
    assert said in answer.text
    assert "Invented Partnership" in answer.text


def test_given_a_locked_pdf_then_it_is_said_how_to_mend_it(client, manager):
    client.force_login(manager)

    answer = load(client, file=SimpleUploadedFile("a.pdf", files.locked()))

    assert "locked with a password" in answer.text


def test_given_a_document_when_it_is_withdrawn_then_only_the_business_team_still_sees_that_it_was(client, manager):
    client.force_login(manager)
    load(client, audience="all")
    row = LoadedDocument.objects.get()

    assert client.post(f"{LIST}{row.pk}/withdraw/", {"why": ""}).status_code == 400
    client.post(f"{LIST}{row.pk}/withdraw/", {"why": "A newer edition"})

    assert "A newer edition" in client.get(LIST).text
    assert "A newer edition" in client.get(f"{LIST}{row.pk}/").text
    client.logout()
    assert client.get(f"{LIST}{row.pk}/").status_code == 404


def test_the_pages_are_good_with_axe(visitor, manager, transactional_db):
    somebody = visitor(phone=True)
    somebody.goes_to(LIST)
    somebody.sees("No document that you may read")
