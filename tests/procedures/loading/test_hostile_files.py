"""Whatever a file holds, the loader answers with problems and never with another exception."""

from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.procedures.loading.small_packs import FILES, MORE, with_more
from tests.repository.sources import ROOT
from waymark.procedures.loading import Library, PackError, Problem
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.source import LONGEST, read_documents

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def load(files, area="national"):
    """Problems and PackErrors are answers; anything else fails the test."""
    library = Library(files)
    for known in library.areas():
        assert all(isinstance(problem, Problem) for problem in library.check(known))
    with suppress(PackError, KeyError):
        library.pack(area)
    return library


MANY = """
    pack national edition from 2024-01-01 pathway referral extends steps duties gates cautions forms lists facts
    roles contacts access keep measures title cites NAT-01 over why change tighten remove replace upon when
    while do tell consider by within due every aim after before earliest latest next fact is includes under
    known at some none has all any not happened decided open late reached hours questions ask type yes-no choice
    options rows id columns look-up column count set ask-the-area readings value given yes no each children
    meeting members role of quorum 4 ² ٣ waive grounds reason acts close { closes opens as part for strength
    must use held-by mon-fri 09:00-17:00 channels nan 1e999 anyone next-step intake harmed outcomes decide hunch
    prefill suggest decides form
"""
WORDS = st.sampled_from([*MANY.split(), "", "31 August", "10 working days"])
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=5), max_leaves=25
)


def yaml_of(tree):
    """A tree as YAML in one line, all words quoted."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f'"{key}": {yaml_of(value)}' for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(yaml_of, tree)) + "]"
    return f'"{tree}"'


@QUICK
@given(st.text(max_size=200))
@example("\x00")
@example("a: \ud800")
@example("\ufeffpack: x")
@example("%YAML 9.9\n---\na")
@example("? [a, b]\n: c")
@example("a: &a [*a]")
@example("- " * 60)
@example("--- a\n...\n--- b\n")
@example("\t- a: b")
def test_any_text(text):
    read_documents(text, "a.yaml", Problems())
    load({**FILES, MORE: text})


@QUICK
@given(st.binary(max_size=120))
def test_any_bytes(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("library") / "packs"
    (folder / "national").mkdir(parents=True)
    (folder / "national" / "shared.yaml").write_bytes(data)
    (folder / "catalogue.yaml").write_bytes(data)

    library = Library.read(folder)

    assert all(library.check(area) is not None for area in library.areas())


@QUICK
@given(st.sampled_from(["steps", "duties", "gates", "cautions", "forms", "lists", "facts", "contacts", "keep"]), TREES)
def test_any_entry(section, tree):
    words = tree if isinstance(tree, dict) else {"x": tree}
    load(with_more(f"{section}:\n  hunch: {yaml_of({'cites': ['NAT-01'], **words})}\n"))


@QUICK
@given(st.sampled_from(["decide", "outcomes", "intake", "referral", "close-referral"]), st.data())
def test_any_overlay(name, data):
    over = data.draw(st.sampled_from(["change", "replace", "tighten", "remove"]))
    words = data.draw(st.dictionaries(WORDS, TREES, max_size=4))
    kind = {"decide": "duties", "outcomes": "lists", "intake": "forms"}.get(name, "steps")
    entry = yaml_of({**words, "over": over, "why": "so", "cites": ["NAT-01"]})
    head = 'pack: south\nedition: "1"\nfrom: 2024-01-01\nextends: [national]\npathway: referral\n'
    load({**FILES, "packs/south/referral.yaml": f"{head}{kind}:\n  {name}: {entry}\n"}, "south")


@cache
def real():
    """The national pack and one area that lies over it, as they are."""
    folders = ("national", "stoke-on-trent")
    paths = [path for folder in folders for path in sorted((ROOT / "packs" / folder).glob("*.yaml"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@SLOW
@given(st.data())
def test_real_files_with_faults(data):
    files = dict(real())
    name = data.draw(st.sampled_from(sorted(files)))
    lines = files[name].split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["delete", "twice", "cut", "word", "indent", "tab", "nul", "end"])):
            case "delete":
                lines[at] = ""
            case "twice":
                lines.insert(at, lines[at])
            case "cut":
                lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
            case "word":
                words = lines[at].split(" ")
                words[data.draw(st.integers(0, len(words) - 1))] = data.draw(WORDS)
                lines[at] = " ".join(words)
            case "indent":
                lines[at] = " " * data.draw(st.integers(0, 12)) + lines[at].strip()
            case "tab":
                lines[at] = "\t" + lines[at]
            case "nul":
                lines[at] += "\x00"
            case "end":
                del lines[at + 1 :]
    files[name] = "\n".join(lines)

    load(files, "stoke-on-trent")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[" * 5_000, "nested more than", id="deep-in-brackets"),
        pytest.param("\n".join(" " * n + "a:" for n in range(200)), "nested more than", id="deep-in-blocks"),
        pytest.param("a: b\n" + "x" * LONGEST, "longer than", id="too-long"),
        pytest.param("a: b\x00", "not readable as YAML", id="a-nul"),
        pytest.param("\tpack: national", "not readable as YAML", id="a-tab"),
    ],
)
def test_a_hostile_file_is_refused(text, message):
    problems = Problems()

    read_documents(text, "a.yaml", problems)

    assert message in problems.errors[0].message


def test_many_faults_are_told_in_good_time():
    faults = "\n".join(f"  d{n}: {{upon: nothing-{n}, do: nothing-{n}, strength: must}}" for n in range(2_000))

    library = Library(with_more(f"duties:\n{faults}\n"))

    assert len(library.check("national")) >= 4_000


@pytest.mark.parametrize(
    "fact",
    [
        "{type: yes-no, rows: [{when: {fact: f%d, is: yes}, value: yes}, {value: no}], cites: [NAT-01]}",
        "{type: choice, rows: [{value: f%d}], cites: [NAT-01]}",
        "{type: date, date: {after: f%d, by: 1 day}, cites: [NAT-01]}",
    ],
)
def test_a_long_chain_of_facts_is_followed(fact):
    chain = "\n".join(f"  f{n}: {fact % (n + 1)}" for n in range(1_200))
    last = "\n  f1200: {type: yes-no, set: yes, cites: [NAT-01]}\n"
    gate = "gates:\n  first: {before: next-step, needs: {fact: f0, is: yes}, cites: [NAT-01]}\n"

    load(with_more(f"facts:\n{chain}{last}{gate}"))
