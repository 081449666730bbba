"""Django's name for this app; it follows the case file's projections."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Information asked of other agencies, and which agencies have to do with whom."""

    name = "waymark.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Write requests and involvement with the case file's projections; tell access where the files are."""
        from waymark.access import files
        from waymark.casefile import projections as casefile
        from waymark.sharing import involvement, projections

        files.tell(involvement.places)
        for follower in (projections.write, involvement.follow):
            if follower not in casefile.followers:
                casefile.followers.append(follower)
