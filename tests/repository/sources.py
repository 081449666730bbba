"""What the guards read: the project's files as text, syntax trees and plain YAML."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CATALOGUE = SHARED / "requirements"
SEEDS = SHARED / "seeds"

# The sections of a pack file, one for each kind of entry.
SECTIONS = {
    "steps", "duties", "gates", "cautions", "forms", "lists", "facts", "guides", "roles", "contacts", "access", "keep",
    "measures",
}  # fmt: skip

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Source:
    """A file of ours, or a failing example that stands in for one."""

    text: str = field(repr=False)
    path: str = "waymark/example.py"

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text, self.path)))

    @cached_property
    def documents(self) -> list[dict]:
        """Plain YAML, every word a string: the guards do not trust the product's own loader."""
        return [document for document in yaml.load_all(self.text, Loader) if document]

    def at(self, node: ast.AST) -> str:
        return f"{self.path}:{node.lineno}"


def read(*patterns: str) -> Iterator[Source]:
    """The project's files that match, in order of name."""
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts:
            yield Source(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def catalogue_ids() -> frozenset[str]:
    """The ids that may be cited: those of packs/catalogue.yaml."""
    catalogue = yaml.load((ROOT / "packs" / "catalogue.yaml").read_text(encoding="utf-8"), Loader)
    return frozenset(entry["id"] for entry in catalogue["requirements"])


def called(node: ast.AST) -> str:
    """The last word of what is called: `timedelta` for both `timedelta(…)` and `datetime.timedelta(…)`."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", "") or getattr(node.func, "id", "")
