"""Every entry of every real pack in words: nothing raw shows through."""

import re
from pathlib import Path

import pytest

from waymark.procedures.describe import describe_entry, describe_pathway, describe_question, describe_shared
from waymark.procedures.describe.order import layers_of, links, steps_of
from waymark.procedures.loading import Library

PACKS = Path(__file__).resolve().parents[3] / "packs"
#: A value of Python, brackets with nothing in them, doubled signs.
RAW = re.compile(
    r"frozenset|Duration|FactValue|Across(?! Borders)|<[a-z]|\bTrue\b|(?<=[^\n])\bFalse\b|\(\)|“”|,,|\.\.|  |\bNone\b[^ ]*\)|is None\b"
)
#: What looks like an entry's full name. Descriptors have slashes too, so only what is a name counts.
NAME = re.compile(r"\b[a-z]+(?:-[a-z]+)*/[a-z]+-[a-z-]+\b")
LIBRARY = Library.read(PACKS)


@pytest.fixture(scope="module", params=LIBRARY.areas())
def pack(request):
    return LIBRARY.pack(request.param)


def test_every_entry_is_described(pack):
    names = {entry.name for entry in pack.entries()} | pack.questions.keys()
    for entry in pack.entries():
        described = describe_entry(entry, pack)
        text = "\n".join(line for line in described.text().splitlines() if "www." not in line and "http" not in line)

        assert described.title, entry.name
        assert described.sentences or described.details[0].lines, entry.name
        assert not RAW.search(text), (entry.name, RAW.search(text))
        assert names.isdisjoint(NAME.findall(text)), entry.name
        for sentence in described.sentences:
            assert sentence[0] == sentence[0].upper(), (entry.name, sentence)
            assert sentence.rstrip("”)").endswith((".", "?", "!")), (entry.name, sentence)


def test_every_question_is_described(pack):
    for question in pack.questions.values():
        assert not RAW.search(describe_question(question, pack).text())


def test_every_entry_of_a_pathway_stands_in_its_chapter(pack):
    shown = {(one.kind, one.name) for name in pack.pathways for one in describe_pathway(pack, name).entries()}
    shown |= {(one.kind, one.name) for one in describe_shared(pack).entries()}
    shown_inside = {("form", step.form) for step in pack.steps.values()}
    shown_inside |= {("list", step.decides.list) for step in pack.steps.values() if step.decides}
    for entry in pack.entries():
        kind = describe_entry(entry, pack).kind
        assert kind == "pathway" or (kind, entry.name) in shown | shown_inside, entry.name


def test_steps_stand_in_the_order_of_work(pack):
    for name in pack.pathways.keys() - pack.themes:
        steps, layers = steps_of(pack, name), layers_of(pack, name)

        assert {step.name for step in steps} == {step.name for step in pack.steps.values() if step.pathway == name}
        assert [layers[step.name] for step in steps] == sorted(layers.values())
        assert steps[-1].closes
        assert len(links(pack, name)) >= sum(layers[a] < layers[b] for a, b in links(pack, name))
