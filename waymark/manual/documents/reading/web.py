"""Web pages that were saved (.html)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from waymark.manual.documents.errors import Unreadable
from waymark.manual.documents.reading.pieces import Piece, tidy

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: What is no part of what a page says.
_LEFT_OUT = (
    "script",
    "style",
    "template",
    "noscript",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "svg",
    "iframe",
    "object",
)
_BLOCKS = frozenset(
    [
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "blockquote",
        "pre",
        "figcaption",
        "caption",
        "div",
        "section",
        "article",
        "main",
        "tr",
    ]
)


def pieces(path: Path) -> Iterator[Piece]:
    """The paragraphs, list items and rows of tables of a page under their headings. Nothing that it names is fetched."""
    try:
        parser = html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False, encoding=_encoding(path))
        tree = html.parse(str(path), parser=parser)
        root = tree.getroot()
    except (etree.LxmlError, ValueError, OSError) as broken:
        raise Unreadable(
            "The web page cannot be read. Save it again from the browser as .html and load that."
        ) from broken
    if root is None:
        raise Unreadable("The web page is empty. Save it again from the browser as .html and load that.")
    for one in list(root.iter(*_LEFT_OUT)):
        if one.getparent() is not None:
            one.drop_tree()
    body = root.find("body")
    yield from _below(root if body is None else body)


def _encoding(path: Path) -> str | None:
    """UTF-8 where it is that, whatever the page says of itself; else what the page says."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _below(root: html.HtmlElement) -> Iterator[Piece]:
    heading = ""
    for one in root.iter():
        if not isinstance(one.tag, str):
            continue
        if one.tag in _HEADINGS and (text := tidy(one.text_content())):
            heading = text[:200]
            yield Piece(text, heading)
        elif text := _row(one) if one.tag == "tr" else _own(one) if one.tag in _BLOCKS - {"td", "th"} else "":
            yield Piece(text, heading)


def _row(row: html.HtmlElement) -> str:
    return " – ".join(filter(None, (tidy(cell.text_content()) for cell in row.iter("td", "th"))))


def _own(one: html.HtmlElement) -> str:
    """The text of a block without that of blocks inside it, which come by themselves."""
    parts = [one.text or ""]
    for child in one:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS | _HEADINGS | {"ul", "ol", "dl", "table"}:
            parts.append(child.text_content())
        parts.append(child.tail or "")
    return tidy("".join(parts))
