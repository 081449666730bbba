"""Raising a concern."""
