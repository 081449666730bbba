"""The source procedures belong to others: no run of eight of their words stands in our packs or pages."""

import re
from collections.abc import Iterator

import pytest
import yaml

from tests.repository.sources import SEEDS, Source, read

RUN = 8

# Names and terms of law that nobody can say otherwise. They do not count as shared words.
NAMES = [
    "working together to safeguard children",
    "reasonable cause to suspect",
    "suffering or is likely to suffer significant harm",
    "suffering or likely to suffer significant harm",
    "suffering significant harm",
    "likely to suffer significant harm",
    "hampshire isle of wight portsmouth and southampton",
    "the children act 1989",
    "children act 1989",
    "children act 2004",
    "section 47 of the children act 1989",
    "section 17 of the children act 1989",
    "impairment of health or development",
    "framework for the assessment of children in need and their families",
]

WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+|\b[\w.-]+\.(?:uk|org|com|net)\b\S*")


def words(text: str) -> list[str]:
    """Words in lower case without punctuation or web addresses; each name becomes one break that no run can cross."""
    plain = " ".join(WORD.findall(ADDRESS.sub(" ", text.lower().replace("’", "'"))))
    for name in sorted(NAMES, key=len, reverse=True):
        plain = re.sub(rf"\b{name}\b", "|", plain)
    return plain.split()


def runs(of: list[str]) -> Iterator[tuple[int, int]]:
    """(place, hash) of every run of words that no name breaks."""
    for place in range(len(of) - RUN + 1):
        run = tuple(of[place : place + RUN])
        if "|" not in run:
            yield place, hash(run)


def theirs(texts: list[str]) -> set[int]:
    return {run for text in texts for _, run in runs(words(text))}


def prose(source: Source) -> Iterator[tuple[int, str]]:
    """(line, text): YAML value by value, so that no run crosses from one to the next; other files by paragraph."""
    if source.path.endswith(".yaml"):
        for token in yaml.scan(source.text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            if isinstance(token, yaml.ScalarToken):
                yield token.start_mark.line + 1, token.value
        return
    line = 1
    for paragraph in source.text.split("\n\n"):
        yield line, paragraph
        line += paragraph.count("\n") + 2


def shared(source: Source, seeds: set[int]) -> Iterator[str]:
    """The runs that stand in the seeds too, neighbours joined, with file, line and words."""
    for line, text in prose(source):
        own = words(text)
        start = end = None
        for place, run in [*runs(own), (len(own) + RUN, None)]:
            if start is not None and (run is None or place > end):
                yield f"{source.path}:{line}: {' '.join(own[start:end])}"
                start = None
            if run in seeds:
                start = place if start is None else start
                end = place + RUN


SEED = ["The manager must decide, within one working day, what happens next and why."]


def test_the_guard_finds_eight_words_in_a_row():
    copied = Source(
        "say: Always\nhelp: >-\n  the MANAGER must decide within\n  one working day what follows\n", "packs/a/b.yaml"
    )
    assert list(shared(copied, theirs(SEED))) == [
        "packs/a/b.yaml:2: the manager must decide within one working day what"
    ]


def test_seven_words_in_a_row_may_happen():
    assert not list(shared(Source("say: must decide within one working day what", "packs/a/b.yaml"), theirs(SEED)))


def test_a_web_address_is_not_words():
    text = "https://www.example.org/health/social-care/children/child-social-care/early-help.aspx"
    assert not list(shared(Source(f"say: {text}", "packs/a/b.yaml"), theirs([text])))


def test_a_name_does_not_count_as_words():
    text = "Section 47 of the Children Act 1989 and Working Together to Safeguard Children"
    assert not list(shared(Source(f"say: {text}", "packs/a/b.yaml"), theirs([text])))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents do not lie beside this clone")
def test_our_words_are_our_own():
    seeds = theirs([path.read_text(encoding="utf-8", errors="replace") for path in SEEDS.iterdir()])
    ours = read("packs/**/*.yaml", "*.md", "docs/**/*.md")
    found = [line for source in ours for line in shared(source, seeds)]
    assert not found, "\n".join(["say it in our own words:", *found])
