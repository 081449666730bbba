"""Every clock that the catalogue gives in the domains done so far comes out of the packs as the same number, from the same kind of start."""

from pathlib import Path

import pytest
import yaml

from waymark.procedures.clocks import clocks
from waymark.procedures.loading import Library
from waymark.procedures.time import Duration, Moment, Unit, add

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT.parent / "shared" / "requirements"
DOMAINS = ("REF", "S47", "CPC", "ASM", "EHP")
NATIONAL = {f"NAT-{number:02}" for number in (*range(1, 16), 24, 25, 26, 28, 29, 30)}
FRIDAY = Moment.parse("2026-11-27T15:00")


def catalogue_clocks():
    for domain in (*DOMAINS, "NAT"):
        path = CATALOGUE / f"{domain}.yaml"
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else ():
            if "clock" in entry and (domain != "NAT" or entry["id"] in NATIONAL):
                yield pytest.param(
                    entry["id"], entry["area"], entry["clock"]["value"], entry["clock"]["unit"], id=entry["id"]
                )


@pytest.fixture(scope="module")
def library():
    return Library.read(ROOT / "packs")


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogue of requirements lies beside the project, not in it")
@pytest.mark.parametrize(("requirement", "area", "value", "unit"), list(catalogue_clocks()))
def test_the_pack_counts_what_the_catalogue_says(library, requirement, area, value, unit):
    found = list(clocks(library.pack(area), requirement, FRIDAY))

    if unit == "immediately":
        assert any(clock.urgent for clock in found)
        return
    length = Duration(0, Unit.SAME_DAY) if unit == "same_day" else Duration(value, Unit(unit.replace("_", " ")))
    assert add(FRIDAY, length) in {clock.due for clock in found}
