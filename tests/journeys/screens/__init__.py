"""Journeys through the screens, in a browser, each page looked at by axe."""
