"""Documents that a partnership loads for search: kept apart from the manual, marked with source and date, withdrawn and never deleted."""
