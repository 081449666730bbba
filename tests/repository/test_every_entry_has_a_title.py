"""Whoever reads a page, a letter or the manual sees an entry's title: every entry gives one in plain words. Read as plain YAML."""

from collections.abc import Iterator

from tests.repository.sources import SECTIONS, Source, read

# An overlay that changes some words of an entry, or removes it, leaves the title that it inherits.
KEEPS_ITS_TITLE = {"change", "tighten", "remove"}


def entries(source: Source) -> Iterator[tuple[str, dict]]:
    for document in source.documents:
        for section in document.keys() & SECTIONS:
            for name, entry in document[section].items():
                yield f"{source.path}: {section}: {name}", entry


def untitled(source: Source) -> list[str]:
    return [
        name for name, entry in entries(source) if not entry.get("title") and entry.get("over") not in KEEPS_ITS_TITLE
    ]


def badly_titled(source: Source) -> list[str]:
    """A title begins with a capital or a figure, is one phrase, and ends without a full stop."""
    return [
        f"{name}: {title}"
        for name, entry in entries(source)
        if (title := entry.get("title")) and (title.endswith(".") or title[0].islower() or "\n" in title)
    ]


def test_the_guard_finds_an_entry_without_a_title():
    text = """
duties:
  acknowledge:
    title: Acknowledge the referral
  decide:
    upon: referral
  tell:
    over: change
  screen:
    over: replace
access:
  whereabouts:
    only: [direct-team]
"""
    assert sorted(untitled(Source(text, "packs/a/b.yaml"))) == [
        "packs/a/b.yaml: access: whereabouts",
        "packs/a/b.yaml: duties: decide",
        "packs/a/b.yaml: duties: screen",
    ]


def test_the_guard_finds_a_title_that_is_a_name_or_a_sentence():
    text = "gates:\n  chronology-first:\n    title: chronology first\n  seen:\n    title: The child was seen.\n"
    assert badly_titled(Source(text, "packs/a/b.yaml")) == [
        "packs/a/b.yaml: gates: chronology-first: chronology first",
        "packs/a/b.yaml: gates: seen: The child was seen.",
    ]


def test_every_entry_has_a_title():
    found = [name for source in read("packs/*/*.yaml") for name in untitled(source)]
    assert not found, "\n".join(found)


def test_every_title_is_a_plain_phrase():
    found = [line for source in read("packs/*/*.yaml") for line in badly_titled(source)]
    assert not found, "\n".join(found)
