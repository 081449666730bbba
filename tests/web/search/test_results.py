"""The page of results: answers, ways to narrow them, help where there is none, and nothing kept of what was typed."""

import logging

import pytest
from django.apps import apps

from tests.search_index import _made, guidance  # noqa: F401
from tests.web.steps.setting import user
from waymark.manual.search import guidance as indexes
from waymark.web.search.addresses import address_of

pytestmark = pytest.mark.django_db

PAGE = "/guidance/portsmouth/search/"


def get(client, text, **more):
    return client.get(PAGE, {"q": text, **more})


@pytest.mark.usefixtures("guidance")
def test_given_anybody_when_they_misspell_a_word_then_it_is_found_and_said(client):
    page = get(client, "ladoo").text

    assert "Searched for <strong>lado</strong> instead of “ladoo”" in page
    assert "/guidance/portsmouth/manual/allegations/" in page
    assert "Searched for" not in get(client, "ladoo", **{"as-typed": "yes"}).text


@pytest.mark.usefixtures("guidance")
def test_given_somebody_who_asks_for_a_number_then_the_number_to_call_now_is_there(client):
    page = get(client, "who do i call at night").text

    assert "Call now" in page
    assert "0300 555 1373" in page


@pytest.mark.usefixtures("guidance")
def test_given_nothing_is_found_then_the_number_and_the_contents_are_there(client):
    page = get(client, "xyzzyplugh zzgrommit").text

    assert "Nothing was found" in page
    assert "Call now" in page
    assert 'href="/guidance/portsmouth/manual/"' in page


@pytest.mark.usefixtures("guidance")
@pytest.mark.parametrize(
    ("kind", "where"), [("manual", "manual/"), ("levels", "levels/"), ("tools", "tools/"), ("contacts", "directory/")]
)
def test_given_a_kind_then_only_that_is_shown(client, kind, where):
    answer = get(client, "abuse risk children's services", kind=kind)

    links = [
        part.split('"')[0]
        for part in answer.text.split('wm-search__title"><a class="govuk-link govuk-link--no-visited-state" href="')[1:]
    ]
    own = [link for link in links if link.startswith("/guidance/portsmouth/")]
    assert own
    assert all(link.startswith(f"/guidance/portsmouth/{where}") for link in own)


@pytest.mark.usefixtures("guidance")
def test_given_markup_in_what_was_typed_then_it_is_harmless(client):
    page = get(client, "<script>alert(1)</script> neglect").text

    assert "<script>alert" not in page


@pytest.mark.usefixtures("guidance")
def test_given_a_childs_name_was_typed_then_nothing_of_it_is_kept(client, caplog):
    caplog.set_level(logging.DEBUG)
    before = {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    answer = get(client, "Ambrosia Testcase neglected")
    client.get(f"{PAGE}suggest/", {"q": "Ambrosia Test"})

    assert {model._meta.label: model._default_manager.count() for model in apps.get_models()} == before
    # The database's own records hold the questions put to it; what was typed is in none.
    assert "Ambrosia" not in caplog.text
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_given_every_page_then_its_address_opens(client, guidance):  # noqa: F811
    """One page of each kind and area; every section has its own test elsewhere."""
    first = {}
    for page in indexes.pages(guidance[0]):
        first.setdefault((page.kind, page.book), page)

    for page in first.values():
        assert client.get(address_of(page)).status_code == 200, page


def test_given_every_contact_then_its_address_is_an_entry(guidance):  # noqa: F811
    pages = [page for page in indexes.pages(guidance[0]) if page.kind == "contact"]

    assert all("/directory/" in address_of(page) for page in pages)


def test_given_no_index_yet_then_nobody_waits_and_the_number_is_there(client, settings, tmp_path, monkeypatch):
    settings.WAYMARK_SEARCH = tmp_path / "none"
    begun = []
    monkeypatch.setattr(indexes.store, "build_meanwhile", lambda *told: begun.append(told[0]))

    answer = get(client, "neglect")

    assert answer.status_code == 503
    assert answer["Refresh"]
    assert "being made ready" in answer.text
    assert "Call now" in answer.text
    assert "manual" in begun


@pytest.mark.usefixtures("guidance")
@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "²", "99999999999"])
def test_given_a_page_that_there_is_not_then_nothing_breaks(client, page):
    assert get(client, "neglect", page=page).status_code == 200


@pytest.mark.usefixtures("guidance")
def test_given_letters_then_pages_are_offered_as_json(client):
    rows = client.get(f"{PAGE}suggest/", {"q": "negl"}).json()["suggestions"]

    assert rows[0] == {"title": "Neglect", "kind": "Chapter", "href": "/guidance/portsmouth/manual/neglect/"}


@pytest.mark.usefixtures("guidance")
def test_given_somebody_signed_in_then_it_is_the_same_search(client):
    client.force_login(user("social-worker", "Wilhelmina Socialwork", areas=("portsmouth",)))

    assert "Exploitation, county lines and gangs" in get(client, "cuckooing").text
