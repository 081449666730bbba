"""What is owed, as a table that can be thrown away."""
