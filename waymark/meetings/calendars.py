"""Invitations for people's calendars. They travel by e-mail and stand on telephones, so they say nothing about any child."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event, vText

from waymark.meetings.book import CANCELLED, Meeting
from waymark.procedures.time import Duration, Moment, Unit, add

LENGTH = Duration(2, Unit.HOUR)


def invitation(meeting: Meeting, title: str, reference: str, address: str, now: datetime) -> bytes:
    """An iCalendar file. In: the step's title, the episode's reference, the page of the meeting. The sequence rises with each change."""
    calendar = Calendar()
    calendar.add("prodid", "-//Waymark//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.state == CANCELLED else "REQUEST")
    event = Event()
    event.add("uid", f"{meeting.id}@waymark")
    event.add("dtstamp", now)
    event.add("summary", f"{title} ({reference})")
    event.add("description", f"Details, after signing in: {address}")
    event["location"] = vText(meeting.place)
    event.add("sequence", meeting.revision)
    event.add("status", "CANCELLED" if meeting.state == CANCELLED else "CONFIRMED")
    if meeting.starts.known_to_the_day:
        event.add("dtstart", meeting.starts.day)
    else:
        event.add("dtstart", meeting.starts.start)
        event.add("dtend", add(Moment.at(meeting.starts.start), LENGTH).start)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
