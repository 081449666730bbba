"""Permanent addresses of the manual: chapters, sections and places inside them, in the edition that is being read."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from waymark.manual.book import Spot


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes addresses for one area's manual. `edition` is the one that the reader asked for; "" for today's."""

    area: str
    edition: str = ""
    within: str = ""
    """The chapter that is shown whole: what stands in it is reached without leaving the page."""

    def contents(self) -> str:
        """The list of chapters."""
        return self._dated(reverse("manual:contents", kwargs={"area": self.area}))

    def chapter(self, name: str) -> str:
        """A whole chapter."""
        return self._dated(self._base() + f"{name}/")

    def section(self, chapter: str, section: str) -> str:
        """A section by itself."""
        return self._dated(self._base() + f"{chapter}/{section}/")

    def spot(self, spot: Spot) -> str:
        """A place in the manual: inside this page where it stands here."""
        if spot.chapter == self.within:
            return f"#{spot.anchor or spot.section}"
        return self.section(spot.chapter, spot.section) + (f"#{spot.anchor}" if spot.anchor else "")

    def source(self, chapter: str, cite: str) -> str:
        """Where a chapter names the document of a requirement."""
        return f"#source-{cite}" if chapter == self.within else f"{self.section(chapter, 'sources')}#source-{cite}"

    def _base(self) -> str:
        return reverse("manual:contents", kwargs={"area": self.area})

    def _dated(self, path: str) -> str:
        return f"{path}?{urlencode({'edition': self.edition})}" if self.edition else path
