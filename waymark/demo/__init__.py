"""A synthetic partnership: invented agencies, users, families and their histories, made through the same actions that people use."""
