"""The procedures manual, made from a pack: chapters, sections, and where each entry is explained. Pure: it knows packs and nothing else."""

from waymark.manual.book.chapters import Part, chapter, chapters, headings, parts, sections_for
from waymark.manual.book.document import (
    Block,
    Change,
    Changes,
    Chapter,
    Heading,
    Item,
    Link,
    Note,
    Paragraph,
    Points,
    Section,
    Sources,
    Spot,
    Table,
    Term,
    Terms,
)
from waymark.manual.book.finding import place_of, section_of
from waymark.manual.book.names import GENERATED, SHARED

__all__ = [
    "GENERATED", "SHARED", "Block", "Change", "Changes", "Chapter", "Heading", "Item", "Link", "Note", "Paragraph", "Part", "Points",
    "Section", "Sources", "Spot", "Table", "Term", "Terms", "chapter", "chapters", "headings", "parts", "place_of", "section_of",
    "sections_for",
]  # fmt: skip
