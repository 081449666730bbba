"""Every measurement runs: with a fiftieth of the work, whose numbers mean nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.__main__ import SUITES

ROOT = Path(__file__).parents[2]

#: A person's environment: not that of these tests, which name a database of their own.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("WAYMARK_", "PYTEST_"))}


@pytest.mark.parametrize("suite", SUITES)
def test_a_quick_run_measures_something(suite: str, tmp_path: Path):
    report = tmp_path / "report.json"
    command = [sys.executable, "-m", "bench", "--quick", "--json", str(report), suite]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    rows = json.loads(report.read_text())["results"][suite]
    assert rows
    assert all(row["name"] in done.stdout for row in rows)


def test_a_name_that_is_not_known_is_answered_with_those_that_are():
    done = subprocess.run([sys.executable, "-m", "bench", "speed"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "There is no speed. Choose of: deadlines" in done.stderr
