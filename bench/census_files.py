"""Writing invented census files and measuring how they are read.

python -m bench.census_files write --children 20000 --seed 1 --out /tmp/cin.xml
python -m bench.census_files measure /tmp/cin.xml
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from waymark.exports.cin.invented import write_census


def measure(path: Path) -> dict[str, object]:
    """Read the file once for checking and once for its records; seconds, sizes and memory."""
    from waymark.exports.cin import ChildRecord, check_whole_file, read_census

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    whole = check_whole_file(path)
    checked, processor = time.perf_counter(), time.process_time()
    reading = read_census(path)
    children = sum(isinstance(item, ChildRecord) for item in reading)
    done, processor = time.perf_counter(), time.process_time() - processor
    megabytes = whole.size / 1e6
    return {
        "megabytes": round(megabytes, 1),
        "children": children,
        "rows": sum(count.found for count in reading.counts.values()),
        "counts add up": all(count.adds_up for count in reading.counts.values()),
        "check seconds": round(checked - begin, 2),
        "read seconds": round(done - checked, 2),
        "read processor seconds": round(processor, 2),
        "read megabytes per second": round(megabytes / (done - checked), 1),
        "peak memory MiB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "memory before MiB": round(before / 1024, 1),
    }


def main() -> None:
    """The command line: write a file, or measure the reading of one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="write a census file")
    write.add_argument("--children", type=int, default=20_000)
    write.add_argument("--seed", type=int, default=1)
    write.add_argument("--year", type=int, default=2026)
    write.add_argument("--out", type=Path, required=True)
    commands.add_parser("measure", help="measure the reading of a file").add_argument("file", type=Path)
    given = parser.parse_args()
    if given.command == "write":
        print(f"{write_census(given.out, given.children, seed=given.seed, year=given.year):,} bytes")
    else:
        print(json.dumps(measure(given.file), indent=2))


if __name__ == "__main__":
    main()
