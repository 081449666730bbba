"""The levels-of-need navigator: which levels an area's chart prints for what somebody sees."""
