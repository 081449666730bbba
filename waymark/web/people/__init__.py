"""Who works where as what: for system administrators. Nothing here is about a child."""
