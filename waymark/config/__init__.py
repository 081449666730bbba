"""How an installation is set up: everything comes from the environment, with defaults that need none."""
