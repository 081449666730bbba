"""The index of loaded documents, and what somebody may find in it. It stands apart from the manual's, so that neither ranks in the other."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Occur

from waymark.manual.documents.models import LoadedDocument, Passage
from waymark.manual.documents.queries import Reading, audience_of, audiences_of, readable
from waymark.manual.search import store
from waymark.manual.search.asking import Asked, understand
from waymark.manual.search.index import Index, Progress
from waymark.manual.search.pages import Kind, Page
from waymark.manual.search.ranking import Hit, found, only
from waymark.manual.search.store import Found
from waymark.manual.search.wordlist import WordList

NAME = "documents"
#: So many passages are found at most, so many of one document one after the other.
MOST = 30


def index_for() -> Found:
    """The index of what is loaded now; where it is missing or old, a new one is begun in the background."""
    key = _key()
    answer = store.find(NAME, key)
    if not answer.fresh:
        pages = _pages()
        store.build_meanwhile(NAME, key, lambda: pages, _no_aliases)
    return answer


def rebuild(progress: Progress | None = None) -> Index:
    """Make the index of what is loaded, now."""
    return store.build(NAME, _key(), _pages(), _no_aliases, progress)


def search(index: Index, word_list: WordList, asked: Asked, *, area: str, reader: Reading | None) -> list[Hit]:
    """The passages that answer, of documents that this reader may find. The index says who may; the tables are asked again for each.

    In: what was asked, as the manual's search understood it. It is looked for as it was typed first, and as corrected where that finds
    nothing. What the documents themselves say corrects nothing: a stranger would learn words of those that they may not open.
    """
    if asked.empty:
        return []
    must = [(Occur.Must, only(index, "audience", sorted(audiences_of(reader))))]
    if area:
        must.append((Occur.Must, only(index, "book", [area])))
    typed = understand(asked.text, word_list, index.spelling(word_list), as_typed=True)
    hits = found(index, typed, must, own=area, limit=MOST) or found(index, asked, must, own=area, limit=MOST)
    names = {hit.page.chapter for hit in hits}
    open_to_them = set(readable(reader).filter(pk__in=names).values_list("pk", flat=True)) if names else set()
    return [hit for hit in hits if hit.page.chapter in open_to_them]


def _key() -> str:
    """Which documents there are: the index holds exactly these."""
    return store.key_of(LoadedDocument.objects.filter(withdrawn_at=None).order_by("pk").values_list("pk", flat=True))


def _no_aliases(_: Page) -> str:
    return ""


def _pages() -> Sequence[Page]:
    rows = (
        Passage.objects.filter(document__withdrawn_at=None).select_related("document").order_by("document_id", "number")
    )
    return [_page(row, row.document) for row in rows.iterator()]


def _page(row: Passage, document: LoadedDocument) -> Page:
    return Page(
        kind=Kind.DOCUMENT, book=document.area, area=document.area, name=str(row.number), title=row.heading or document.title, text=row.text,
        chapter=document.pk, chapter_title=document.title, date=document.dated, audience=audience_of(document),
        extra=(
            ("source", document.source), ("place", row.place), ("loaded-by", document.loaded_by_name),
            ("loaded-on", document.loaded_at.date().isoformat()),
        ),
    )  # fmt: skip
