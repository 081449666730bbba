"""Laws are not timed: on a busy machine one slow example would fail a law that holds."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
