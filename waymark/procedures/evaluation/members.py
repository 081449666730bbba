"""The members over whom a duty fans out (pack-language.md, 2.4)."""

from __future__ import annotations

from waymark.procedures.evaluation.dependencies import Program
from waymark.procedures.evaluation.ending import Ending, close_of, ended_at, first_no
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.evaluation.triggers import Trigger, at_point
from waymark.procedures.language.entries import Duty


class Members:
    """A member found later gets an instance then, as long as the duty has not lapsed; one who leaves lets it lapse."""

    def __init__(self, program: Program, reasoner: Reasoner, duty: Duty, now: Point) -> None:
        assert duty.each is not None
        self.program = program
        self.reasoner = reasoner
        self.duty = duty
        self.group = duty.each
        self.now = now

    def of(self, trigger: Trigger) -> list[tuple[str, Trigger]]:
        """Each member with the trigger from which the member's clock runs; nobody where `while` is no at the trigger."""
        while_ = self.duty.while_
        if while_ is not None and self.reasoner.test(while_, trigger.point) is False:
            return []
        found = dict.fromkeys(self._at(trigger.point) or (), trigger)
        lapsed = self._lapsed(trigger)
        for point in self._points(trigger):
            if lapsed is not None and lapsed.point <= point:
                break
            for member in self._at(point) or ():
                if member not in found:
                    found[member] = at_point(self.reasoner.view.timeline, point)._replace(id=trigger.id)
        return sorted(found.items(), key=lambda pair: (pair[1].point, pair[0]))

    def left(self, member: str, trigger: Trigger) -> Ending | None:
        """When a member left the group; that nobody can say who is in it any more does not end anything."""
        for point in self._points(trigger):
            members = self._at(point)
            if members is not None and member not in members:
                return ended_at(self.reasoner.view.timeline, point, 3, trigger.point)
        return None

    def _lapsed(self, trigger: Trigger) -> Ending | None:
        """When the duty lapsed for everybody, whoever is found later."""
        ended = close_of(self.reasoner.view, trigger.point, trigger.id, self.now)
        if self.duty.while_ is not None:
            no = first_no(self.program, self.reasoner, self.duty.while_, trigger.point, self.now)
            ended = no if no is not None and no.before(ended) else ended
        return ended

    def _at(self, point: Point) -> list[str] | None:
        members = self.reasoner.group(self.group, point)
        return None if members is None else [_label(member) for member in members]

    def _points(self, trigger: Trigger) -> list[Point]:
        return change_points(self.program.needs_of_group(self.group), self.reasoner, trigger.point, self.now)


def _label(member: object) -> str:
    return str(next(iter(member.values()), "")) if isinstance(member, dict) else str(member)
