"""Every rule says where it comes from, and every pathway of every area has an example. Read as plain YAML."""

from collections.abc import Iterator
from pathlib import PurePath

from tests.repository.sources import SECTIONS, Source, catalogue_ids, read

# An overlay that changes some words of an entry, or removes it, leaves the entry's own source standing.
KEEPS_ITS_SOURCE = {"change", "tighten", "remove"}


def packs() -> list[Source]:
    return list(read("packs/*/*.yaml"))


def examples() -> list[Source]:
    return list(read("packs/*/examples/*.yaml"))


def entries(source: Source) -> Iterator[tuple[str, dict]]:
    for document in source.documents:
        for section in SECTIONS & document.keys():
            for name, entry in document[section].items():
                yield f"{source.path}: {section}: {name}", entry


def without_source(source: Source) -> list[str]:
    return [
        name for name, entry in entries(source) if not entry.get("cites") and entry.get("over") not in KEEPS_ITS_SOURCE
    ]


def cited(source: Source) -> Iterator[tuple[str, str]]:
    """Every id cited anywhere in a file, however deep, with the file."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "cites":
                    yield from [inner] if isinstance(inner, str) else inner
                else:
                    yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    for document in source.documents:
        for identifier in walk(document):
            yield source.path, identifier


RULES = ("starts", "steps", "duties", "gates", "cautions")


def pathways(sources: list[Source]) -> set[tuple[str, str]]:
    """(area, pathway): where an area says what is done, owed, required or not allowed. A theme only informs."""
    return {
        (document["pack"], document["pathway"])
        for source in sources
        for document in source.documents
        if "pathway" in document and not document.keys().isdisjoint(RULES)
    }


def shown(sources: list[Source]) -> set[tuple[str, str]]:
    """(area, pathway): what an example of that area puts a step into, or is named after."""
    found = set()
    for source in sources:
        for document in source.documents:
            area = document.get("area")
            found.add((area, PurePath(source.path).stem))
            for event in document.get("events") or []:
                found.add((area, event.get("step", "").split("/")[0]))
    return found


def test_the_guard_finds_an_entry_without_a_source():
    text = "duties:\n  acknowledge:\n    cites: []\n  decide:\n    cites: [REF-A01]\n  tell:\n    over: replace\n"
    assert without_source(Source(text, "packs/a/b.yaml")) == [
        "packs/a/b.yaml: duties: acknowledge",
        "packs/a/b.yaml: duties: tell",
    ]


def test_the_guard_finds_ids_at_every_depth():
    text = "cites: [A-01]\nlists:\n  l:\n    rows:\n      - id: x\n        cites: A-02\n"
    assert [identifier for _, identifier in cited(Source(text))] == ["A-01", "A-02"]


def test_the_guard_finds_a_pathway_without_an_example():
    pack = Source("pack: stoke-on-trent\npathway: referral\nsteps: {}\n", "packs/stoke-on-trent/referral.yaml")
    other = Source("area: hips\nevents:\n  - step: referral/referral\n", "packs/hips/examples/referral.yaml")
    assert pathways([pack]) - shown([other]) == {("stoke-on-trent", "referral")}


def test_every_entry_has_a_source():
    found = [name for source in packs() for name in without_source(source)]
    assert not found, "\n".join(found)


def test_every_cited_id_exists():
    known = catalogue_ids()
    found = sorted(
        {
            f"{path}: {identifier}"
            for source in packs() + examples()
            for path, identifier in cited(source)
            if identifier not in known
        }
    )
    assert not found, "\n".join(found)


def test_every_pathway_of_every_area_has_an_example():
    found = [f"packs/{area}/examples/{pathway}.yaml" for area, pathway in sorted(pathways(packs()) - shown(examples()))]
    assert not found, "\n".join(["no example yet; write", *found])


def test_examples_lie_where_the_tests_of_packs_look_for_them():
    """tests/packs runs `packs/*/examples/*.yaml`: a file anywhere else under packs/ would be passed over in silence."""
    seen = {source.path for source in packs() + examples()}
    assert (
        not {source.path for source in read("packs/**/*")}
        - seen
        - {source.path for source in read("packs/**/README.md")}
        - {"packs/catalogue.yaml"}
    )
