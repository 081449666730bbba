"""Walking through every step of a pathway by its pages, as people with the right roles, without knowing the pack."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import unescape

from django.test import Client

from tests.cast import EVERYTHING, MONDAY, TEACHER, Actor, referral
from tests.web.steps.filler import filled
from tests.web.steps.forms import step_form
from tests.web.steps.setting import begin, user
from waymark.access.models import Involvement
from waymark.access.projections import Why
from waymark.agencies.models import User
from waymark.agencies.roles import AGENCY_ROLES, ROLES, Sight
from waymark.casefile.actions import give, record
from waymark.casefile.acts import Act
from waymark.casefile.queries import file_of, situation_of
from waymark.casefile.validation import may_act
from waymark.procedures.history import Given
from waymark.procedures.language.entries import Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web import clock

#: A form that asks more and more is a fault.
MOST_SENDINGS = 6
#: Who there is, by name: role and agency.
CAST = {
    "Wilhelmina Socialwork": ("social-worker", "testshire"), "Montgomery Teamlead": ("team-manager", "testshire"),
    "Millicent Mashlead": ("mash-manager", "testshire"), "Cordelia Chairing": ("conference-chair", "testshire"),
    "Clarence Contactdesk": ("contact-officer", "testshire"), "Pernilla Partner": ("partner-representative", "testshire"),
    "Philippa Constable": ("partner-representative", "testshire-police"), "Hortensia Healthvisit": ("partner-representative", "testshire-health"),
    "Tarquin Headteacher": ("partner-representative", "testshire-school"),
}  # fmt: skip


@dataclass
class Outcome:
    """What became of a step: recorded, proposed and signed, or recorded although rules stood against it (their titles)."""

    step: str
    how: str
    rules: list[str] = field(default_factory=list)


class Walker:
    """Walks one pathway in one area. Each act is a minute after the one before."""

    def __init__(self, pack: Pack, stream: str) -> None:
        self.pack = pack
        self.stream = stream
        self.slug = stream.removeprefix("child:")
        self.now = MONDAY

    def begins_a_file(self) -> None:
        """A child with a name, a family and agencies; the file begins with a referral."""
        begin(
            TEACHER, replace(referral(MONDAY), happened_anyway="Rang at once."), stream=self.stream, area=self.pack.area
        )
        said = {
            "born": Moment.parse("2015-03-01"),
            "agencies-involved": ("police", "health"),
            "parents": ("Aunt Notareal",),
            "home-area": self.pack.area,
        }
        given = [Given(name=name, value=value) for name, value in said.items()]
        give(
            stream=self.stream,
            given=given,
            by=replace(TEACHER, scope=EVERYTHING),
            occurred=Moment.at(MONDAY),
            now=MONDAY,
        )

    def records(self, step: Step) -> Outcome:
        """Fills and sends the page of a step; fails unless it is recorded, or refused by a rule of the pack and then recorded as having happened."""
        self._opens_the_pathway(step)
        client = self._client(step.by)
        address = f"/child/{self.slug}/step/{step.name}/"
        answer = self._fills(client, address)
        rules = self._refusals(answer)
        if rules:
            leader = self._client(step.by, lead=True)
            answer = self._fills(leader, address, anyway="It had happened already, in the night.")
        assert answer.status_code == 302, f"{step.name} was not recorded:\n{_said(answer)}"
        if step.signs:
            return Outcome(step.name, "proposed and signed", rules + self._signs(step, address))
        return Outcome(step.name, "recorded as happened" if rules else "recorded", rules)

    def _fills(self, client: Client, address: str, anyway: str = ""):
        """Fills a form topic by topic, where it is long, and sends it."""
        page = self._at(client.get, address)
        assert page.status_code == 200, f"{address}: {page.status_code} {_said(page)}"
        found = re.findall(r'href="[^"]*(\?topic=[^"]+)"', page.content.decode().replace("&amp;", "&"))
        for topic in dict.fromkeys(found):
            self._sends(client, address + topic, "topic")
        return self._sends(client, address, "record", anyway, page=None if found else page)

    def _signs(self, step: Step, address: str) -> list[str]:
        client = self._client(step.signs, other=True, but=file_of(self.stream).history.events[-1].by)
        answer = self._sends(client, address, "authorise")
        rules = self._refusals(answer)
        if rules:
            answer = self._sends(client, address, "authorise", anyway="It had happened already, in the night.")
        assert answer.status_code == 302, f"{step.name} was not signed:\n{_said(answer)}"
        return rules

    def _sends(self, client: Client, address: str, do: str, anyway: str = "", page=None):
        """Fills what is shown and presses the button, again while the page asks for more."""
        page = page or self._at(client.get, address)
        assert page.status_code == 200, f"{address}: {page.status_code} {page.headers.get('Location')} {_said(page)}"
        for _ in range(MOST_SENDINGS):
            said = filled(step_form(page.content.decode())) | {"_do": [do]}
            page = self._at(client.post, address, said | ({"act.anyway": [anyway]} if anyway else {}))
            if page.status_code != 200 or self._refusals(page):
                return page
        return page

    def _refusals(self, page) -> list[str]:
        """The titles of the rules that refuse, as the page names them."""
        if page.status_code != 200:
            return []
        text = page.content.decode()
        summary = re.search(r'govuk-error-summary__list">(.*?)</ul>', text, re.DOTALL)
        return (
            [_plain(line) for line in re.findall(r'<a href="#(?:refused|owed)">(.*?)</a>', summary[1])]
            if summary
            else []
        )

    def _opens_the_pathway(self, step: Step) -> None:
        """A step that does not begin its pathway needs one that is open; whatever closed it, it is begun anew."""
        pathway = self.pack.pathways[step.name.partition("/")[0]]
        open_now = {
            one.episode.pathway for one in situation_of(file_of(self.stream), self.now).episodes.values() if one.is_open
        }
        if pathway.name in open_now or step.name in pathway.starts:
            return
        start = self.pack.steps[pathway.starts[0]]
        option = start.decides.rows[0].id if start.decides is not None else ""
        act = Act(
            name=start.name,
            occurred=Moment.at(self._later()),
            option=option,
            reason="It was needed.",
            happened_anyway="It had happened already.",
        )
        if start.signs:
            raise AssertionError(f"{start.name} begins {pathway.name} and is signed: begin it by its page")
        record(stream=self.stream, act=act, by=self._actor(start), area=self.pack.area, now=self.now)

    def _actor(self, step: Step) -> Actor:
        words = {word for role in ROLES.values() for word in role.acts_as}
        role = next(
            word for word in ("manager", *sorted(words)) if may_act(step.by, Actor(person="", role=word), self.pack)
        )
        return Actor(person="person:Somebody", role=role, agency="testshire", scope=EVERYTHING)

    def _client(self, named, *, lead: bool = False, other: bool = False, but: str = "") -> Client:
        """Somebody whose role may do it; a leader where one is wanted and may; somebody else than whoever proposed."""
        able = [
            name
            for name in CAST
            if any(may_act(named, Actor(person="", role=one), self.pack) for one in _words(*CAST[name]))
        ]
        assert able, f"nobody may: {named}"
        proposer = User.objects.filter(pk=but.removeprefix("user:")).first() if but.startswith("user:") else None
        able = [name for name in able if proposer is None or name != proposer.name]
        leaders = [name for name in able if ROLES[CAST[name][0]].leads]
        name = (leaders or able)[0] if lead or other else next((one for one in able if one not in leaders), able[0])
        role, agency = CAST[name]
        known = User.objects.filter(name=name).first() or user(role, name, agency)
        if ROLES[role].sees is Sight.INVOLVED:
            row = {"stream": self.stream, "agency": agency, "why": Why.ACTED.value}
            Involvement.objects.get_or_create(**row, defaults={"since": MONDAY})
        # Whoever waited long for their turn has been signed out.
        client = Client()
        client.force_login(known)
        return client

    def _at(self, call, address: str, *said: object):
        with clock.at(self._later()):
            return call(address, *said)

    def _later(self):
        self.now += timedelta(minutes=1)
        return self.now


def _words(role: str, agency: str) -> tuple[str, ...]:
    """What somebody in this role of this agency acts as."""
    kind = agency.partition("-")[2] or "council"
    return (*(AGENCY_ROLES[kind] if ROLES[role].sees is Sight.INVOLVED else ()), *ROLES[role].acts_as)


def _plain(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def _said(page) -> str:
    """The error summary of a page, or its beginning."""
    text = page.content.decode()
    found = re.search(r'govuk-error-summary__list">(.*?)</ul>', text, re.DOTALL)
    return _plain(found[1]) if found else _plain(text)[:1500]
