"""What the project says of itself holds: dependencies, versions, decisions, commands, links."""

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.repository.sources import ROOT, SECTIONS, Source, read

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGES = ["*.md", "docs/**/*.md"]
SINGULAR = {"duties": "duty", "access": "access"}


def unexplained(pyproject: str) -> list[str]:
    """Dependencies with no comment above them; one comment may serve a few lines in a row."""
    found, explained, inside = [], False, False
    for line in map(str.strip, pyproject.splitlines()):
        if re.match(r"\w+ = \[$", line):
            inside, explained = True, False
        elif line == "]":
            inside = False
        elif line.startswith("#"):
            explained = True
        elif (
            inside
            and line.startswith('"')
            and re.match(r'"[a-z0-9\[\]-]+[><=~]', line, re.IGNORECASE)
            and not explained
        ):
            found.append(line.strip('",'))
    return found


def make_targets(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def commands(page: Source, program: str) -> Iterator[tuple[str, list[str]]]:
    """(place, words) of every `program …` in code on a page."""
    blocks = re.findall(r"```(?:bash|sh|console)?\n(.*?)```", page.text, re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", page.text)
    for line in [line for block in blocks for line in block.splitlines()] + inline:
        for match in re.finditer(rf"(?:^|&& |\$ |uv run ){program} ([^#&|]+)", line.strip()):
            yield page.path, match[1].split()


def unknown_waymark_command(words: list[str]) -> str:
    """The first word that the `waymark` command does not know."""
    from waymark.cli.main import main

    command = main
    for word in words:
        if not hasattr(command, "commands") or not re.fullmatch(r"[a-z-]+", word):
            return ""
        if word not in command.commands:
            return " ".join(words)
        command = command.commands[word]
    return ""


def broken_links(page: Source) -> list[str]:
    here = (ROOT / page.path).parent
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.text)
    return [target for target in targets if "://" not in target and not (here / target).exists()]


def missing_paths(page: Source) -> list[str]:
    """Paths in code on a page that lead nowhere."""
    paths = re.findall(r"[\s`]((?:packs|waymark|tests|docs|tools)/[\w./-]*)", page.text)
    return [path for path in paths if not (ROOT / path).exists()]


def test_the_guard_finds_a_path_that_leads_nowhere():
    assert missing_paths(Source("See `waymark/nowhere/` and `waymark/procedures/`.")) == ["waymark/nowhere/"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_a_page_for_newcomers_names_only_places_that_exist(page):
    assert not missing_paths(Source((ROOT / page).read_text(encoding="utf-8")))


def test_the_guard_finds_a_dependency_without_a_reason():
    text = 'dependencies = [\n    "a>=1",\n    # why b and c\n    "b>=1",\n    "c>=1",\n]\nlater = [\n    "d==1",\n]\n'
    assert unexplained(text) == ["a>=1", "d==1"]


def test_the_guard_finds_an_unknown_command():
    page = Source("Run `make nothing`.\n```\nmake setup && make nonsense\n```\n", "README.md")
    assert {words[0] for _, words in commands(page, "make")} == {"nothing", "setup", "nonsense"}
    assert make_targets("setup: ## x\n\techo no: thing\n") == {"setup"}
    assert unknown_waymark_command(["packs", "chekc"]) == "packs chekc"
    assert unknown_waymark_command(["packs", "check"]) == ""


def test_the_guard_finds_a_broken_link():
    assert broken_links(Source("[a](docs/nowhere.md) [b](https://example.org) [c](README.md#top)", "README.md")) == [
        "docs/nowhere.md"
    ]


def test_every_dependency_has_a_reason():
    assert not unexplained((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_versions_agree():
    version = PROJECT["project"]["version"]
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    assert [package["version"] for package in locked if package["name"] == "waymark"] == [version]
    assert importlib.metadata.version("waymark") == version
    released = re.findall(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert not released or released[0] == version


def test_python_versions_agree():
    least = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert PROJECT["tool"]["mypy"]["python_version"] == least
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + least.replace(".", "")


def test_every_decision_is_in_the_index_and_says_what_was_rejected():
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    decisions = [source for source in read("docs/adr/*.md") if not source.path.endswith("README.md")]
    listed = re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", index)
    assert listed == [source.path.removeprefix("docs/adr/") for source in decisions]
    assert not [
        source.path for source in decisions if not re.search(r"^## (Rejected|Options)", source.text, re.MULTILINE)
    ]


@pytest.mark.parametrize("page", list(read(*PAGES)), ids=lambda page: page.path)
def test_a_page_names_only_what_exists(page):
    targets = make_targets((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert not [words for _, words in commands(page, "make") if words[0] not in targets]
    assert not list(filter(None, (unknown_waymark_command(words) for _, words in commands(page, "waymark"))))
    assert not broken_links(page)


def glossary(text: str) -> list[list[str]]:
    """The words of each table."""
    tables = re.findall(r"^\|---.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [[row.split("|")[1].strip() for row in table.splitlines()] for table in tables]


def disorderly(tables: list[list[str]]) -> list[str]:
    """Words that are defined twice or stand where nobody looks for them."""
    words = [word for table in tables for word in table]
    twice = [word for word in words if words.count(word) > 1]
    return twice + [later for table in tables for word, later in pairwise(table) if later.lower() < word.lower()]


def test_the_guard_finds_a_word_defined_twice_or_out_of_place():
    text = (
        "| word | meaning |\n|---|---|\n| limit | a |\n| late | b |\n\n| word | meaning |\n|---|---|\n| limit | c |\n"
    )
    assert disorderly(glossary(text)) == ["limit", "limit", "late"]


def test_the_glossary_is_in_order_and_knows_every_kind_of_entry():
    tables = glossary((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    assert not disorderly(tables)
    assert {SINGULAR.get(section, section.removesuffix("s")) for section in SECTIONS} <= {
        word for t in tables for word in t
    }
