"""The key that signs sessions: from the environment, or made once and kept, so that nobody is signed out by a restart."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_key(path: Path) -> str:
    """The key in this file, which only its owner may read; made on first use. Where nothing can be written, a key for this process alone."""
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(50)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        # Another process was quicker.
        return path.read_text(encoding="ascii")
    except OSError:
        return key
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
