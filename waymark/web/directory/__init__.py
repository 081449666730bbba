"""The directory of services, and whom to call now."""
