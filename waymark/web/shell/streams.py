"""Children in addresses: `child:ab12` is written `ab12`, and a colon inside it `~`."""

from __future__ import annotations

PREFIX = "child:"


def slug_of(stream: str) -> str:
    """How a child's stream stands in an address: `child:demo:Ambrosia` becomes `demo~Ambrosia`."""
    return stream.removeprefix(PREFIX).replace(":", "~")


def stream_of(slug: str) -> str:
    """The stream behind the part of an address that names a child; the inverse of `slug_of`."""
    return PREFIX + slug.replace("~", ":")
