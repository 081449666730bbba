"""The real guidance: the word list leads somewhere, judged queries name what there is, and answers stay as good as they were."""

from collections import Counter

import pytest

from bench.search_quality import HALVES, judged, queries
from tests.search_index import _made, guidance  # noqa: F401
from waymark.manual.search.analysis import stems
from waymark.manual.search.pages import Kind, pages_of
from waymark.manual.search.searching import search
from waymark.manual.search.wordlist import word_list

#: What the search must not fall below on either half, by nDCG@10 and success@1. docs/search.md says how good it is.
FLOOR = {"ndcg": 0.82, "first": 0.85}


def test_the_word_list_leads_to_chapters_and_kinds_that_there_are(guidance):  # noqa: F811
    for pack in guidance[0].values():
        rows = word_list(pack).meanings
        assert {chapter for row in rows for chapter in row.chapters} <= set(pack.pathways)
        assert {kind for row in rows for kind in row.kinds} <= set(Kind)


def test_no_word_stands_in_two_rows(guidance):  # noqa: F811
    rows = word_list(guidance[0]["portsmouth"]).meanings
    forms = Counter(form for row in rows for form in {tuple(stems(one)) for one in row.typed})

    assert [" ".join(form) for form, number in forms.items() if number > 1] == []


def test_there_are_enough_judged_queries_in_two_halves():
    halves = Counter(query.half for query in queries())

    assert sum(halves.values()) >= 160
    assert set(halves) == set(HALVES)


def test_judged_queries_name_chapters_contacts_and_levels_that_there_are(guidance):  # noqa: F811
    books = guidance[0]
    for query in queries():
        packs = [books[query.area]] if query.area else list(books.values())
        for target in query.want:
            kind, _, name = target.partition(":")
            if kind == "chapter":
                assert any(name in pack.pathways for pack in packs), target
            if kind == "contact":
                assert any(name in pack.contacts for pack in packs), (query, target)


@pytest.mark.covers("GOV-H13")
def test_answers_are_as_good_as_they_were(guidance):  # noqa: F811
    books, index = guidance

    def ask(area, text):
        words = word_list(books.get(area) or books["portsmouth"])
        return [hit.page for hit in search(index, words, text, area=area, beside=False).hits]

    for half, found in judged({"ours": ask}, books).items():
        for measure, least in FLOOR.items():
            mean = sum(row[measure] for row in found["ours"]) / len(found["ours"])
            assert mean >= least, (half, measure, mean)


def test_a_restricted_contact_is_found_by_its_title_alone(guidance):  # noqa: F811
    for pack in guidance[0].values():
        held = {page.name: page for page in pages_of(pack) if page.kind is Kind.CONTACT}
        for contact in pack.contacts.values():
            if contact.restricted:
                shown = str(held[contact.name])
                assert not any(channel in shown for channel in contact.channels.values())
