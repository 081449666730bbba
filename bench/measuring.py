"""What the benchmarks share: timing, a new database, and one measurement in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Row = dict[str, Any]
Environment = dict[str, str]


def best_of(work: Callable[[], object], rounds: int) -> float:
    """The processor seconds of the fastest round: what else the machine does can only slow it down."""
    fastest = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        fastest = min(fastest, time.process_time() - began)
    return fastest


def per_second(work: Callable[[], object], count: int, rounds: int) -> float:
    """How many of `count` things done by `work` fit into a second, to three figures."""
    return to_three_figures(count / max(best_of(work, rounds), 1e-9))


def to_three_figures(number: float) -> float:
    """A number as a report shows it."""
    rounded = float(f"{number:.3g}")
    return int(rounded) if rounded >= 100 else rounded


@contextmanager
def new_database() -> Iterator[tuple[Path, Environment]]:
    """A temporary folder with an empty database in it, and the environment of processes that are to use it."""
    with TemporaryDirectory(prefix="waymark-bench-") as folder:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "waymark.config.settings", "WAYMARK_VAR": folder}
        environment["WAYMARK_DATABASE_URL"] = f"sqlite:///{folder}/waymark.sqlite3"
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], env=environment, check=True)
        yield Path(folder), environment


def apart(module: str, *arguments: object, environment: Environment | None = None) -> Row:
    """What `python -m module arguments…` prints as JSON. A process of its own, because peak memory only ever rises."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: Row = json.loads(done.stdout)
    return found


def spent(work: Callable[[], Row]) -> Row:
    """Run something once; what it says of itself, with seconds and the peak memory of this process."""
    began, busy = time.perf_counter(), time.process_time()
    said = work()
    return said | {
        "seconds": round(time.perf_counter() - began, 1),
        "processor seconds": round(time.process_time() - busy, 1),
        "peak megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
