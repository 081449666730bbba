"""The catalogue of what may be cited."""

import sys

import pytest

from tests.repository.sources import CATALOGUE, ROOT, catalogue_ids
from waymark.procedures.loading import Library, PackError
from waymark.procedures.loading.catalogue import read_catalogue

FILE = ROOT / "packs" / "catalogue.yaml"


def test_a_requirement_says_whose_it_is_and_where_it_stands():
    requirement = read_catalogue(FILE)["REF-A01"]

    assert requirement.area == "cambridgeshire-peterborough"
    assert requirement.title == "Default status of every referral"
    assert requirement.document == "Cambridgeshire and Peterborough multi-agency procedures"
    assert requirement.place == "3"


def test_statute_is_named_in_words():
    requirement = read_catalogue(FILE)["NAT-15"]

    assert (requirement.document, requirement.place) == ("Children Act 1989 s46", "")


@pytest.mark.skipif(not CATALOGUE.is_dir(), reason="the requirements catalogue does not lie beside this clone")
def test_it_is_what_the_tool_writes_from_the_requirements():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import catalogue
    finally:
        sys.path.remove(str(ROOT / "tools"))

    _, _, listed = FILE.read_text(encoding="utf-8").partition("\nrequirements:\n")

    assert listed.splitlines() == list(catalogue.lines(CATALOGUE))
    assert read_catalogue(FILE).keys() == catalogue_ids()


def test_a_library_cites_by_the_folder_s_own_catalogue():
    assert Library.read(ROOT / "packs").catalogue == read_catalogue(FILE).keys()


def test_a_folder_s_catalogue_stops_what_it_does_not_hold(tmp_path):
    folder = tmp_path / "packs"
    (folder / "national").mkdir(parents=True)
    (folder / "catalogue.yaml").write_text(
        'documents:\n  "000": A\nrequirements:\n  - {id: NAT-01, area: national, title: "A", source: "000:1"}\n'
    )
    head = 'pack: national\nedition: "1"\nfrom: 2024-01-01\n'
    (folder / "national" / "shared.yaml").write_text(
        f"{head}roles:\n  one: {{cites: [NAT-01]}}\n  two: {{cites: [NAT-02]}}\n"
    )

    with pytest.raises(PackError) as caught:
        Library.read(folder).pack("national")

    assert [(p.place.line, p.field) for p in caught.value.problems] == [(6, "cites")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a list: of things\n", "This is no catalogue"),
        ("requirements:\n  - {id: NAT-01}\n", "A requirement has id, area, title, source"),
        ("requirements:\n" + "  - {id: A-1, area: a, title: t, source: s}\n" * 2, "A-1 is written twice"),
    ],
)
def test_a_broken_catalogue_is_refused(tmp_path, text, message):
    path = tmp_path / "catalogue.yaml"
    path.write_text(text)

    with pytest.raises(PackError, match=message):
        read_catalogue(path)
