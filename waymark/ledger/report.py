"""What a verification found."""

from dataclasses import dataclass, field

PROBLEMS_LISTED = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where. Stream, sequence and id are empty for what concerns the ledger as a whole."""

    what: str
    stream: str = ""
    sequence: int = 0
    id: str = ""

    def __str__(self) -> str:
        place = f"{self.stream} {self.sequence} ({self.id}): " if self.stream or self.id else ""
        return place + self.what


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """What was read, and what is wrong. `problems` lists the first thousand; `problem_count` counts them all."""

    events: int
    streams: int
    heads: int
    problem_count: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return self.problem_count == 0


@dataclass(slots=True)
class Findings:
    """Gathers problems while a verification runs, in bounded memory."""

    count: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, stream: object = "", sequence: object = 0, event_id: object = "") -> None:
        """Note a problem. What is stored may be of any kind, so the place is made readable."""
        self.count += 1
        if len(self.problems) < PROBLEMS_LISTED:
            number = sequence if isinstance(sequence, int) else 0
            self.problems.append(Problem(what, _readable(stream), number, _readable(event_id)))


def _readable(value: object) -> str:
    return str(value).encode("utf-8", "backslashreplace").decode()
