"""Is this child known already? Files that may be the same child's beside what the referral says, and what was judged of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from waymark.people.queries import Candidate, names_of, search
from waymark.web.board.looking import Look

#: The kept fact that says what was judged of another file, `not-same:<its stream>`: a row of verdict, reason and by.
NOT_SAME = "not-same:"
DIFFERENT, UNSURE = "different", "unsure"


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody judged of another file: a different child, or that it cannot be told yet."""

    stream: str
    name: str
    verdict: str
    reason: str
    by: str


class Matching:
    """The first step of screening."""

    def __init__(self, look: Look) -> None:
        self.look = look

    @cached_property
    def judged(self) -> dict[str, Judged]:
        """By stream what was judged of other files."""
        rows = {
            name.removeprefix(NOT_SAME): value
            for name, value in self.look.facts.items()
            if name.startswith(NOT_SAME) and isinstance(value, Mapping) and value.get("verdict")
        }
        names = names_of(rows) if rows else {}
        return {
            stream: Judged(
                stream,
                names.get(stream, stream),
                str(row["verdict"]),
                str(row.get("reason") or ""),
                str(row.get("by") or ""),
            )
            for stream, row in rows.items()
        }

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Files that may be the same child's, likeliest first; those judged to be another's are left out."""
        who = self.look.details
        different = [one.stream for one in self.judged.values() if one.verdict == DIFFERENT]
        return search(
            self.look.scope.subjects(), name=who.name, preferred_name=who.preferred_name, born=who.born, due_date=who.due_date,
            nhs_number=who.nhs_number, address=who.address, postcode=who.postcode,
            without=[*self.look.file.streams, *different], limit=6,
        )  # fmt: skip

    @property
    def different(self) -> list[Judged]:
        """Those judged to be somebody else's."""
        return [one for one in self.judged.values() if one.verdict == DIFFERENT]

    @property
    def matched(self) -> tuple[str, ...]:
        """Streams that were found to be the same child's."""
        return self.look.file.aliases

    @property
    def known(self) -> bool:
        """Whether the file held something before this referral."""
        own = self.look.standing.episode
        return any(
            one.opened.occurred.start < own.opened.occurred.start
            for one in self.look.file.history.episodes.values()
            if one.id != own.id
        )

    @property
    def done(self) -> bool:
        """Whether it is settled whose file this is: nobody alike, judged one by one, or joined with the file that was there."""
        likely = [one for one in self.candidates if one.likely and self.judged.get(one.stream) is None]
        return not likely and not any(one.verdict == UNSURE for one in self.judged.values())

    @property
    def words(self) -> str:
        """How it stands, in words."""
        if self.matched:
            return "Matched with a child who was known"
        likely = sum(one.likely for one in self.candidates)
        if not self.done:
            return f"{likely} likely" if likely else "Cannot be told yet"
        return "A child known before" if self.known else "A new child, as far as is known"
