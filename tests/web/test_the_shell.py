"""The first page, and pages that are not there."""

import pytest


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("phone", [False, True])
def test_anybody_finds_999_and_the_way_in_on_the_first_page(visitor, phone):
    somebody = visitor(phone=phone)
    somebody.goes_to("/")
    somebody.sees("call 999")
    somebody.sees("Raise a concern")
    assert somebody.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "scrolls sideways"


@pytest.mark.django_db(transaction=True)
def test_the_first_page_needs_no_script(visitor):
    somebody = visitor(script=False)
    somebody.goes_to("/")
    somebody.sees("Raise a concern")


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_and_says_where_to_go(client):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.django_db
def test_no_page_allows_a_script_or_style_that_is_not_a_file_of_ours(client):
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in answer.content.decode()
