"""Who the children are, and how the same child is found again. It knows nothing of what has happened to them."""
