"""`waymark packs …` as a person and as a program calls it."""

import json

import pytest
from click.testing import CliRunner

from waymark.cli import packs as module
from waymark.cli.main import main

COMMANDS = ("check", "list", "describe", "graph", "diff", "coverage", "due")


def run(*words):
    return CliRunner().invoke(main, ["packs", *words])


def run_json(*words):
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_an_example(command):
    result = run(command, "--help")

    assert result.exit_code == 0
    assert f"waymark packs {command}" in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("describe", "southampton"),
        ("describe", "national", "referral"),
        ("diff", "hampshire", "southampton"),
        ("due", "--cites", "NAT-07", "--start", "2026-12-24T16:50"),
    ],
)
def test_what_people_read_fits_a_page(words):
    result = run(*words)

    assert result.exit_code == 0
    assert max(len(line) for line in result.output.splitlines()) <= 100


def test_list_names_editions_parents_pathways_and_counts():
    rows = {row["area"]: row for row in run_json("list")}

    assert rows["southampton"]["title"] == "Southampton"
    assert rows["southampton"]["parents"] == ["national", "hips", "hampshire-police"]
    assert rows["national"]["editions"] == [{"edition": "2023-12", "from": "2023-12-15"}]
    assert "referral" in rows["national"]["pathways"]
    assert rows["national"]["counts"]["pathways"] == len(rows["national"]["pathways"])


def test_describe_prints_the_rule_as_a_sentence():
    text = " ".join(run("describe", "cambridgeshire-peterborough", "referral").output.split())

    assert (
        "Within 1 working day of “Referral” (aim: the same day), the grade that decides referrals must decide" in text
    )
    assert "What areas changed, and why" in text
    assert "Cambridgeshire and Peterborough changes the rule of its parents" in text


def test_describe_as_data_holds_every_pathway_and_what_they_share():
    found = run_json("describe", "national")
    chapters = {chapter["name"]: chapter for chapter in found["chapters"]}

    assert found["area"] == "national"
    assert "shared" in chapters
    assert {entry["kind"] for section in chapters["referral"]["sections"] for entry in section["entries"]} >= {
        "step",
        "duty",
    }


def test_describe_of_an_edition():
    assert run_json("describe", "southampton", "referral", "--edition", "2024-01")["area"] == "southampton"


def test_graph_writes_a_picture(tmp_path):
    out = tmp_path / "referral.svg"
    result = run("graph", "southampton", "referral", "--out", str(out))

    assert result.exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<svg")


def test_diff_as_data_gives_each_word_in_both_areas():
    found = run_json("diff", "national", "cambridgeshire-peterborough")
    entries = {(one["kind"], one["name"]): one for one in found["entries"]}
    (limit,) = [w for w in entries["duty", "assessment/conclude-assessment"]["words"] if w["word"] == "limit"]

    assert (limit["here"].split(" (")[0], limit["there"].split(" (")[0]) == ("45 working days", "35 working days")


def test_due_has_the_form_that_other_programs_read():
    rows = run_json("due", "--cites", "NAT-01", "--start", "2026-12-24T16:50", "--area", "national")

    assert {tuple(row) for row in rows} == {("area", "duty", "due", "urgency", "explanation", "cites")}
    assert {"referral.decide-next-step", "referral.acknowledge"} == {row["duty"] for row in rows}
    assert {row["due"] for row in rows} == {"2026-12-29T23:59:59+00:00"}


def test_due_lists_the_owner_and_the_areas_that_come_out_differently():
    rows = run_json("due", "--cites", "NAT-03", "--start", "2026-03-02T09:00")
    areas = {row["area"] for row in rows if row["duty"] == "assessment.conclude-assessment"}

    assert areas == {"national", "cambridgeshire-peterborough"}
    assert run_json("due", "--cites", "NAT-03", "--start", "2026-03-02T09:00", "--area", "hampshire")


def test_coverage_has_the_form_that_other_programs_read(tmp_path):
    (tmp_path / "NAT.yaml").write_text("- {id: NAT-01, title: One}\n- {id: NAT-999, title: None}\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("not read", encoding="utf-8")

    assert run_json("coverage", str(tmp_path)) == {
        "domains": {"NAT": {"total": 2, "met": 1, "told": [], "unmet": ["NAT-999"]}}
    }


def test_a_test_that_is_marked_counts(tmp_path, monkeypatch):
    tests, requirements = tmp_path / "tests", tmp_path / "requirements"
    tests.mkdir(), requirements.mkdir()
    (requirements / "ZZZ.yaml").write_text("- id: ZZZ-01\n", encoding="utf-8")
    (tests / "test_it.py").write_text(
        'import pytest\n@pytest.mark.covers("ZZZ-01")\ndef test_it(): pass\n', encoding="utf-8"
    )
    monkeypatch.setattr(module, "TESTS", tests)

    assert run_json("coverage", str(requirements))["domains"]["ZZZ"]["unmet"] == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("describe", "sothampton"), 1, "Did you mean southampton?"),
        (("describe", "southampton", "refferal"), 1, "Did you mean referral?"),
        (("describe", "southampton", "--edition", "1999"), 1, "has no edition '1999'"),
        (("graph", "national", "referal", "--out", "x.svg"), 1, "Did you mean referral?"),
        (("graph", "national", "referral"), 2, "--out"),
        (("graph", "national", "referral", "--out", "/nowhere/x.svg"), 1, "cannot be written"),
        (("diff", "national", "nation"), 1, "Did you mean national?"),
        (("due", "--cites", "NAT-1", "--start", "2026-03-29"), 1, "Nothing cites NAT-1."),
        (("due", "--cites", "NAT-08", "--start", "2026-03-29T01:30"), 2, "never happened in London"),
        (("due", "--cites", "NAT-08", "--start", "2026-10-25T01:30"), 2, "happened twice in London"),
        (("due", "--cites", "NAT-08", "--start", "tomorrow"), 2, "is not a date or time"),
        (("due", "--cites", "NAT-11", "--start", "2999-12-01"), 2, "--start"),
        (("coverage", "/nowhere"), 2, "does not exist"),
        (("unknown",), 2, "No such command"),
    ],
)
def test_what_goes_wrong_is_one_clear_sentence(words, code, said):
    result = run(*words)

    assert result.exit_code == code, result.output
    assert said in result.output
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_malformed_requirements_file_is_named_with_its_line(tmp_path):
    (tmp_path / "REF.yaml").write_text("- id: REF-A01\n- title: no id\n", encoding="utf-8")
    result = run("coverage", str(tmp_path))

    assert result.exit_code == 1
    assert f"{tmp_path / 'REF.yaml'}:2: error: id:" in result.output


def test_a_pack_that_does_not_load_is_said_and_not_read(own_packs, monkeypatch):
    monkeypatch.setattr(module, "PACKS", own_packs)
    file = own_packs / "stoke-on-trent" / "area.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\nnonsense: yes\n", encoding="utf-8")
    result = run("describe", "stoke-on-trent")

    assert result.exit_code == 1
    assert "does not load" in result.output
    assert "waymark packs check" in result.output


def test_nothing_but_json_goes_to_standard_output_when_nothing_is_timed():
    result = run("due", "--cites", "NAT-28", "--start", "2026-03-02", "--json")

    assert json.loads(result.stdout) == []
