"""Search over the manual, the levels of need, the tools, the directory and loaded documents: pages, an index on disk, answers in order.

What somebody types may hold a child's name: nothing in here writes a query down, not to a log, a table or a file.
"""
