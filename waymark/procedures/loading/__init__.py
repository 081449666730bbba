"""From YAML files to packs: strict, and with errors that name file, line and field and say what to write instead."""

from waymark.procedures.loading.library import Library, PackError
from waymark.procedures.loading.problems import Problem

__all__ = ["Library", "PackError", "Problem"]
