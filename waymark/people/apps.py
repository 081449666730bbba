"""Django's name for this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Children and who is around them."""

    name = "waymark.people"
    label = "people"
