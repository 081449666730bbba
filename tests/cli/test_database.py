"""The commands in processes of their own: a database that is not there yet, and one that cannot be reached."""

import os
import subprocess
import sys

import pytest

from tests.work.small_return import xml


def run(*words, database, **more):
    """Run a command as a person does, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("WAYMARK_", "DJANGO_"))}
    environment |= {"WAYMARK_DATABASE_URL": database, **more}
    command = [sys.executable, "-m", "waymark.cli.main", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_the_first_command_sets_the_database_up_and_says_so(tmp_path):
    file = tmp_path / "return.xml"
    file.write_text(xml(), encoding="utf-8")
    database = f"sqlite:///{tmp_path / 'new' / 'waymark.sqlite3'}"
    first = run("import", "cin", file, "--json", database=database)
    second = run("import", "cin", file, "--json", database=database)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "Setting up the database" in first.stderr
    assert second.stderr == ""
    assert '"added": 35' in first.stdout
    assert '"added": 0' in second.stdout


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://somewhere/waymark", "Write sqlite:///path/to/file or postgresql://"),
        ("postgresql://waymark@/none?host=/nowhere/at/all", "The database cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_words(url, says):
    ran = run("worklist", database=url)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr


def test_packs_elsewhere_are_those_that_are_in_use(tmp_path, own_packs):
    """The number changes on disk, and what a command says changes with it: no Python is touched."""
    history = tmp_path / "history.yaml"
    history.write_text(
        "example: One number\narea: national\nevents:\n"
        "  - {at: 2026-03-02T09:00, step: referral/referral, by: anyone}\n"
        "  - {at: 2026-03-03T09:00, step: referral/next-step, by: social-worker, decides: section-17-assessment}\n"
        "now: 2026-03-04T09:00\n"
    )
    database = f"sqlite:///{tmp_path / 'none.sqlite3'}"
    before = run("replay", history, database=database, WAYMARK_PACKS=str(own_packs))
    file = own_packs / "national" / "assessment.yaml"
    file.write_text(file.read_text().replace("set: 45 working days", "set: 40 working days"))
    after = run("replay", history, database=database, WAYMARK_PACKS=str(own_packs))

    assert "due by the end of Thursday 7 May 2026" in before.stdout, before.stderr
    assert "due by the end of Wednesday 29 April 2026" in after.stdout, after.stderr
    due = ("packs", "due", "--cites", "NAT-03", "--start", "2026-03-02T09:00", "--area", "national", "--json")
    assert "2026-04-29T23:59:59+01:00" in run(*due, database=database, WAYMARK_PACKS=str(own_packs)).stdout
