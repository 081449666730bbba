"""Django's name for this app; it follows the case file's projections."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings and what came of them."""

    name = "waymark.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Write meetings whenever the case file's projections are written."""
        from waymark.casefile import projections as casefile
        from waymark.meetings import projections

        if projections.write not in casefile.followers:
            casefile.followers.append(projections.write)
