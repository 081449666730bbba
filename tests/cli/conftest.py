"""Fixtures for the commands: run one as a person would, at a moment that the test chooses."""

import json
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from tests.packs_in_use import _nothing_is_known_to_be_kept, own_packs  # noqa: F401


@dataclass(frozen=True)
class Ran:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """Standard output, which holds JSON and nothing else."""
        return json.loads(self.out)

    def refused(self, *, code: int) -> str:
        """The one error sentence of a command that ended so, without anything on standard output."""
        assert self.code == code, (self.out, self.err)
        assert self.out == ""
        assert "Traceback" not in self.err
        (sentence,) = [line for line in self.err.splitlines() if line.startswith("Error: ")]
        return sentence.removeprefix("Error: ")

    def refused_in_lines(self, *, code: int) -> str:
        """Every line of the error, where there may be several faults."""
        assert self.code == code, (self.out, self.err)
        assert self.out == ""
        assert self.err.startswith("Error: ")
        assert "Traceback" not in self.err
        return self.err


@pytest.fixture
def waymark(monkeypatch):
    """Run `waymark WORDS…`. The clock stands at noon on 2 March 2026 unless the test sets another."""
    from tests.cast import MONDAY
    from waymark.cli import directory, importing, ledger, manual, reporting, users, work
    from waymark.cli.main import main

    monkeypatch.setenv("COLUMNS", "200")

    def run(*words, now=MONDAY):
        for module in (directory, importing, ledger, manual, reporting, users, work):
            monkeypatch.setattr(module, "moment_now", lambda: now)
        ran = CliRunner().invoke(main, [str(word) for word in words])
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    return run
