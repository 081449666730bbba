"""Django's name for this app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings and what came of them."""

    name = "waymark.meetings"
    label = "meetings"
