"""Fixtures for the tests beside this file."""

from tests.cli.conftest import waymark
from tests.packs_in_use import _nothing_is_known_to_be_kept, own_packs

__all__ = ["_nothing_is_known_to_be_kept", "own_packs", "waymark"]
