"""A partnership's Markdown as HTML that can do no harm: no raw HTML, no pictures, no addresses that run scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

#: The schemes to which a link may lead; an address without one stays in Waymark.
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CLASSES = {
    "paragraph_open": "govuk-body", "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number", "link_open": "govuk-link", "table_open": "govuk-table",
    "th_open": "govuk-table__header", "td_open": "govuk-table__cell", "blockquote_open": "govuk-inset-text",
    "hr": "govuk-section-break govuk-section-break--visible",
}  # fmt: skip
_HEADINGS = {"h2": "govuk-heading-m", "h3": "govuk-heading-s", "h4": "govuk-heading-s"}


def html_of(text: str, title: str = "") -> Markup:
    """Markdown as HTML. Its headings begin under the page's own; a first heading that repeats the title is left out."""
    reader = _reader()
    tokens = _without_title(reader.parse(text), title)
    _dress(tokens)
    # Every text is escaped by the renderer; what it writes itself is fixed.
    return Markup(reader.renderer.render(tokens, reader.options, {}))


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")
    reader.validateLink = _harmless  # type: ignore[method-assign]
    return reader


def _harmless(address: str) -> bool:
    """Whether a link may lead there."""
    plain = "".join(char for char in unquote(address) if char.isprintable() and not char.isspace())
    found = _SCHEME.match(plain)
    return (found is None or found[1].lower() in _SCHEMES) and not plain.startswith(("//", "\\"))


def _without_title(tokens: list[Token], title: str) -> list[Token]:
    first = [token.type for token in tokens[:3]] == ["heading_open", "inline", "heading_close"]
    return tokens[3:] if first and tokens[1].content.strip() == title.strip() else tokens


def _dress(tokens: Iterable[Token]) -> None:
    """Gives each element the style of our pages, and headings a level under the page's."""
    used: dict[str, int] = {}
    opened = ""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(4, max(2, int(token.tag[1]) + (1 if token.tag == 'h1' else 0)))}"
            if token.type == "heading_open":
                token.attrSet("class", _HEADINGS[token.tag])
                opened = token.tag
                heading = token
        elif token.type == "inline" and opened:
            heading.attrSet("id", _anchor(token.content, used))
            opened = ""
        if token.type in _CLASSES:
            token.attrJoin("class", _CLASSES[token.type])
        if token.type == "link_open" and "://" in str(token.attrGet("href") or ""):
            token.attrSet("rel", "noopener noreferrer")
        _dress(token.children or ())


def _anchor(text: str, used: dict[str, int]) -> str:
    base = "part-" + ("-".join(re.findall(r"[a-z0-9]+", text.lower())) or "x")
    used[base] = used.get(base, 0) + 1
    return base if used[base] == 1 else f"{base}-{used[base]}"
