"""Screening and reflection tools to fill in without keeping anything."""
