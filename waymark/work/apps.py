"""Django's name for this app; it follows the case file's projections."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """What is owed."""

    name = "waymark.work"
    label = "work"

    def ready(self) -> None:
        """Write duties whenever the case file's projections are written."""
        from waymark.casefile import projections as casefile
        from waymark.work import projections

        if projections.write not in casefile.followers:
            casefile.followers.append(projections.write)
