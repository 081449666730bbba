"""The way into guidance: an area's manual, levels of need, tools, directory and search, open to everybody."""
