"""Django's name for this app."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies, teams, posts and users."""

    name = "waymark.agencies"
    label = "agencies"
