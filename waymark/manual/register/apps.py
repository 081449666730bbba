"""Django's name for this app."""

from django.apps import AppConfig


class ManualRegisterConfig(AppConfig):
    """Own chapters of the manual, and who follows which chapter."""

    name = "waymark.manual.register"
    label = "manual_register"
