"""The packs in use: those on disk for new episodes, those kept in the database for older ones."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from waymark.casefile.errors import PackNotKept
from waymark.casefile.models import KeptPack
from waymark.procedures.history import Episode
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library, PackError


@lru_cache(maxsize=8)
def library(folder: Path | None = None) -> Library:
    """The library on disk, read once in a process."""
    return Library.read(folder or Path(settings.WAYMARK_PACKS))


@lru_cache(maxsize=1 << 14)
def pack_on(area: str, day: date) -> Pack:
    """The area's pack that holds on a day: what an episode opened on that day is pinned to."""
    return library().pack(area, on=day)


def keep(pack: Pack, day: date) -> None:
    """Keep a pack's text, so that its episodes can be worked out under it for ever. `day` is one on which it holds.

    This process remembers that only when the transaction stands: one that is undone has kept nothing. Who keeps the same pack
    many times in one transaction remembers it for that long (`Keeper`).
    """
    if pack.fingerprint in _kept():
        return
    KeptPack.objects.get_or_create(
        fingerprint=pack.fingerprint,
        defaults={
            "area": pack.area,
            "edition": pack.edition.name,
            "holds_on": day,
            "texts": library().sources(pack.area, day),
        },
    )
    transaction.on_commit(lambda: _kept().add(pack.fingerprint))


class Keeper:
    """The packs that hold on days, kept as episodes are pinned to them, each asked of the database once. For one transaction."""

    def __init__(self) -> None:
        self._done: set[str] = set()

    def pin(self, area: str, day: date) -> str:
        """The pin of the area's pack that holds on a day; its text is kept."""
        pack = pack_on(area, day)
        if pack.fingerprint not in self._done:
            keep(pack, day)
            self._done.add(pack.fingerprint)
        return pack.pin


_SEEN: set[str] = set()


def _kept() -> set[str]:
    """Fingerprints that this process knows to be kept; emptied by tests through `forget`."""
    return _SEEN


def forget() -> None:
    """Read packs and kept texts anew: after a pack file has changed, and between tests."""
    _SEEN.clear()
    library.cache_clear()
    pack_on.cache_clear()
    _kept_pack.cache_clear()


@lru_cache(maxsize=256)
def _kept_pack(pin: str) -> Pack:
    area, _, rest = pin.partition("@")
    edition, _, fingerprint = rest.rpartition("#")
    current = _current(area, edition)
    if current is not None and current.fingerprint.startswith(fingerprint):
        return current
    row = KeptPack.objects.filter(fingerprint__startswith=fingerprint, area=area).first()
    if row is None:
        raise PackNotKept(f"The pack {pin} is neither on disk nor kept. Restore its files, or repin the episode.")
    return Library(row.texts).pack(area, on=row.holds_on)


def _current(area: str, edition: str) -> Pack | None:
    try:
        return library().pack(area, edition=edition)
    except (KeyError, PackError):
        return None


def pack_of(episode: Episode) -> Pack:
    """The pack that an episode is pinned to, on disk if it is unchanged there, otherwise as it was kept."""
    return _kept_pack(episode.pin)
