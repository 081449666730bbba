"""Where indexes lie, and how they are made anew: beside their place, then moved there whole, so that any number of processes may read and build."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from waymark.manual.search.index import Index, Progress, write
from waymark.manual.search.pages import Page

#: Raised by one whenever an index of an older program would be read wrongly.
FORMAT = "3"
#: So many older indexes of a name are kept: a process that began before a change may still read one.
KEPT = 1

_building: set[str] = set()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Found:
    """An index to ask. `fresh`: it holds what holds today; else a new one is being made meanwhile."""

    index: Index | None
    fresh: bool


def folder() -> Path:
    """Where the indexes lie."""
    return Path(settings.WAYMARK_SEARCH)


def key_of(parts: Iterable[str]) -> str:
    """A short name for exactly this content."""
    return sha256("\n".join([FORMAT, *parts]).encode()).hexdigest()[:20]


def find(name: str, key: str) -> Found:
    """The index of this name and content, or the newest older one, or none."""
    if (folder() / f"{name}-{key}").is_dir():
        with contextlib.suppress(ValueError, OSError):
            return Found(_opened(folder() / f"{name}-{key}"), fresh=True)
    for path in _all(name):
        with contextlib.suppress(ValueError, OSError):
            return Found(_opened(path), fresh=False)
    return Found(None, fresh=False)


def build(
    name: str, key: str, pages: Iterable[Page], aliases: Callable[[Page], str], progress: Progress | None = None
) -> Index:
    """Make the index of this name and content and put it in its place. Two processes at once do the work twice and harm nothing."""
    place = folder() / f"{name}-{key}"
    folder().mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".building-", dir=folder()))
    try:
        write(beside / "index", pages, aliases, progress)
        _put(beside / "index", place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _tidy(name, place)
    return _opened(place)


def build_meanwhile(name: str, key: str, pages: Callable[[], Sequence[Page]], aliases: Callable[[Page], str]) -> None:
    """The same in a thread of its own, once at a time in this process. `pages` is asked there and must not touch the database."""
    with _lock:
        if key in _building:
            return
        _building.add(key)

    def work() -> None:
        try:
            build(name, key, pages(), aliases)
        finally:
            with _lock:
                _building.discard(key)

    threading.Thread(target=work, name=f"search-{name}", daemon=True).start()


def is_building() -> bool:
    """Whether this process is making an index now."""
    with _lock:
        return bool(_building)


@lru_cache(maxsize=8)
def _opened(path: Path) -> Index:
    return Index.open(path)


def _put(new: Path, place: Path) -> None:
    """Move a new index to its place; where another process was faster, its own stands and this one is thrown away."""
    broken = place.with_name(f".broken-{place.name}-{os.getpid()}")
    try:
        new.rename(place)
    except OSError:
        try:
            Index.open(place)
        except ValueError:  # half an index, left by a machine that stopped: it gives way
            place.rename(broken)
            new.rename(place)
            shutil.rmtree(broken, ignore_errors=True)


def _all(name: str) -> list[Path]:
    """The indexes of a name, newest first."""
    found = [(path.stat().st_mtime, path) for path in folder().glob(f"{name}-*") if path.is_dir()]
    return [path for _, path in sorted(found, reverse=True)]


def _tidy(name: str, current: Path) -> None:
    for path in [path for path in _all(name) if path != current][KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
