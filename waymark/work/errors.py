"""Why work was not given to somebody. `casefile.errors` says the rest: NotYours, WrongRole, BadAct."""

from __future__ import annotations


class NoSuchWork(LookupError):
    """There is no such duty or proposal, or it is no longer outstanding: somebody has done it, or it is owed no more."""
