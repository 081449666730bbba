"""How wide text is, judged so generously that no common typeface runs out of its box."""

from __future__ import annotations

#: Widths in parts of the type size; anything else counts as `OTHER`. They are those of DejaVu Sans, the widest that
#: a browser is likely to fall back to, so Arial and its like always fit.
_WIDTHS = {
    **dict.fromkeys("ijlI|'’‘.,:;!", 0.36),
    **dict.fromkeys("ftr()[]{}/-– \u00a0", 0.44),
    **dict.fromkeys("mwMW@%—…", 1.0),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.76),
    **dict.fromkeys("0123456789", 0.64),
    **dict.fromkeys("“”", 0.54),
    **dict.fromkeys("→↺", 0.9),
}
_OTHER = 0.62
_BOLD = 1.12


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text at a size, rather too much than too little."""
    return sum(_WIDTHS.get(char, _OTHER) for char in text) * size * (_BOLD if bold else 1)


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit the room; a word that is too long by itself is cut with a hyphen."""
    lines: list[str] = []
    for word in _pieces(text, room, size, bold):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _pieces(text: str, room: float, size: float, bold: bool) -> list[str]:
    found = []
    for word in text.split(" "):
        rest = word
        while width(rest, size, bold=bold) > room and len(rest) > 2:
            cut = next(
                n for n in range(len(rest) - 1, 0, -1) if n == 1 or width(f"{rest[:n]}-", size, bold=bold) <= room
            )
            found.append(f"{rest[:cut]}-")
            rest = rest[cut:]
        found.append(rest)
    return found
