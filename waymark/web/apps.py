"""Django's name for this app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """All HTTP and HTML."""

    name = "waymark.web"
    label = "web"
