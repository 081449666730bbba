"""Agencies, teams, posts, and the people who hold them."""
