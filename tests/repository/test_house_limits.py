"""Files and functions stay short. We aim at 300 and 30 lines; beyond the limits below something has to be said."""

import ast
from collections.abc import Iterator

from tests.repository.sources import Source, read

FILE_LINES = 350
FUNCTION_LINES = 40

# `path` or `path:function`, and why it is better long.
LONG_FOR_A_REASON: dict[str, str] = {}


def long(source: Source) -> Iterator[tuple[str, int]]:
    """The names of what is too long, with the number of lines (docstrings are free)."""
    lines = source.text.count("\n")
    if lines > FILE_LINES:
        yield source.path, lines
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > FUNCTION_LINES:
            yield f"{source.path}:{node.name}", length(node)


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if documented else 0
    return node.end_lineno - node.lineno + 1 - docstring


def ours() -> Iterator[Source]:
    return (source for source in read("waymark/**/*.py") if "/migrations/" not in source.path)


def test_the_guard_finds_a_long_function_and_a_long_file():
    text = "def work():\n" + "    step()\n" * FUNCTION_LINES + "\n" * FILE_LINES
    assert [name for name, _ in long(Source(text, "waymark/a.py"))] == ["waymark/a.py", "waymark/a.py:work"]


def test_a_docstring_does_not_make_a_function_long():
    assert not list(long(Source('def work():\n    """' + "Why.\n" * FUNCTION_LINES + '    """\n    step()\n')))


def test_files_and_functions_stay_short():
    found = [
        f"{name}: {lines} lines" for source in ours() for name, lines in long(source) if name not in LONG_FOR_A_REASON
    ]
    assert not found, "\n".join(["split along a seam, or give a reason in LONG_FOR_A_REASON:", *found])


def test_no_exception_outlives_its_reason():
    assert set(LONG_FOR_A_REASON) <= {name for source in ours() for name, _ in long(source)}
