"""Somebody who reports a concern, through Django's test client, a page at a time as a person would."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from waymark.procedures.language.entries import AnswerType
from waymark.web import clock
from waymark.web.report.concern import Concern
from waymark.web.report.models import Report


class Reporter:
    """A browser with the last page it was shown."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()
        self.status = 0
        self.page = ""
        self.address = ""
        self.home = ""
        self.code = self.pin = ""

    def opens(self, address: str) -> Reporter:
        """Types an address or follows a link."""
        return self._came(self.client.get(address, follow=True), address)

    def posts(self, address: str, **said: object) -> Reporter:
        """Sends a form; `_` in a name stands for `-`, `__` for a full stop."""
        data = {name.replace("__", ".").replace("_", "-"): value for name, value in said.items()}
        return self.posts_as_is(address, data)

    def posts_as_is(self, address: str, data: dict[str, object]) -> Reporter:
        """Sends a form with these very names."""
        return self._came(self.client.post(address, data, follow=True), address)

    def _came(self, answer, address: str) -> Reporter:
        self.status, self.answer = answer.status_code, answer
        self.address = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        self.html = answer.content.decode() if not answer.streaming else ""
        self.page = " ".join(
            unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>", "", self.html))).split()
        )
        return self

    def begins(self, area: str = "southampton", danger: str = "no", **more: object) -> Reporter:
        """From the front page to the task list."""
        self.posts(f"/report/area/{area}/?danger={danger}", **more)
        self.home = re.match(r"/report/concern/[^/]+/", self.address)[0]
        if self.address.endswith("/code/"):
            self.code, self.pin = re.findall(r'wm-code__word">([^<]+)<', self.html)
        return self.opens(self.home)

    @property
    def report(self) -> Report:
        """The draft as it is kept."""
        return Report.objects.get(pk=self.home.rstrip("/").rpartition("/")[2])

    def tells_of_child(self, **said: object) -> Reporter:
        """Adds a child."""
        self.opens(f"{self.home}children/new/")
        return self.posts_as_is(self.address, {"unborn": "no", "action": "continue"} | said)

    def tells_of_person(self, **said: object) -> Reporter:
        """Adds somebody in the household or family."""
        self.opens(f"{self.home}people/new/")
        return self.posts_as_is(self.address, {"action": "continue"} | said)

    def answers(self, topic: str, **said: object) -> Reporter:
        """Fills in a topic and goes on."""
        return self.posts(f"{self.home}topic/referral--{topic}/", **{"action": "continue", **said})

    def tells_enough(self) -> Reporter:
        """What every area's short form must have."""
        self.tells_of_child(name="Ambrosia Testcase", age="about 7")
        self.answers("danger-now", immediate_risk="no")
        self.answers("who-tells-us", reporter_kind="public")
        return self.answers("the-concern", concern="Comes to school hungry and in wet clothes.")

    def says_that_the_rest_is_not_known(self) -> Reporter:
        """Answers with "not known" whatever still must be answered."""
        for _ in range(4):
            concern = Concern(self.report, clock.now())
            missing = concern.missing
            for name in dict.fromkeys(one.topic for one in missing):
                topic = concern.topic(name)
                said = dict(concern.typed_in(topic))
                for one in (one for one in missing if one.topic == name):
                    question = next(question for question in topic.questions if question.name.endswith(f"/{one.short}"))
                    inside = question.type in (AnswerType.YES_NO, AnswerType.CHOICE)
                    said[one.short if inside else f"{one.short}.state"] = ["not-known"]
                self.posts_as_is(f"{self.home}topic/{name}/", said | {"action": "continue"})
        return self

    def sends(self) -> Reporter:
        """Presses the last button."""
        return self.posts(f"{self.home}send/")

    def sees(self, *texts: str) -> Reporter:
        """Fails unless the page says all of this."""
        for text in texts:
            assert text.casefold() in self.page.casefold(), f"{self.address} does not say {text!r}: {self.page[:3000]}"
        return self

    def does_not_see(self, *texts: str) -> Reporter:
        """Fails if the page says any of this."""
        for text in texts:
            assert text.casefold() not in self.page.casefold(), f"{self.address} says {text!r}"
        return self

    @property
    def references(self) -> list[str]:
        """The references on the receipt."""
        return list(dict.fromkeys(re.findall(r"\bWM-[A-Z2-9]{4}-[A-Z2-9]{4}\b", self.page)))
