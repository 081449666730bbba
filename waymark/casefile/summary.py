"""What lists show of a file without opening it: who the child is, how the case stands, and of each episode how far it has come.

Pure: out of a file, its kept facts and its situation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from waymark.casefile import kept
from waymark.casefile.files import File
from waymark.casefile.words import CATEGORY, TAG_OF_FACT, TAG_OF_PATHWAY, TAGS, UNBORN
from waymark.people.details import Details
from waymark.people.sounds import sort_name
from waymark.procedures.evaluation import EpisodeSituation, Situation
from waymark.procedures.history import Event, Kind
from waymark.procedures.time import Duration, Moment, subtract

CATEGORIES = "categories-of-abuse"
#: Where the category of a plan is answered.
_CATEGORY_PATHWAYS = frozenset({"child-protection-plan", "child-protection-conference"})
#: A running record is open as long as the file is, and says nothing of how the case stands.
RUNNING = frozenset({"case-record"})
REFERRAL = "referral"
SEEN, SEEN_ALONE = "seen", "seen-alone"
CONCERN, CONCERN_SHOWN = "concern", 200
RECENT = Duration.parse("12 months")

#: Digits and letters that are not taken for one another, without vowels, so that no word appears.
_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """How a file stands, for lists. Fields as in `models.Subject`."""

    name: str
    sort_name: str
    preferred_name: str
    born: date | None
    due_date: date | None
    area: str
    postcode: str
    tags: tuple[str, ...]
    allocated_worker: str
    allocated_team: str
    last_seen: date | None
    last_seen_alone: date | None
    open_pathways: tuple[str, ...]
    recent_contacts: int
    newest_event_at: datetime | None


@dataclass(frozen=True, slots=True)
class EpisodeSummary:
    """How far an episode has come, for lists. Fields as in `models.Episode`."""

    stage: str = ""
    rating: str = ""
    decided: str = ""
    concern: str = ""


def reference_of(episode: str) -> str:
    """The short reference that people say and write for an episode, the same for the same id: WM-7K3Q-29BX."""
    number = int.from_bytes(sha256(episode.encode()).digest()[:8], "big")
    letters = ""
    for _ in range(8):
        number, place = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[place]
    return f"WM-{letters[:4]}-{letters[4:]}"


def tidy_reference(text: str) -> str:
    """A reference as somebody typed it, in the form in which it is kept."""
    bare = "".join(c for c in text.upper() if c.isalnum()).removeprefix("WM")
    return f"WM-{bare[:4]}-{bare[4:]}"


def summary_of(file: File, situation: Situation | None, facts: Mapping[str, object]) -> CaseSummary:
    """How a file stands, out of its situation (None: no pathway has begun) and its kept facts by name."""
    who = Details.from_facts(facts)
    events = file.history.events
    opened = tuple(_open_episodes(situation))
    newest = max((one.occurred.start for one in events), default=None)
    seen, alone = _last_seen(events, situation)
    allocated = kept.allocation_of(facts)
    return CaseSummary(
        who.name[:200], sort_name(who.name)[:200], who.preferred_name[:200], who.born, who.due_date, kept.area_of(file, facts), who.postcode[:10],
        tuple(_tags(who, facts, opened, events, situation)), allocated.worker[:200], allocated.team[:200], seen, alone,
        tuple(dict.fromkeys(one.episode.pathway for one in opened)), _recent_contacts(file, newest), newest,
    )  # fmt: skip


def episode_summaries(file: File, situation: Situation) -> dict[str, EpisodeSummary]:
    """How far each episode has come, by its id."""
    found: dict[str, dict[str, str]] = {name: {} for name in situation.episodes}
    for event in file.history.events:
        if event.kind is Kind.DONE and event.episode in found:
            _note(found[event.episode], event, situation.episodes[event.episode])
    return {name: EpisodeSummary(**said) for name, said in found.items()}


def _note(said: dict[str, str], event: Event, standing: EpisodeSituation) -> None:
    """Take from one act what a list shows of its episode; later acts come later."""
    step = standing.pack.steps.get(event.name)
    if step is None:
        return
    said["stage"] = step.title[:200]
    option = step.decides.get(event.option) if step.decides is not None and event.stands else None
    if option is not None:
        said["decided"] = option.id
        if colours := option.columns.get("colour"):
            said["rating"] = colours[0][:20]
    concern = event.answers.get(CONCERN)
    if "concern" not in said and isinstance(concern, str) and concern.strip():
        said["concern"] = " ".join(concern.split())[:CONCERN_SHOWN]


def _open_episodes(situation: Situation | None) -> Iterator[EpisodeSituation]:
    for standing in situation.episodes.values() if situation is not None else ():
        if standing.is_open and standing.episode.pathway not in RUNNING:
            yield standing


def _tags(
    who: Details,
    facts: Mapping[str, object],
    opened: Iterable[EpisodeSituation],
    events: Iterable[Event],
    situation: Situation | None,
) -> Iterator[str]:
    found = {TAG_OF_PATHWAY.get(one.episode.pathway) for one in opened}
    found |= {tag for fact, tag in TAG_OF_FACT.items() if facts.get(fact) == "yes"}
    if who.unborn:
        found.add(UNBORN)
    for tag in TAGS:
        if tag in found:
            yield tag
            if tag == "child-protection-plan" and situation is not None:
                yield from (f"{CATEGORY}{one}" for one in _categories(events, situation))


def _categories(events: Iterable[Event], situation: Situation) -> tuple[str, ...]:
    """The newest answer to a question about categories of abuse, in a plan or the conference that made it."""
    newest: tuple[str, ...] = ()
    for event in events:
        standing = situation.episodes.get(event.episode)
        if (
            not event.answers
            or event.kind is not Kind.DONE
            or standing is None
            or standing.episode.pathway not in _CATEGORY_PATHWAYS
        ):
            continue
        asked = standing.pack.step_questions(event.name)
        for short, value in event.answers.items():
            options = asked[short].options if short in asked else None
            if options is not None and options.list == CATEGORIES and value:
                newest = tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value),)
    return newest


def _last_seen(events: Iterable[Event], situation: Situation | None) -> tuple[date | None, date | None]:
    """The last days on which the child was seen, and seen alone: where a form asks it and the answer is yes."""
    days: dict[str, date | None] = {SEEN: None, SEEN_ALONE: None}
    for event in events if situation is not None else ():
        if event.kind is Kind.DONE and event.answers:
            for short in days:
                if event.answers.get(short) == "yes":
                    days[short] = event.occurred.day
    return days[SEEN], days[SEEN_ALONE]


def _recent_contacts(file: File, newest: datetime | None) -> int:
    """How many referrals came in the twelve months before the newest event."""
    opened = [one.opened.occurred.start for one in file.history.episodes.values() if one.pathway == REFERRAL]
    if newest is None or not opened:
        return 0
    since = subtract(Moment.at(newest), RECENT).start
    return sum(one >= since for one in opened)
