"""The pages of documents that a partnership loads: the list, one document, loading and withdrawing."""
