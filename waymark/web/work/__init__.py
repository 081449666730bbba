"""My work and my team's."""
