"""How fast the ledger writes, reads and verifies: `python -m bench.ledger --events 100000`.

Each measurement runs in a process of its own, because peak memory only ever rises. The database is a new SQLite file
in a temporary folder, or the one in WAYMARK_DATABASE_URL, which must be empty.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

EVENTS_PER_STREAM = 10
STREAMS_PER_CALL = 1000
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PAYLOAD = {"step": "referral", "answers": {"source": "school", "category": "N1", "note": "Synthetic words, " * 6}}


def append(events: int) -> None:
    """Write events as an importer does: new streams, a thousand to a transaction."""
    from waymark.ledger.actions import append_many

    for first in range(0, events // EVENTS_PER_STREAM, STREAMS_PER_CALL):
        last = min(first + STREAMS_PER_CALL, events // EVENTS_PER_STREAM)
        append_many(_streams(first, last), now=NOW)


def append_singly(events: int) -> None:
    """Write events as people do: one to a transaction."""
    from waymark.ledger.actions import append as append_one

    for number in range(events):
        append_one(stream=f"single:{number % 100}", expected_sequence=number // 100, events=[_event()], now=NOW)


def read(events: int) -> None:
    """Read every event in the order of writing, as a rebuild does."""
    from waymark.ledger.queries import all_events

    assert sum(1 for _ in all_events()) >= events


def verify(events: int) -> None:
    """Verify the whole ledger against a signed head."""
    from waymark.ledger.verification import verify as check

    report = check()
    assert report.clean, report.problems[:3]
    assert report.events >= events
    assert report.heads == 1


def sign(events: int) -> None:
    """Sign the first head of the whole ledger."""
    from django.conf import settings

    from waymark.ledger import heads

    heads.create_key(settings.WAYMARK_LEDGER_KEY)
    assert heads.sign_head(now=NOW).events >= events


MEASURES: dict[str, Callable[[int], None]] = {
    "append in bulk": append,
    "read all": read,
    "sign a head": sign,
    "verify": verify,
    "append singly": append_singly,
}
SINGLES = 2000


def rows(events: int) -> Iterator[dict[str, object]]:
    """Measure everything once, in order, on a new ledger."""
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "waymark.config.settings",
            "WAYMARK_VAR": folder,
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], env=environment, check=True)
        for name in MEASURES:
            count = min(SINGLES, events) if name == "append singly" else events
            command = [sys.executable, "-m", "bench.ledger", "--only", name, "--events", str(count)]
            done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            yield json.loads(done.stdout)
        for file in Path(folder).glob("waymark.sqlite3"):
            yield {"measure": "size on disk", "megabytes": file.stat().st_size // 2**20}


def measure(name: str, events: int) -> dict[str, object]:
    """Run one measurement here and now."""
    import django

    django.setup()
    began, busy = time.perf_counter(), time.process_time()
    MEASURES[name](events)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "measure": name,
        "events": events,
        "seconds": round(seconds, 2),
        "processor seconds": round(busy, 2),
        "events per second": round(events / seconds),
        "peak megabytes": peak,
    }


def _event():
    from waymark.ledger.events import NewEvent

    return NewEvent(
        payload=PAYLOAD, occurred_at=NOW, by="person:IMPORT", role="importer", agency="agency:LA",
        pack="hampshire@2026-01#0123456789abcdef", rule="referral.referral",
    )  # fmt: skip


def _streams(first: int, last: int) -> list[object]:
    from waymark.ledger.events import StreamAppend

    return [
        StreamAppend(
            stream=f"child:SYN{number}", expected_sequence=0, events=[_event() for _ in range(EVENTS_PER_STREAM)]
        )
        for number in range(first, last)
    ]


def main() -> None:
    """Print a line for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--only", choices=MEASURES, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="one JSON object for each measurement")
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, options.events)))
        return
    for row in rows(options.events):
        print(json.dumps(row) if options.json else _line(row), flush=True)


def _line(row: dict[str, object]) -> str:
    named = (f"{key} {value:,}" for key, value in row.items() if isinstance(value, int | float))
    return "  ".join([f"{row['measure']:15}", *named])


if __name__ == "__main__":
    main()
