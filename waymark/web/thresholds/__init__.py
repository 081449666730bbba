"""The levels-of-need navigator: which levels an area's chart prints for what somebody sees. Nothing is kept; all that is said travels in the page."""
