"""`waymark replay`: a written history against the procedures, without a database."""

from pathlib import Path

import pytest

PACKS = Path(__file__).parents[2] / "packs"

HISTORY = """example: Decided late
area: national
events:
  - at: 2024-05-03T10:00
    step: referral/referral
    by: anyone
now: 2024-05-08T12:00
expect:
  duties:
    - duty: referral/decide-next-step
      state: {state}
      due: 2024-05-07
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "history.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize("area", ["national", "southampton", "cambridgeshire-peterborough"])
def test_the_packs_own_examples_stand_as_they_expect(waymark, area):
    ran = waymark("replay", PACKS / area / "examples" / "referral.yaml")

    assert ran.code == 0, ran.out
    assert "DIFFERS" not in ran.out


def test_a_history_as_it_stands(waymark, written):
    ran = waymark("replay", written(HISTORY.format(state="late")))

    assert ran.code == 0
    assert "Decided late (national," in ran.out
    assert "LATE       Decide the next step" in ran.out
    assert "NAT-01" in ran.out


def test_a_wrong_expectation_ends_with_1_and_says_line_wanted_and_found(waymark, written):
    ran = waymark("replay", written(HISTORY.format(state="met")))

    assert ran.code == 1
    assert "DIFFERS" in ran.out
    assert "line 10: expected" in ran.out
    assert "found late due 2024-05-07" in ran.out


def test_for_programs(waymark, written):
    ran = waymark("replay", written(HISTORY.format(state="met")), "--json")

    assert ran.code == 1
    (result,) = ran.json
    assert (result["area"], result["example"]) == ("national", "Decided late")
    assert len(result["differences"]) == 1
    ((duty),) = [one for one in result["episodes"][0]["duties"] if one["duty"] == "referral/decide-next-step"]
    assert (duty["state"], duty["due"]) == ("late", "2024-05-07T23:59:59+01:00")
    assert duty["explanation"][1].startswith("Rule: ")


def test_it_needs_no_database(waymark, written):
    """No mark here asks for one: a question to a database would fail this test."""
    assert waymark("replay", written(HISTORY.format(state="late")), "--json").json


@pytest.mark.parametrize(
    ("change", "line", "field", "says"),
    [
        (("referral/referral", "referral/referal"), 4, "step", "referral/referral"),
        (("area: national", "area: narnia"), 2, "area", "narnia"),
        (("2024-05-03T10:00", "3 May"), 4, "at", "is not a date or time"),
        (("by: anyone", "answers: {reporter-kind: ghost}"), 4, "reporter-kind", "ghost"),
        (("by: anyone", "speed: fast"), 6, "speed", "is not a word of a event"),
        (("now: 2024-05-08T12:00", "then: 2024"), 7, "then", "is not a word of a written history"),
    ],
)
def test_a_bad_file_is_named_with_line_and_field(waymark, written, change, line, field, says):
    path = written(HISTORY.format(state="late").replace(*change))
    ran = waymark("replay", path)

    assert (ran.code, ran.out) == (1, "")
    assert "Traceback" not in ran.err
    first = ran.err.splitlines()[0]
    assert f"{path}:" in first
    assert field in first
    assert any(says in part for part in ran.err.splitlines())
    assert any(f"{path}:{number}" in ran.err for number in (line - 1, line, line + 1, line + 2))


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", "example: Übung\narea: national\n".encode("latin-1"), "hällo".encode("utf-16")]
)
def test_a_file_in_another_encoding(waymark, written, content):
    assert "is not UTF-8 text" in waymark("replay", written(content)).refused(code=1)


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "a: [", "a: 1\na: 2\n", "just words", "&a [*a]"])
def test_a_file_that_is_no_history(waymark, written, content):
    ran = waymark("replay", written(content))

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Error: ")
    assert "Traceback" not in ran.err


def test_a_file_that_is_not_there(waymark, tmp_path):
    assert "does not exist" in waymark("replay", tmp_path / "none.yaml").refused(code=2)
