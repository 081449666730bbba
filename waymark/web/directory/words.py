"""What the directory says about a service, in words: how it stands now, why it is named, and by what it is reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from waymark.manual.directory.calling import Suggestion, Why, only_999
from waymark.manual.directory.standing import Now, Standing
from waymark.procedures.language.entries import Contact
from waymark.procedures.time import Moment
from waymark.web.shell.words import clock_time, day

WHO = {"child": "Children", "family": "Parents and families", "public": "Anybody", "professional": "Professionals"}
URGENCIES = {
    "emergency": "Emergencies",
    "urgent": "Urgent, today",
    "routine": "Can wait",
}
_CHANNELS = {
    "phone": "Telephone", "second-phone": "Other telephone", "office-phone": "Office", "mobile-phone": "Mobile telephone",
    "night-phone": "Telephone, out of hours", "text": "Text message", "fax": "Fax", "email": "E-mail", "web": "Website",
    "form": "Form", "post": "Post", "visit": "In person", "through": "Through", "ask": "Ask",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a service. `href` is empty where it is only words."""

    name: str
    label: str
    text: str
    href: str

    @property
    def number(self) -> bool:
        """Whether it is a number to ring."""
        return self.href.startswith("tel:")


def channels(of: Mapping[str, str]) -> list[Channel]:
    """The ways to reach a service, as links where they can be."""
    return list(_channels(of))


def _channels(of: Mapping[str, str]) -> Iterator[Channel]:
    for name, value in of.items():
        label = _CHANNELS.get(name) or name.replace("-", " ").capitalize()
        if "phone" in name:
            for number in value.split(" or "):
                yield Channel(name, label, number, f"tel:{dialled(number)}")
        elif name == "text":
            yield Channel(name, label, value, f"sms:{dialled(value)}")
        elif name == "email":
            yield Channel(name, label, value, f"mailto:{value}")
        elif name == "web":
            bare = value.partition("://")[2] or value
            yield Channel(name, label, bare, f"https://{bare}")
        else:
            yield Channel(name, label, value, "")


def dialled(number: str) -> str:
    """What a telephone dials: of "111 option 2" the 111, of "+44 (0)207 …" no nought in brackets."""
    plain = number.partition(" option ")[0].replace("(0)", "")
    return "".join(sign for sign in plain if sign.isdigit() or sign == "+")


def state(there: Standing, moment: Moment) -> str:
    """How a service stands, in words."""
    match there.now:
        case Now.OPEN:
            return f"Open now, until {_when(there.until, moment)}" if there.until else "Open now, day and night"
        case Now.WRITTEN:
            return "At any hour; nobody may answer at once"
        case Now.UNKNOWN:
            return "Hours are not printed"
        case Now.LIKELY_OPEN:
            return "Hours are not printed; probably open now"
        case Now.LIKELY_CLOSED:
            return "Hours are not printed; probably closed now"
    return f"Closed now. Opens at {_when(there.opens, moment)}" if there.opens else "Closed now"


def why(one: Suggestion, area: str) -> str:
    """Why somebody is named, in a sentence."""
    instead = one.instead_of
    match one.why:
        case Why.DANGER:
            return "A child is in danger now."
        case Why.SERVICE:
            return "It is there for this, and for people like you."
        case Why.FRONT_DOOR:
            return f"This is where a worry about a child in {area} goes."
        case Why.STANDS_IN if instead is not None:
            return _instead(one, instead.title)
        case Why.LATER:
            return "Not now: it is closed, or probably so."
    return "It may help as well."


def _instead(one: Suggestion, title: str) -> str:
    if only_999(one.entry.contact):
        return f"{title} is closed, and nobody has said which number answers now."
    if one.standing.now is Now.LIKELY_CLOSED:
        return f"If nobody answers at {title}, or once it has closed."
    return f"{title} is closed now, or probably so. This line answers in its place."


def ages(contact: Contact) -> str:
    """ "10 to 17", "up to 17"; nothing where the sources do not say."""
    if contact.ages is None:
        return ""
    first, last = contact.ages
    return f"Up to {last}" if first == 0 else f"{first} to {last}"


def who(contact: Contact) -> str:
    """Who may use it; nothing where the sources do not say."""
    if "public" in contact.who:
        return "Anybody" if "professional" in contact.who else "The public"
    return ", ".join(WHO[one] if not place else WHO[one].lower() for place, one in enumerate(contact.who))


def _when(what: Moment | None, now: Moment) -> str:
    if what is None:
        return ""
    return clock_time(what) if what.day == now.day else f"{clock_time(what)} on {day(what)}"
