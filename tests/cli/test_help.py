"""Every command says what it does, and shows itself in use."""

import click
import pytest

pytestmark = pytest.mark.django_db


def commands(group=None, words=()):
    """Every command that is no group, with the words that call it."""
    if group is None:
        from waymark.cli.main import main as group
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name)


EXPECTED = [
    ("demo", "build"),
    ("directory", "call"),
    ("directory", "due"),
    ("directory", "list"),
    ("documents", "list"),
    ("documents", "load"),
    ("documents", "withdraw"),
    ("explain",),
    ("import", "cin"),
    ("ledger", "head"),
    ("ledger", "rebuild"),
    ("ledger", "verify"),
    ("manual", "add"),
    ("manual", "list"),
    ("manual", "print"),
    ("manual", "tell"),
    ("manual", "withdraw"),
    ("notices", "send"),
    ("replay",),
    ("report", "timeliness"),
    ("search", "for"),
    ("search", "rebuild"),
    ("serve",),
    ("tick",),
    ("users", "add"),
    ("users", "agency"),
    ("users", "list"),
    ("users", "post"),
    ("users", "roles"),
    ("users", "team"),
    ("worklist",),
]


def test_these_are_the_commands():
    assert [words for words in commands() if words[0] != "packs"] == EXPECTED


def test_every_command_shows_an_example_that_begins_as_one_types_it(waymark):
    for words in commands():
        shown = waymark(*words, "--help")

        assert shown.code == 0
        assert f"waymark {' '.join(words)}" in shown.out.partition("Options:")[0].partition("Example")[2], words


def test_every_command_says_what_it_does_in_a_sentence(waymark):
    for words in commands():
        first = waymark(*words, "--help").out.split("\n\n")[1].strip()

        assert first.endswith((".", ":")), words


def test_the_groups_say_what_they_hold(waymark):
    for words in ((), ("import",), ("report",), ("ledger",), ("packs",)):
        assert "Commands:" in waymark(*words, "--help").out


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("import", "cin"),
        ("report", "timeliness", "--nonsense"),
        ("worklist", "--limit", "0"),
        ("replay",),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_was_wrong(waymark, words):
    assert waymark(*words).refused(code=2)
