"""What is wrong with something typed."""

from __future__ import annotations

from typing import Final


class _Blank:
    def __repr__(self) -> str:
        return "BLANK"


#: Nothing was typed.
BLANK: Final = _Blank()


class Unread(ValueError):
    """Something typed that cannot be read. `parts` are those of its inputs (day, month, time …) that are to be mended."""

    def __init__(self, message: str, *parts: str) -> None:
        super().__init__(message)
        self.parts = parts


class Fault(str):
    """A message for a question: what is wrong and how to mend it. `parts` as in Unread."""

    parts: tuple[str, ...]

    def __new__(cls, message: str, parts: tuple[str, ...] = ()) -> Fault:
        made = super().__new__(cls, message)
        made.parts = parts
        return made
