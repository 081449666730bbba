"""Guidance where the work is: the procedures manual, levels of need, search, directory of services and loaded documents."""
