"""One act on its way into a file: where it belongs, what follows from it, and what stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from waymark.casefile import packs
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import BadAct, Refused, StillOwed, WrongRole
from waymark.casefile.queries import File
from waymark.casefile.validation import may_act
from waymark.ledger.events import new_ids
from waymark.procedures.evaluation import EpisodeSituation, evaluate, roles
from waymark.procedures.evaluation.consequences import consequences, opening
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.entries import Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import RoleOf, people_word

#: What may open an episode: a starting step that was done, planned or proposed. Telling, considering and waiving need one that is open.
OPENING_KINDS = frozenset({Kind.DONE, Kind.PLANNED, Kind.PROPOSED})


class Writing:
    """One act on its way into a file."""

    def __init__(self, file: File, area: str, now: datetime) -> None:
        self.file = file
        self.area = area
        self.now = now
        self.pack: Pack
        self.keeper = packs.Keeper()

    def event(self, act: Act, by: Actor) -> tuple[Event, list[Event]]:
        """The engine's event, and the opening of its episode where the act opens one."""
        pathway = act.name.partition("/")[0]
        episode = act.episode or self._newest_open(pathway)
        event = Event(
            id=new_ids(self.now, 1)[0],
            kind=act.kind,
            name=act.name,
            episode=episode,
            subject=self.file.stream,
            occurred=act.occurred,
            recorded=self.now,
            sequence=self.file.sequence + 1,
            by=by.person,
            role=by.role,
            agency=by.agency,
            answers=dict(act.answers),
            option=act.option,
            planned_for=act.planned_for,
            told=act.told,
            about=act.about,
            duty=act.duty,
            member=act.member,
            present=act.present,
            reason=act.reason or act.happened_anyway,
            grounds=act.grounds,
        )
        if episode:
            self.pack = self.pack_of_episode(episode)
            return event, []
        self.pack = packs.pack_on(self.area, act.occurred.day)
        self._refuse_unless_it_opens(act, pathway)
        self.keeper.pin(self.area, act.occurred.day)
        event = replace(event, episode=f"{pathway}-{event.id}", sequence=event.sequence + 1)
        return event, [opening(pathway, event, self.pack.pin, came_from=self._came_from(pathway))]

    def pinned(self, event: Event, pack: Pack) -> Event:
        """A linked or successor episode is pinned to the edition of its own opening day; a part keeps its parent's (2.14)."""
        if event.kind is not Kind.OPENED or event.opened_as == "part":
            return event
        return replace(event, pin=self.keeper.pin(pack.area, event.occurred.day))

    def correction(self, wrong: Event, act: Act | None, by: Actor) -> Event:
        """The event that takes the place of a wrong one; without an act, the one that takes it back."""
        own = {
            "id": new_ids(self.now, 1)[0],
            "corrects": wrong.id,
            "by": by.person,
            "role": by.role,
            "agency": by.agency,
        }
        if act is None:
            return replace(wrong, annuls=True, **own)
        said = ("occurred", "option", "planned_for", "present", "told", "about", "duty", "member", "reason", "grounds")
        return replace(wrong, answers=dict(act.answers), **own, **{name: getattr(act, name) for name in said})

    def what_follows_now(self, right: Event, pack: Pack) -> list[Event]:
        """Consequences that a correction adds, those that it moves to another time, and annulments of those that no longer follow."""
        root = self._first_account(right.corrects)
        effective = replace(right, id=root, corrects="")
        before = [
            one for one in self.file.history.events if one.cause == root and one.kind in (Kind.OPENED, Kind.CLOSED)
        ]
        own = [one for one in before if one.kind is Kind.OPENED and one.episode == right.episode]
        now_follows: list[Event] = []
        if not right.annuls:
            kept = [one for one in self.file.history.events if one.id != root and (one.cause != root or one in own)]
            standing = self._standing(
                History([*(replace(one, corrects="") for one in kept), effective], self.file.history.given),
                effective,
                pack,
            )
            now_follows = list(consequences(effective, standing))
        wanted = {(one.kind, one.episode) for one in now_follows} | (
            {(one.kind, one.episode) for one in own} if not right.annuls else set()
        )
        there = {(one.kind, one.episode) for one in before}
        gone = [one for one in before if (one.kind, one.episode) not in wanted and not self._worked_in(one, root)]
        added = [self.pinned(one, pack) for one in now_follows if (one.kind, one.episode) not in there]
        moved = [one for one in before if (one.kind, one.episode) in wanted and one.occurred != right.occurred]
        return [
            *(replace(one, id=new_ids(self.now, 1)[0], corrects=one.id, occurred=right.occurred) for one in moved),
            *(
                replace(
                    one,
                    id=new_ids(self.now, 1)[0],
                    corrects=one.id,
                    annuls=True,
                    by=right.by,
                    role=right.role,
                    agency=right.agency,
                )
                for one in gone
            ),
            *(replace(one, id=self._unused(one.id), pin=one.pin or pack.pin) for one in added),
        ]

    def _first_account(self, event_id: str) -> str:
        """The id under which an act stands in the history: that of its first account."""
        corrects = {one.id: one.corrects for one in self.file.history.recorded_events if one.corrects}
        while event_id in corrects:
            event_id = corrects[event_id]
        return event_id

    def _worked_in(self, opening_or_closing: Event, root: str) -> bool:
        """Whether something was done in an opened episode beside the act that opened it."""
        if opening_or_closing.kind is Kind.CLOSED:
            return False
        mine = [one for one in self.file.history.events if one.episode == opening_or_closing.episode]
        return any(one.id != root and one.kind is not Kind.OPENED for one in mine)

    def _unused(self, event_id: str) -> str:
        ever = {one.id for one in self.file.history.recorded_events}
        return event_id if event_id not in ever else f"{event_id}-{new_ids(self.now, 1)[0]}"

    def pack_of_episode(self, episode: str) -> Pack:
        """The pack to which an episode is pinned."""
        known = self.file.history.episodes.get(episode)
        if known is None:
            raise BadAct({"episode": f"There is no episode {episode} in this file."})
        return packs.pack_of(known)

    def _newest_open(self, pathway: str) -> str:
        closed = {event.episode for event in self.file.history.events if event.kind is Kind.CLOSED}
        opened = [e for e in self.file.history.episodes.values() if e.pathway == pathway and e.id not in closed]
        return opened[-1].id if opened else ""

    def _came_from(self, pathway: str) -> str:
        """The newest open episode from which a new one of this pathway can have come: not one that itself came from that pathway.

        Otherwise a new referral about a child whose case is open would take up the first referral's line, and owe again what was done there.
        """
        closed = {event.episode for event in self.file.history.events if event.kind is Kind.CLOSED}
        opened = [e.id for e in self.file.history.episodes.values() if e.id not in closed]
        return next((one for one in reversed(opened) if pathway not in self._line_of(one)), "")

    def _line_of(self, episode: str) -> set[str]:
        """The pathways of an episode and of those from which it came."""
        episodes, found = self.file.history.episodes, set()
        while episode in episodes:
            found.add(episodes[episode].pathway)
            episode = episodes[episode].came_from
        return found

    def _refuse_unless_it_opens(self, act: Act, pathway: str) -> None:
        entry = self.pack.pathways.get(pathway)
        if entry is None:
            raise BadAct({"step": f"{self.pack.title} has no pathway '{pathway}'."})
        if act.name not in entry.starts or act.kind not in OPENING_KINDS:
            raise BadAct(
                {
                    "step": f"No {pathway} episode is open, and {act.name} does not open one. It is opened by: {', '.join(entry.starts)}."
                }
            )

    def standing_with(self, new: list[Event], event: Event) -> EpisodeSituation:
        """How the episode stands with the act tried: gates see the answers of the act itself."""
        user = [Given(name="role-of-user", value=event.role)] if event.role else []
        history = History([*self.file.history.recorded_events, *new], [*self.file.history.given, *user])
        return self._standing(history, event, self.pack)

    def _standing(self, history: History, event: Event, own: Pack) -> EpisodeSituation:
        at = max(self.now, event.occurred.start)
        situation = evaluate(history, lambda e: own if e.id == event.episode else packs.pack_of(e), at)
        return situation.episodes[event.episode]

    def check_signature(self, act: Act, event: Event, by: Actor) -> None:
        """What a pack wants signed is proposed by one person and then done, the same, by another who signs (2.9). Raises BadAct."""
        step = self.pack.steps.get(act.name)
        if step is None or not step.signs or act.kind is not Kind.DONE:
            return
        mine = [one for one in self.file.history.events if one.episode == event.episode and one.name == act.name]
        last = next((one for one in reversed(mine) if one.kind in (Kind.DONE, Kind.PROPOSED)), None)
        if last is None or last.kind is not Kind.PROPOSED:
            raise BadAct(
                {
                    "signature": f"{step.title} is proposed first, and then signed by {' and '.join(map(people_word, step.signs))}."
                }
            )
        if last.by == by.person:
            raise BadAct({"signature": f"{step.title} is signed by somebody other than {by.person}, who proposed it."})
        if last.option != act.option:
            raise BadAct(
                {"option": f"What is signed is what was proposed: {last.option}. To decide otherwise, propose that."}
            )

    def judge(self, act: Act, by: Actor, standing: EpisodeSituation) -> tuple[str, ...]:
        """The rules that the act breaches. Raises Refused or StillOwed unless it happened anyway (closing: unless a manager says why)."""
        step = self.pack.steps.get(act.name)
        if step is None or act.kind not in (Kind.DONE, Kind.PROPOSED):
            return ()
        self._check_fitness(step, by, standing)
        self._check_suggestion(step, act, standing)
        refusing = [barrier for barrier in standing.barriers(step) if barrier.refuses]
        option = step.decides.get(act.option) if step.decides is not None else None
        closes = step.closes or (option is not None and option.closes)
        owed = [one for one in standing.open_musts if one.arose_position < standing.point.position] if closes else []
        if refusing and not act.happened_anyway:
            raise Refused(step.title, refusing)
        if owed and not act.happened_anyway:
            raise StillOwed(step.title, owed)
        if owed and not may_act([RoleOf("manager")], by, self.pack):
            raise WrongRole(f"{step.title}, although something is still owed,", by.role, ["manager"])
        return (*(barrier.rule.name for barrier in refusing), *(f"close:{one.duty.name}" for one in owed))

    def _check_fitness(self, step: Step, by: Actor, standing: EpisodeSituation) -> None:
        """A role may need something (training, rank) or rule somebody out (a conflict of interest). Raises WrongRole."""
        fit = roles.may_act(standing.reasoner, step.by, by.role, standing.point)
        if fit.may is False and fit.ruled_out:
            titles = [self.pack.roles[name].title for name in fit.ruled_out]
            raise WrongRole(
                step.title, f"{by.role} as things stand", [f"{title} without a conflict" for title in titles]
            )

    def _check_suggestion(self, step: Step, act: Act, standing: EpisodeSituation) -> None:
        """A worked-out value is only a suggestion; whoever decides otherwise says why where the pack asks it. Raises BadAct."""
        if step.suggest is None or step.reason != "if-different" or act.reason or not act.option:
            return
        value = standing.reasoner.fact(step.suggest, standing.point)
        suggested = value if isinstance(value, tuple | list) else (value,)
        if value is not None and act.option not in suggested:
            raise BadAct(
                {"reason": f"The facts suggest {' or '.join(map(str, suggested))}. Say why you decide otherwise."}
            )
