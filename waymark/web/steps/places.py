"""Where a step is done: the child's file, the rules, the episode, and who is about to act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.http import Http404, HttpRequest

from waymark.casefile import packs
from waymark.casefile.acts import Actor
from waymark.casefile.validation import may_act
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Pathway, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import People
from waymark.web import clock
from waymark.web.fields import topics
from waymark.web.fields.relevance import StandingWith, trial
from waymark.web.fields.topics import Topic
from waymark.web.file.reading import CaseFile, open_case
from waymark.web.shell.needs import request_actor
from waymark.web.steps.roles import roles_named

#: A form with more questions is asked topic by topic.
MOST_ON_A_PAGE = 12


@dataclass(frozen=True)
class Place:
    """One step of one child, for one reader. `standing` is None where the step would begin an episode."""

    request: HttpRequest
    case: CaseFile
    pack: Pack
    step: Step
    episode: str
    standing: EpisodeSituation | None
    now: datetime

    @property
    def area(self) -> str:
        """The area whose rules hold."""
        return self.pack.area

    @property
    def pathway(self) -> Pathway:
        """The step's pathway."""
        return self.pack.pathways[self.step.name.partition("/")[0]]

    @property
    def begins(self) -> bool:
        """Whether the step may open an episode."""
        return self.step.name in self.pathway.starts

    @cached_property
    def actor(self) -> Actor:
        """The reader, in the first of their roles that may do the step."""
        return self.acting(self.step.by)

    def acting(self, named: tuple[People, ...]) -> Actor:
        """The reader, in the first of their roles that is among those named."""
        reader = self.request.reader  # type: ignore[attr-defined]
        return request_actor(self.request, roles_named(named, self.pack, reader.acts_as))

    @cached_property
    def may_do(self) -> bool:
        """Whether the reader's role may do (or propose) the step."""
        return may_act(self.step.by, self.actor, self.pack)

    @cached_property
    def signer(self) -> Actor | None:
        """The reader as one who signs, where the step is signed and their role may."""
        actor = self.acting(self.step.signs)
        return actor if self.step.signs and may_act(self.step.signs, actor, self.pack) else None

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The form, topic by topic, a topic that is long itself in parts; none where the step asks nothing."""
        found = topics(self.pack, self.step.form) if self.step.form else ()
        asked = sum(len(topic.questions) for topic in found)
        return tuple(part for topic in found for part in _parts(topic)) if asked > MOST_ON_A_PAGE else found

    @property
    def long(self) -> bool:
        """Whether the form is asked topic by topic, with a task list."""
        return len(self.topics) > 1 and sum(len(topic.questions) for topic in self.topics) > MOST_ON_A_PAGE

    def topic(self, name: str) -> Topic | None:
        """One topic by its short name."""
        return next((topic for topic in self.topics if topic.name == name), None)

    @property
    def mine(self) -> list[Event]:
        """What was done, planned or proposed of this step in this episode, oldest first."""
        return [
            one for one in self.case.file.history.events if one.episode == self.episode and one.name == self.step.name
        ]

    @cached_property
    def proposal(self) -> Event | None:
        """The proposal that waits for a signature, or was returned."""
        acts = [one for one in self.mine if one.kind in (Kind.DONE, Kind.PROPOSED)]
        return acts[-1] if self.step.signs and self.episode and acts and acts[-1].kind is Kind.PROPOSED else None

    @cached_property
    def planned(self) -> Event | None:
        """The plan that stands, neither carried out nor cancelled."""
        acts = [one for one in self.mine if one.kind in (Kind.DONE, Kind.PLANNED, Kind.CANCELLED)]
        return acts[-1] if self.episode and acts and acts[-1].kind is Kind.PLANNED else None

    def trying(self, option: str = "", present: tuple[str, ...] = ()) -> StandingWith:
        """How the episode would stand if the step were done now with these answers."""
        return trial(
            self.pack, self.step.name, self.now, history=self.case.file.history, subject=self.case.stream, episode=self.episode,
            came_from="" if self.episode else newest_open(self.case), role=self.actor.role, option=option, present=present,
        )  # fmt: skip

    @property
    def draft_name(self) -> str:
        """Under which what is typed here is kept."""
        return f"{self.case.stream}|{self.step.name}|{self.episode}"


def _parts(topic: Topic) -> Iterator[Topic]:
    """A topic as pages: in parts of about the same length, where one page would be long."""
    count = -(-len(topic.questions) // MOST_ON_A_PAGE)
    if count <= 1:
        yield topic
        return
    length = -(-len(topic.questions) // count)
    for at in range(count):
        own = topic.questions[at * length : (at + 1) * length]
        yield replace(
            topic, name=f"{topic.name}--{at + 1}", title=f"{topic.title}, part {at + 1} of {count}", questions=own
        )


def find_place(request: HttpRequest, child: str, pathway: str, step: str) -> Place:
    """The place of a step. Errors: 404 where the reader may not know the child, or where the pack has no such step; 403 with the reason."""
    case = open_case(request, child, f"step {pathway}/{step}")
    return place_of(request, case, f"{pathway}/{step}", asked_episode(request))


def asked_episode(request: HttpRequest) -> str:
    """The episode that the address or the form names."""
    return request.POST.get("_episode") or request.GET.get("episode", "")


def place_of(request: HttpRequest, case: CaseFile, name: str, episode: str = "") -> Place:
    """The same for a file that is open already. Without an episode: the newest open one of the pathway, or a new one."""
    standings = case.situation.episodes if case.situation is not None else {}
    pathway = name.partition("/")[0]
    if episode and (episode not in standings or standings[episode].episode.pathway != pathway):
        raise Http404("There is no such episode in this file.")
    if not episode:
        opened = [one for one in standings.values() if one.episode.pathway == pathway and one.is_open]
        episode = opened[-1].episode.id if opened else ""
    standing = standings.get(episode)
    now = clock.now()
    pack = standing.pack if standing is not None else packs.pack_on(area_of(request, case), case.today)
    entry = pack.steps.get(name)
    if entry is None:
        raise Http404("The rules of this area have no such step.")
    return Place(request, case, pack, entry, episode, standing, now)


def area_of(request: HttpRequest, case: CaseFile) -> str:
    """Whose rules a new episode follows: the file's area, or the reader's where the file has begun nothing yet."""
    return case.area or request.reader.area  # type: ignore[attr-defined]


def newest_open(case: CaseFile) -> str:
    """The newest open episode: that from which a new one comes."""
    opened = [one for one in case.situation.episodes.values() if one.is_open] if case.situation is not None else []
    return opened[-1].episode.id if opened else ""
