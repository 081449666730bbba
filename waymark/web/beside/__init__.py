"""Guidance beside the work: the section of the manual that explains a question, rule or step, and what the area's chart and prompts say there."""
