"""A step of a pathway as a page: its form, drafts, refusals."""
