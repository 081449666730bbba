"""Where the commands find packs and tests."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: The packs in use: those of this folder, or of WAYMARK_PACKS.
PACKS = Path(os.environ.get("WAYMARK_PACKS") or ROOT / "packs")
TESTS = ROOT / "tests"
