"""The import of an invented census return, a second import of the same, and the reading of a large file.

    python -m bench imports

Each is measured in a process of its own, on a new SQLite file: seconds, and the most memory that the process ever held.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from bench.measuring import Row, apart, new_database, spent
from waymark.exports.cin.invented import write_census

CHILDREN = 20_000
MEGABYTES = 250
NOW = datetime(2026, 5, 2, 9, 0, tzinfo=UTC)
GOAL_SECONDS, GOAL_MEGABYTES = 100, 400


def run(*, quick: bool = False) -> list[Row]:
    """Rows with `seconds`, `peak megabytes` and what was done."""
    children, megabytes = (CHILDREN // 50, MEGABYTES // 50) if quick else (CHILDREN, MEGABYTES)
    with new_database() as (folder, environment):
        file = folder / "return.xml"
        size = write_census(file, children)
        first = apart("bench.imports", "import", file, environment=environment)
        again = apart("bench.imports", "import", file, environment=environment)
        assert first["children"] == children, first
        assert again["events added"] == 0, again
        large = folder / "large.xml"
        write_census(large, round(megabytes * 1e6 / size * children))
        read = apart("bench.imports", "read", large)
    assert read["counts add up"], read
    if not quick:
        first |= {"goal": f"under {GOAL_SECONDS} seconds and {GOAL_MEGABYTES} megabytes"}
        first["met"] = first["seconds"] < GOAL_SECONDS and first["peak megabytes"] < GOAL_MEGABYTES
    return [
        {"name": f"import of {children:,} children", **first},
        {"name": "the same file again, which adds nothing", **again},
        {"name": f"a file of {megabytes} MB checked and read", **read},
    ]


def import_file(file: Path) -> Row:
    """Import here and now, into the database that the environment names."""
    import django

    django.setup()
    from waymark.exports.cin.importing import import_census

    summary = import_census(file, now=NOW, by="bench")
    return {"children": summary.children, "events added": summary.events_added, "already there": summary.already_there}


def read_file(file: Path) -> Row:
    """Check and read here and now."""
    from bench.census_files import measure

    found = measure(file)
    return {
        name: found[name] for name in ("megabytes", "children", "rows", "counts add up", "read megabytes per second")
    }


def main() -> None:
    """One measurement, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("import", "read"))
    parser.add_argument("file", type=Path)
    chosen = parser.parse_args()
    work = import_file if chosen.what == "import" else read_file
    print(json.dumps(spent(lambda: work(chosen.file))))


if __name__ == "__main__":
    main()
