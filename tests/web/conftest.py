"""Fixtures of the tests of pages."""

import pytest


@pytest.fixture(autouse=True)
def _nobody_has_tried_to_sign_in_yet():
    """How often somebody may try in a minute is counted in memory, which outlives a test."""
    from django.core.cache import cache

    cache.clear()
