"""Django's name for this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may see what, and who saw it."""

    name = "waymark.access"
    label = "access"
