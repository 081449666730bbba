"""The directory of services: an area's contacts, what the area itself has said about each, and whom to call now."""
