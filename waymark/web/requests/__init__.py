"""Information asked of partner agencies."""
