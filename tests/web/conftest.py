"""Fixtures of the tests of pages."""

from tests.web.browser import browser, visitor

__all__ = ["browser", "visitor"]
