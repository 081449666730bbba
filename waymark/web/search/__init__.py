"""One search box over the manual, levels of need, the directory and loaded documents."""
