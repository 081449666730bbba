"""What a worklist holds, said once, so that every count and its list are of the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.db.models import Q, QuerySet, Value

from waymark.work.holding import matching
from waymark.work.models import Duty, Holders

#: What is counted: the row itself and none of its columns, so that an index alone can answer.
ROW = Value(1)


class Group(StrEnum):
    """How something owed stands to the clock, in the order in which a person should look at it."""

    OVERDUE = "overdue"
    URGENT = "urgent"
    """Urgent, in the pack's words, without a time."""
    RUNNING = "running"
    UNTIMED = "without a time"

    def q(self, now: datetime) -> Q:
        """The rows that stand so at a moment."""
        return {
            Group.OVERDUE: Q(late_from__lte=now),
            Group.URGENT: Q(late_from=None) & ~Q(urgent=""),
            Group.RUNNING: Q(late_from__gt=now),
            Group.UNTIMED: Q(late_from=None, urgent=""),
        }[self]

    @property
    def order(self) -> tuple[str, ...]:
        """The longest overdue or soonest due first; what has no time, by age."""
        return ("late_from", "key") if self in (Group.OVERDUE, Group.RUNNING) else ("arose_at", "key")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilter:
    """Which of the things owed. `scope` is what the reader may see, over `stream` and `area`; what is None or empty does not narrow.

    `person` and `team` are those to whom it is assigned; `unassigned` is what nobody has; `roles` what one of these role words may hold;
    `group` how it stands to the clock; `due_by` late at the latest from this instant on.
    """

    scope: Q
    person: str | None = None
    team: str | None = None
    roles: frozenset[str] | None = None
    unassigned: bool = False
    area: str | None = None
    stream: str | None = None
    duty: str | None = None
    pathway: str | None = None
    kind: str | None = None
    group: Group | None = None
    due_by: datetime | None = None

    def rows(self, now: datetime) -> QuerySet[Duty]:
        """The rows, in no order."""
        found = Duty.objects.filter(Q(listed=True), self.scope)
        exactly = {
            "assigned_to": "" if self.unassigned else self.person, "assigned_team": self.team, "area": self.area, "stream": self.stream,
            "duty": self.duty, "pathway": self.pathway, "kind": self.kind,
        }  # fmt: skip
        found = found.filter(**{name: value for name, value in exactly.items() if value is not None})
        if self.roles is not None:
            found = found.filter(holders__in=sets_of(self.roles))
        if self.due_by is not None:
            found = found.filter(late_from__lte=self.due_by)
        return found if self.group is None else found.filter(self.group.q(now))

    def but(self, **changes: object) -> WorkFilter:
        """This filter with something else in it."""
        return replace(self, **changes)  # type: ignore[arg-type]


def sets_of(roles: Iterable[str]) -> list[str]:
    """The written sets of role words in which one of these roles stands."""
    return matching(Holders.objects.values_list("words", flat=True), roles)
