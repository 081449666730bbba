"""A progress bar on standard error, only where somebody is watching."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class Bar:
    """Called as `bar(stage, done, of)`; `of` 0 means that the end is not known."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.shown = not quiet and sys.stderr.isatty()
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeRemainingColumn(),
        )
        self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Bar:
        if self.shown:
            self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self.progress.stop()

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Show how far a stage is."""
        if not self.shown:
            return
        if stage not in self.tasks:
            self.tasks[stage] = self.progress.add_task(stage, total=of or None)
        self.progress.update(self.tasks[stage], completed=done, total=of or None)
