"""`waymark demo build` as a person runs it."""

import pytest

from tests.cast import refer
from waymark.casefile.models import Subject
from waymark.demo.partnership import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYMARK_VAR", str(tmp_path))


def test_help_shows_an_example_and_every_option(waymark):
    out = waymark("demo", "build", "--help").out
    for word in ("Example:", "--children", "--events", "--seed", "--folder", "--keep", "--json"):
        assert word in out


def test_a_demonstration_is_built_once_and_kept(waymark, tmp_path):
    # When one is built
    folder = str(tmp_path / "demo")
    built = waymark("demo", "build", "--children", "1", "--folder", folder, "--json").json
    # Then it says what there is and how to sign in
    assert built["built"] is True
    assert built["children"] == Subject.objects.count() == 1
    assert {"role", "area", "email", "password"} <= built["logins"][0].keys()
    assert len(built["logins"]) == 42
    # And asked for again with --keep it leaves it as it is and still says how to sign in
    kept = waymark("demo", "build", "--keep", "--folder", folder)
    assert kept.code == 0
    assert "holds a demonstration already" in kept.err
    assert PASSWORD in kept.out
    assert Subject.objects.count() == 1


def test_invented_people_are_not_mixed_with_others(waymark, tmp_path):
    refer()
    ran = waymark("demo", "build", "--children", "1", "--folder", str(tmp_path))
    assert "holds a record already" in ran.refused(code=1)
    assert Subject.objects.count() == 1
    assert not (tmp_path / "built").exists()


@pytest.mark.parametrize("wrong", [("--children", "0"), ("--events", "-1"), ("--seed", "many")])
def test_wrong_numbers_are_refused(waymark, wrong):
    assert waymark("demo", "build", *wrong).code == 2
    assert not Subject.objects.exists()
