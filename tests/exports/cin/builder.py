"""Small census files for tests, and a reading of one from which nothing is missing."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from waymark.exports.cin import CensusReading, ChildRecord, Problem, Referral, Severity, Topic, read_census

FILES = Path(__file__).parent / "files"

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><LEA>873</LEA></Source></Header>"
)


def census(*children: str, header: str = HEADER) -> str:
    """A whole file, one Child to a line, the first on line 4."""
    return "\n".join(["<Message>", header, "<Children>", *children, "</Children>", "</Message>"])


def child(*inside: str, identifiers: str = "", characteristics: str = "", la_child_id: str = "SYN00000001") -> str:
    """One child with whatever stands after the two blocks."""
    return (
        f"<Child><ChildIdentifiers><LAchildID>{la_child_id}</LAchildID>{identifiers}</ChildIdentifiers>"
        f"<ChildCharacteristics>{characteristics}</ChildCharacteristics>{''.join(inside)}</Child>"
    )


def referral(inside: str = "", start: str = "2025-06-02") -> str:
    """One referral."""
    return f"<CINdetails><CINreferralDate>{start}</CINreferralDate>{inside}</CINdetails>"


def with_referral(inside: str, **more: str) -> str:
    """A file with one child and one referral, which holds `inside`."""
    return census(child(referral(inside), **more))


@dataclass(frozen=True)
class Read:
    """All that came out of a file."""

    reading: CensusReading
    children: list[ChildRecord]
    problems: list[Problem]

    @property
    def child(self) -> ChildRecord:
        (only,) = self.children
        return only

    @property
    def referral(self) -> Referral:
        (only,) = self.child.referrals
        return only

    @property
    def problem(self) -> Problem:
        (only,) = self.problems
        return only

    def about(self, topic: Topic) -> list[Problem]:
        return [problem for problem in self.problems if problem.topic is topic]

    def counted(self, kind: str) -> tuple[int, int, int, int]:
        """Found, read, refused, refused with its parent."""
        count = self.reading.counts[kind]
        return count.found, count.read, count.refused, count.refused_with_parent


def read(source: str | bytes | Path) -> Read:
    """Read the whole file; whatever it is, its counts must add up."""
    if isinstance(source, str):
        source = source.encode()
    reading = read_census(BytesIO(source) if isinstance(source, bytes) else source)
    items = list(reading)
    children = [item for item in items if isinstance(item, ChildRecord)]
    problems = [item for item in items if isinstance(item, Problem)]
    assert reading.complete
    for kind, count in reading.counts.items():
        assert count.adds_up, f"{kind}: {count}"
    assert reading.counts["Child"].read == len(children)
    for problem in problems:
        assert problem.place, "every problem names its place"
        assert problem.line >= 1
        assert problem.reason
        assert problem.how_to_mend
        assert problem.severity in Severity
    return Read(reading, children, problems)
