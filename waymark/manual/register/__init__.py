"""What a manual needs kept in the database: a partnership's own chapters, and who is told of changes."""
