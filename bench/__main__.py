"""Every measurement: `python -m bench [--quick] [--json FILE] [NAME…]`.

Without names all run, one after the other. `--quick` does a fiftieth of the work, only to see that everything runs;
its numbers mean nothing. The numbers of a full run are in docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

from bench.measuring import Row

LEDGER_EVENTS = 1_000_000
PEERS = ("numpy", "workalendar", "spiffworkflow", "django", "tantivy")


def deadlines(*, quick: bool) -> list[Row]:
    """Deadlines one by one and in bulk, beside workalendar and NumPy."""
    from bench.deadlines import run

    return run(singly=400, in_bulk=20_000, rounds=1) if quick else run()


def evaluation(*, quick: bool) -> list[Row]:
    """Histories evaluated from the start and event by event, beside the plain work in them."""
    from bench.evaluation import run

    return run(quick=quick)


def spiff(*, quick: bool) -> list[Row]:
    """A case beside SpiffWorkflow."""
    from bench.spiff import run

    return run(quick=quick)


def ledger(*, quick: bool) -> list[Row]:
    """The ledger written, read, signed and verified."""
    from bench.ledger import rows

    return [{"name": row.pop("measure"), **row} for row in rows(LEDGER_EVENTS // 50 if quick else LEDGER_EVENTS)]


def imports(*, quick: bool) -> list[Row]:
    """A census return imported, once and again, and a large file read."""
    from bench.imports import run

    return run(quick=quick)


def rebuild(*, quick: bool) -> list[Row]:
    """Histories in the ledger verified, and the projections made again."""
    from bench.rebuild import run

    return run(quick=quick)


def worklists(*, quick: bool) -> list[Row]:
    """Worklists and the numbers over them, over 100,000 children."""
    from bench.worklists import run

    return run(quick=quick)


def pages(*, quick: bool) -> list[Row]:
    """The pages of the web application, over 100,000 children."""
    from bench.pages import run

    return run(quick=quick)


def search(*, quick: bool) -> list[Row]:
    """How well the search answers beside FTS5 and BM25, and how fast; a full run rewrites the tables of docs/search.md."""
    from bench.search import run

    return run(quick=quick)


SUITES: dict[str, Callable[..., list[Row]]] = {
    suite.__name__: suite
    for suite in (deadlines, evaluation, spiff, imports, ledger, rebuild, worklists, pages, search)
}


def main() -> None:
    """Run what was named, print a table, and write JSON where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or several of: {', '.join(SUITES)}")
    parser.add_argument("--quick", action="store_true", help="a fiftieth of the work, to see that everything runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to this file too")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.names if name not in SUITES]:
        parser.error(f"There is no {unknown[0]}. Choose of: {', '.join(SUITES)}.")
    report = {"machine": machine(), "quick": chosen.quick, "results": {}}
    for name in chosen.names or SUITES:
        began = time.perf_counter()
        print(f"\n{name}: {SUITES[name].__doc__}", flush=True)
        rows = report["results"][name] = SUITES[name](quick=chosen.quick)
        for row in rows:
            print(line(row), flush=True)
        print(f"  ({time.perf_counter() - began:.0f} seconds)", flush=True)
    if chosen.json is not None:
        chosen.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def machine() -> Row:
    """Where and when this was measured."""
    return {
        "measured": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "processors": cpu_count(),
        "processor": platform.processor() or platform.machine(),
        "system": platform.system(),
        "peers": {name: version(name) for name in PEERS},
    }


def line(row: Row) -> str:
    """A row of the table: its name, then what was measured."""
    told = [f"{key.replace('_', ' ')} {_shown(value)}" for key, value in row.items() if key != "name"]
    return f"  {row['name']:<52} {'  '.join(told)}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
