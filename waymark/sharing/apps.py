"""Django's name for this app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Information asked of other agencies."""

    name = "waymark.sharing"
    label = "sharing"
