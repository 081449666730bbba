"""The key that signs sessions: from the environment, or made once and kept, so that nobody is signed out by a restart."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept_key(path: Path) -> str:
    """The key in this file, which only its owner may read; made on first use. Where nothing can be written, a key for this process alone."""
    try:
        return path.read_text(encoding="ascii")
    except (FileNotFoundError, NotADirectoryError):
        pass
    key = secrets.token_urlsafe(50)
    own = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return key
    try:
        handle = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key)
        # Whole or not at all: nobody ever reads half a key, and whoever is quicker gives it.
        os.link(own, path)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    except OSError:
        return key
    finally:
        with suppress(OSError):
            own.unlink(missing_ok=True)
    return key
