"""waymark.procedures uses the standard library and itself. It has no clock, no chance, no network, no database."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.repository.sources import Source, read

IMPURE = {
    "asyncio", "getpass", "http", "logging", "multiprocessing", "os", "random", "secrets", "shutil", "socket",
    "sqlite3", "subprocess", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip

# What a module may use beyond the standard library.
ALLOWED = {
    "waymark/procedures/loading": {"yaml"},
    "waymark/procedures/time": {"numpy"},
}


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node, node.module


def impure(source: Source) -> Iterator[str]:
    allowed = {name for place, names in ALLOWED.items() if source.path.startswith(place) for name in names}
    for node, module in imported(source):
        top = module.split(".")[0]
        own = top == "waymark" and [*module.split("."), ""][1] == "procedures"
        standard = top in sys.stdlib_module_names and top not in IMPURE
        if not (own or standard or top in allowed):
            yield f"{source.at(node)}: {module}"


@pytest.mark.parametrize(
    "text",
    [
        "import django",
        "from django.db import models",
        "import random",
        "import time",
        "import yaml",
        "from holidays import UK",
        "from waymark.ledger import models",
        "def late():\n    import pydantic",
    ],
)
def test_the_guard_finds_what_is_impure(text):
    assert list(impure(Source(text, "waymark/procedures/evaluate.py")))


def test_the_loader_may_read_yaml_and_the_time_module_may_count():
    assert not list(impure(Source("import yaml", "waymark/procedures/loading/source.py")))
    assert not list(impure(Source("import numpy as np", "waymark/procedures/time/bulk.py")))


def test_the_engine_is_pure():
    assert not [line for source in read("waymark/procedures/**/*.py") for line in impure(source)]
