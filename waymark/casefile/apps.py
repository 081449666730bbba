"""Django's name for this app."""

from django.apps import AppConfig


class CasefileConfig(AppConfig):
    """The case file."""

    name = "waymark.casefile"
    label = "casefile"
