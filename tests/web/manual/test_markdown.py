"""A partnership's Markdown becomes HTML that can do no harm."""

import pytest

from waymark.web.manual.markdown import html_of


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick='x()'>b</b>",
        "<!-- --><iframe src='https://example.org'></iframe>",
        "![x](https://example.org/pixel.png)",
        "<https://example.org onclick=x>",
        "```html\n<script>alert(1)</script>\n```",
        "# <svg/onload=alert(1)>",
        "| <script>a</script> |\n|---|\n| <img src=x> |",
    ],
)
def test_no_tag_of_the_text_becomes_one_of_the_page(hostile):
    html = str(html_of(hostile)).lower()
    for tag in ("<script", "<img", "<iframe", "<svg", "<b "):
        assert tag not in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example.org/x",
        "\\\\evil.example.org",
    ],
)
def test_no_link_runs_a_script_or_leaves_unseen(address):
    for text in (f"[x]({address})", f"[x](<{address}>)", f"<{address}>", f"[x][y]\n\n[y]: {address}"):
        assert "href=" not in html_of(text), text


def test_links_that_say_where_they_lead_work():
    html = html_of("[a](https://example.org/a) [b](/guidance/) [c](mailto:x@example.org) [d](tel:999) [e](#part-x)")
    assert html.count("href=") == 5
    assert 'href="https://example.org/a" class="govuk-link" rel="noopener noreferrer"' in html


def test_a_title_in_an_attribute_cannot_break_out():
    html = html_of('[x](https://example.org "a\\" onmouseover=\\"alert(1)")')
    assert 'onmouseover="' not in html


def test_headings_stand_under_the_pages_own_and_the_title_is_not_said_twice():
    html = html_of("# Bruises\n\n# What to do\n\n### Then\n\n# What to do\n", "Bruises")
    assert "Bruises" not in html
    assert html.count("<h2") == 2
    assert "<h1" not in html
    assert 'id="part-what-to-do"' in html
    assert 'id="part-what-to-do-2"' in html


def test_lists_and_tables_look_like_ours():
    html = html_of("- a\n- b\n\n1. c\n\n| x | y |\n|---|---|\n| 1 | 2 |\n")
    assert '<ul class="govuk-list govuk-list--bullet">' in html
    assert '<table class="govuk-table">' in html
