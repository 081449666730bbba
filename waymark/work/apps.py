"""Django's name for this app; it follows the case file's projections."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """What is owed."""

    name = "waymark.work"
    label = "work"

    def ready(self) -> None:
        """Write duties whenever the case file's projections are written."""
        from waymark.casefile import projections as casefile
        from waymark.work import board_rows, projections

        for follower in (projections.write, board_rows.write):
            if follower not in casefile.followers:
                casefile.followers.append(follower)
