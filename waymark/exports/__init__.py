"""Statutory returns and other files that leave or enter Waymark: one package for each format."""
