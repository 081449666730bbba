"""Everything that is HTTP and HTML. It calls apps' actions and queries, and decides nothing itself."""
