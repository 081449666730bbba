"""Reading a census file: the outside of this package.

A file is read once from front to back. Nothing is dropped silently: everything that is in the
file either is in a record or is the subject of a problem, and the counts say so in numbers.

**Importing nothing from a broken file.** XML can turn out to be broken on its last line, when a
thousand children have already been handed out; then `CensusFileError` is raised from the loop.
Whoever stores what is read must therefore run in one transaction, or call `check_whole_file`
first, which reads the whole file without interpreting it and raises the same errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from os import PathLike

from waymark.exports.cin.children import read_child
from waymark.exports.cin.header import read_header, refuse_other_collection
from waymark.exports.cin.log import Log
from waymark.exports.cin.problems import Count, Problem, Topic
from waymark.exports.cin.records import CensusHeader, ChildRecord
from waymark.exports.cin.scanning import Scanner, Unit
from waymark.exports.cin.sources import Source, pieces

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class WholeFile:
    """What the first pass found: how large the file is, and how many Child elements it has."""

    size: int
    children: int


def check_whole_file(source: Source, *, progress: Progress | None = None) -> WholeFile:
    """Read the whole file without using anything, to know that it can be read to its end.

    Raises CensusFileError as reading would: not XML, broken, unsafe, another root or collection.
    A stream is read to its end and, if it can be, put back to where it stood.
    """
    start = source.tell() if not isinstance(source, str | PathLike) and source.seekable() else None
    scanner = Scanner(skim=True)
    size = 0
    for piece in pieces(source):
        size += len(piece)
        for unit in scanner.feed(piece):
            if unit.element.name == "Header":
                refuse_other_collection(unit.element)
        if progress is not None:
            progress(size)
    scanner.finish()
    if start is not None and not isinstance(source, str | PathLike):
        source.seek(start)
    return WholeFile(size, scanner.found["Child"])


def read_census(source: Source, *, progress: Progress | None = None) -> CensusReading:
    """A reading of the census at a path or in a binary stream; iterate over it to read.

    `progress` is called with the number of bytes done, about every 64 kilobytes. Nothing is
    opened before the iteration begins; CensusFileError is raised from there.
    """
    return CensusReading(source, progress)


class CensusReading:
    """One reading of one file: iterate once; children come in file order.

    A `ChildRecord` comes first and the problems of that child directly after it; a child that is
    refused has problems only. Problems of the file as a whole stand where they occur. `header` is
    set before the first child if the file has its Header first, as it should; `counts` add up
    once the iteration has ended. Raises RuntimeError when iterated a second time.

    Memory: one Child at a time, plus the LAchildIDs seen (about 150 bytes for each child).
    """

    def __init__(self, source: Source, progress: Progress | None = None) -> None:
        """See `read_census`."""
        self.header = CensusHeader()
        self.complete = False
        self._source = source
        self._progress = progress
        self._log = Log()
        self._scanner = Scanner()
        self._first_seen: dict[str, int] = {}
        self._children = 0
        self._blocks = 0
        self._started = False

    @property
    def counts(self) -> dict[str, Count]:
        """For each kind of element how many were found, read, refused, or refused with their parent."""
        counts = self._log.counts
        for kind, found in self._scanner.found.items():
            counts[kind].found = found
        return counts

    def __iter__(self) -> Iterator[ChildRecord | Problem]:
        """Read the file, giving records and problems as they become complete."""
        if self._started:
            raise RuntimeError("a census is read once: call read_census again to read it again")
        self._started = True
        done = 0
        for piece in pieces(self._source):
            for unit in self._scanner.feed(piece):
                yield from self._interpret(unit)
            done += len(piece)
            if self._progress is not None:
                self._progress(done)
        self._scanner.finish()
        yield from self._at_the_end()

    def _interpret(self, unit: Unit) -> Iterator[ChildRecord | Problem]:
        """What one complete piece of the file says."""
        element, log = unit.element, self._log
        if unit.text:
            log.stray_text(unit.parent, element.line, unit.text)
        elif unit.parent == "Children" and element.name == "Child":
            yield from self._child(unit)
        elif unit.parent == "Message" and element.name == "Header":
            self._header(unit)
        elif element.container:
            self._open(unit)
        else:
            log.unknown(element, unit.parent, ("Child",) if unit.parent == "Children" else ("Header", "Children"))
        yield from log.take()

    def _child(self, unit: Unit) -> Iterator[ChildRecord]:
        self._children += 1
        record = read_child(unit.element, self._children, self._first_seen, self._log)
        if record is not None:
            yield record
        self._log.child = ""

    def _header(self, unit: Unit) -> None:
        if self.header.line:
            reason = f"is here a second time (the first is on line {self.header.line}) and is not used"
            self._log.unused(Topic.REPEATED, unit.element, "Header", reason, "Leave only the right one")
            return
        if self._children:
            reason = "comes after children, whose dates were not compared with its ReferenceDate"
            self._log.query(Topic.HEADER, "Header", unit.element.line, "", reason, "Put the Header first")
        self.header = read_header(unit.element, self._log)
        self._log.reference_date = self.header.reference_date

    def _open(self, unit: Unit) -> None:
        self._log.attributes(unit.element, unit.element.name)
        self._blocks += unit.element.name == "Children"
        if self._blocks > 1:
            reason = "is here a second time; both are read"
            self._log.query(Topic.REPEATED, "Children", unit.element.line, "", reason, "Put all children into one")

    def _at_the_end(self) -> Iterator[Problem]:
        """What can only be said when the whole file has been read."""
        if not self.header.line:
            reason = "is missing, so dates were not compared with a ReferenceDate"
            self._log.query(Topic.HEADER, "Header", 1, "", reason, "Put the Header first")
        if not self._scanner.found["Child"]:
            self._log.query(Topic.MISSING, "Message", 1, "", "holds no Child at all", "Check that the file is whole")
        self.complete = True
        yield from self._log.take()
