"""Durations are counted in one module, and the present moment is taken at the edge and handed down."""

import ast
from collections.abc import Iterator

import pytest

from tests.repository.sources import Source, called, read

HOME = "waymark/procedures/time"

COUNTING = {"timedelta", "relativedelta", "DateOffset", "Timedelta", "busday_offset"}
UNITS = {"minutes", "hours", "days", "weeks", "months", "years"}
SECONDS_IN_DISGUISE = {3600, 86400, 604800}

CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now"),
    ("timezone", "localdate"), ("timezone", "localtime"), ("time", "time"), ("time", "localtime"), ("time", "gmtime"),
}  # fmt: skip
CLOCK_WORDS = {"auto_now", "auto_now_add"}

# Where the present moment may be taken, and why there.
ENTRY_POINTS = {
    "waymark/cli/": "a command takes the moment once and hands it down",
    "waymark/web/clock.py": "the only look at the clock in the web application; tests set it",
}


def counting(source: Source) -> Iterator[str]:
    """A duration that is counted, or a number of days or months that is written down."""
    for node in source.nodes:
        if called(node) in COUNTING:
            yield f"{source.at(node)}: {called(node)}(…)"
        if isinstance(node, ast.keyword) and node.arg in UNITS and number(node.value):
            yield f"{source.at(node.value)}: {node.arg}={ast.unparse(node.value)}"
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in SECONDS_IN_DISGUISE:
            yield f"{source.at(node)}: {node.value} seconds"
        if isinstance(node, ast.Assign) and number(node.value):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id.lower().split("_")[-1] in UNITS:
                    yield f"{source.at(node)}: {target.id} = {ast.unparse(node.value)}"


def number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value != 0


def clocks(source: Source) -> Iterator[str]:
    """The present moment, asked for or left to a database field."""
    for node in source.nodes:
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "attr", "") or getattr(node.value, "id", "")
            if (owner, node.attr) in CLOCKS:
                yield f"{source.at(node)}: {owner}.{node.attr}"
        if isinstance(node, ast.keyword) and node.arg in CLOCK_WORDS:
            yield f"{source.at(node.value)}: {node.arg}"


@pytest.mark.parametrize(
    "text",
    [
        "due = start + timedelta(days=n)",
        "due = start + datetime.timedelta(n)",
        "due = start + relativedelta(months=+n)",
        "review(every=Interval(months=3))",
        "late = seconds > 86400",
        "FIRST_REVIEW_MONTHS = 3",
    ],
)
def test_the_guard_finds_counting(text):
    assert list(counting(Source(text)))


def test_counting_a_difference_is_not_a_limit():
    assert not list(counting(Source("age = (today - born).days\nfor days in waits: print(days)\ndays = 0")))


@pytest.mark.parametrize(
    "text",
    [
        "now = datetime.now(UTC)",
        "now = datetime.datetime.now()",
        "today = date.today()",
        "now = timezone.now()",
        "at = DateTimeField(default=timezone.now)",
        "at = DateTimeField(auto_now_add=True)",
        "seconds = time.time()",
    ],
)
def test_the_guard_finds_clocks(text):
    assert list(clocks(Source(text)))


def test_durations_are_counted_in_the_time_module_only():
    found = [
        line for source in read("waymark/**/*.py") if not source.path.startswith(HOME) for line in counting(source)
    ]
    assert not found, "\n".join(["count with waymark.procedures.time, or say the number in a pack:", *found])


def test_the_present_moment_is_taken_at_the_edge_only():
    found = [
        line
        for source in read("waymark/**/*.py")
        if not source.path.startswith(tuple(ENTRY_POINTS))
        for line in clocks(source)
    ]
    assert not found, "\n".join(["take `now` as an argument:", *found])
