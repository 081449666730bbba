"""The charts of need in the packs say what the catalogue says: every descriptor at its level and in its part, none lost, none invented."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.packs.charts import AREAS, CHARTED, ROOT, descriptors, listed, numbers, pack, stands_at
from tests.repository.sources import SEEDS
from tests.repository.test_words_are_our_own import runs, theirs, words

CATALOGUE = ROOT.parent / "shared" / "requirements"

BESIDE = Path(__file__).parent
REWORDINGS = yaml.safe_load((BESIDE / "threshold-rewordings.yaml").read_text(encoding="utf-8"))
REWORDED, READS_ALONE = (
    {(entry, text): ours for entry, texts in REWORDINGS[kind].items() for text, ours in texts.items()}
    for kind in ("reworded", "reads-alone")
)
#: The catalogue files the shared chart under Hampshire.
FILED_UNDER = {"hampshire-and-isle-of-wight": "hampshire"}

#: Cambridgeshire's entries have no level and domain of their own; their titles and, for two, their lines say them.
CAMBRIDGESHIRE_LEVELS = {"Emerging Needs": 1, "Complex Needs": 2, "Specialist level": 3}
CAMBRIDGESHIRE_DOMAINS = {
    "THR-E27": "Parenting and family",
    "THR-E28": "Education, health and behaviour",
    "THR-E29": "Development and identity",
    "THR-E30": "Disability and caring demands",
    "THR-E32": "Parenting and family",
    "THR-E33": "Home and community",
    "THR-E34": "Education, health and behaviour",
    "THR-E35": "Disability and caring demands",
    "THR-E37": "Always specialist",
    "THR-E38": "Abuse, neglect and unsafe adults",
    "THR-E39": "Parenting and family",
    "THR-E40": "Education, health and behaviour",
}
CAMBRIDGESHIRE_LINES = {
    "Adequate home environment": "Home and community",
    "Home presents immediate and serious environmental and health risk": "Home and community",
}
#: THR-G183: what Southampton prints at several levels, by a row of each, and the levels.
SEVERAL_LEVELS = {
    "emotional-and-behavioural.sexually-active-at-13-or-14": "34",
    "identity.missing-three-times-in-90-days": "34",
    "identity.medium-exploitation-risk": "34",
    "identity.gang-membership": "34",
    "self-care-skills.poor-self-care-age-hygiene": "34",
    "self-care-skills.overly-self-reliant-age": "34",
    "family-and-social-relationships.adoptive-family-under-severe-stress": "34",
    "family-and-social-relationships.conflicts-peers-siblings": "34",
    "social-integration.new-area": "23",
    "social-integration.some-social-exclusion": "23",
    "social-integration.victimised-others": "23",
    "education-and-learning.educational-neglect": "234",
    "housing-and-money.low-income-or-unemployment": "12",
}
needs_the_catalogue = pytest.mark.skipif(
    not CATALOGUE.exists(), reason="the catalogue of requirements lies beside the project, not in it"
)


@cache
def catalogue(domain="THR"):
    path = CATALOGUE / f"{domain}.yaml"
    return {entry["id"]: entry for entry in yaml.safe_load(path.read_text(encoding="utf-8"))}


def sentence(text):
    return text[:1].upper() + text[1:]


def in_our_words(entry, text):
    return sentence({**REWORDED, **READS_ALONE}.get((entry, text), text))


def what_the_catalogue_says(area):
    """(entry, level's number, domain, descriptor), in the words that the pack must use."""
    for entry in catalogue().values():
        if entry["area"] != FILED_UNDER.get(area, area) or entry["kind"] != "indicators":
            continue
        if "level" in entry and "domain" in entry:
            for text in entry["items"]:
                yield entry["id"], entry["level"], sentence(entry["domain"]), in_our_words(entry["id"], text)
        elif entry["id"] in CAMBRIDGESHIRE_DOMAINS:
            level = CAMBRIDGESHIRE_LEVELS[entry["title"].partition(" - ")[0]]
            for text in entry["items"]:
                domain = CAMBRIDGESHIRE_LINES.get(text, CAMBRIDGESHIRE_DOMAINS[entry["id"]])
                yield entry["id"], level, domain, in_our_words(entry["id"], text)


def what_the_pack_says(area):
    domains = listed(area, "domains")
    titles = {} if domains is None else {row.id: row.title for row in domains.rows}
    for domain, row in descriptors(area):
        yield row.cites[0], numbers(area)[row.columns["level"][0]], titles[domain], row.title


@needs_the_catalogue
@pytest.mark.parametrize("area", AREAS)
def test_the_pack_holds_the_descriptors_of_the_catalogue_and_no_others(area):
    ours, catalogues = Counter(what_the_pack_says(area)), Counter(what_the_catalogue_says(area))

    assert not catalogues - ours, "lost"
    assert not ours - catalogues, "invented"


@needs_the_catalogue
def test_every_entry_with_a_level_and_a_domain_is_in_some_chart():
    of_charts = {found[0] for area in AREAS for found in what_the_catalogue_says(area)}

    assert of_charts == {
        entry["id"] for entry in catalogue().values() if "domain" in entry or entry["id"] in CAMBRIDGESHIRE_DOMAINS
    }
    assert all(sum(1 for _ in descriptors(area)) > 40 for area in CHARTED)


@needs_the_catalogue
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents do not lie beside this clone")
@pytest.mark.parametrize(("entry", "text"), REWORDED)
def test_a_rewording_is_needed_since_the_catalogue_repeats_the_source(entry, text):
    assert text in catalogue()[entry]["items"]
    assert copied(text), "nothing is copied, so keep the catalogue's words"
    assert not copied(REWORDED[entry, text])


@needs_the_catalogue
@pytest.mark.parametrize(("entry", "text"), READS_ALONE)
def test_a_line_that_leans_on_its_neighbours_is_made_to_stand_alone(entry, text):
    assert text in catalogue()[entry]["items"]
    assert text.startswith("or ") or "(source:" in text


@cache
def seeds():
    return theirs([path.read_text(encoding="utf-8", errors="replace") for path in SEEDS.iterdir()])


def copied(text):
    return any(run in seeds() for _, run in runs(words(text)))


@pytest.mark.parametrize("area", CHARTED)
def test_every_level_and_every_part_that_a_descriptor_names_exists(area):
    domains = [row.id for row in listed(area, "domains").rows]

    assert sorted(domains) == sorted({domain for domain, _ in descriptors(area)})
    for _, row in descriptors(area):
        (own,) = row.columns["level"]
        also = set(row.columns.get("also", ()))
        assert {own, *also} <= set(numbers(area)), row.id
        assert own not in also, row.id


@pytest.mark.parametrize("area", CHARTED)
def test_what_is_printed_at_several_levels_names_them_all(area):
    printed = {}
    for _, row in descriptors(area):
        printed.setdefault(row.title, set()).add(numbers(area)[row.columns["level"][0]])
    for _, row in descriptors(area):
        assert stands_at(area, row) >= printed[row.title], row.title


@pytest.mark.parametrize("key", SEVERAL_LEVELS)
def test_southampton_says_which_descriptors_are_ambiguous(key):
    row = next(row for domain, row in descriptors("southampton") if f"{domain}.{row.id}" == key)

    assert "".join(map(str, sorted(stands_at("southampton", row)))) == SEVERAL_LEVELS[key]
    assert "THR-G183" in row.cites


@pytest.mark.parametrize("area", CHARTED)
def test_strengths_are_marked_at_the_first_level(area):
    strong = [row for _, row in descriptors(area) if row.columns.get("protective") == ("yes",)]
    higher = [row.title for row in strong if numbers(area)[row.columns["level"][0]] > 1]

    assert strong
    assert higher in ([], ["Some support from family and friends"])


@pytest.mark.parametrize("area", ["hampshire", "isle-of-wight"])
def test_hampshire_and_the_island_read_one_chart(area):
    shared = pack("hampshire-and-isle-of-wight")

    for name in shared.lists:
        if name.startswith("thresholds/"):
            assert pack(area).lists[name] == shared.lists[name]


def test_for_stoke_no_level_is_made_up():
    assert listed("stoke-on-trent", "levels") is None
    assert "THR-H01" in pack("stoke-on-trent").guides["thresholds/what-it-is-for"].cites


@pytest.mark.parametrize("area", ["hampshire-and-isle-of-wight", "portsmouth", "southampton"])
def test_the_comparison_of_the_areas_gives_each_its_own_names(area):
    rows = {row.id: row.columns[area][0] for row in listed("hips", "level-names-compared").rows}
    titles = [row.title for row in listed(area, "levels").rows]

    assert all(
        rows[row].startswith(title) for row, title in zip(("first", "second", "third", "fourth"), titles, strict=True)
    )


@needs_the_catalogue
def test_portsmouths_bands_and_factors_are_all_there():
    bands = {row.cites[0]: row for row in listed("portsmouth", "disability-bands").rows}

    for entry in ("DIS-G02", "DIS-G03", "DIS-G04", "DIS-G05"):
        expected = catalogue("DIS")[entry]
        assert numbers("portsmouth")[bands[entry].columns["level"][0]] == expected["level"]
        assert len(bands[entry].columns["services"]) == len(expected["items"])
    assert len(listed("portsmouth", "contextual-factors").rows) == len(catalogue()["THR-G023"]["items"])


@needs_the_catalogue
def test_a_tools_result_stands_at_the_tier_that_the_catalogue_says():
    said = " ".join(catalogue()["THR-G118"]["items"][:2])
    rows = {row.id: row.columns["level"][0].removeprefix("tier-") for row in listed("portsmouth", "tool-results").rows}

    assert re.findall(r"\d", said) == [
        rows[one]
        for one in (
            "exploitation-low", "exploitation-medium", "exploitation-high",
            "absent-not-at-risk", "regularly-missing", "repeatedly-missing-in-danger",
        )
    ]  # fmt: skip
