"""The board's address: which referrals are asked for, and links that change one thing of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from waymark.access.scopes import Scope
from waymark.casefile.summary import tidy_reference
from waymark.people.queries import find_by_text
from waymark.work.front_door import BoardFilter, Sort, Tab

COLOURS = {"red": "Red", "amber": "Amber", "green": "Green", "none": "Not rated"}
SORTS = {Sort.PRESSING: "Most pressing first", Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first"}
#: A search on the board finds at most so many children; the search for children shows the rest.
FOUND = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for; a word that we do not know is as if it were not there."""

    tab: str = ""
    area: str = ""
    rating: str = ""
    allocated: str = ""
    overdue: bool = False
    mine: bool = False
    text: str = ""
    sort: str = Sort.PRESSING.value
    page: int = 1

    @classmethod
    def of(cls, request: HttpRequest, areas: tuple[str, ...]) -> Asked:
        """Out of the address."""
        get = request.GET
        page = get.get("page", "")
        return cls(
            tab=_one_of(get, "tab", set(Tab)),
            area=_one_of(get, "area", set(areas)),
            rating=_one_of(get, "rating", set(COLOURS)),
            allocated=_one_of(get, "allocated", {"yes", "no"}),
            overdue=get.get("overdue") == "yes",
            mine=get.get("mine") == "yes",
            text=get.get("text", "").strip()[:200],
            sort=_one_of(get, "sort", set(Sort)) or Sort.PRESSING.value,
            page=int(page) if page.isdigit() and len(page) < 6 else 1,
        )

    def filter(self, scope: Scope) -> BoardFilter:
        """The filter for the list and for every number over it."""
        streams = (
            tuple(one.stream for one in find_by_text(scope.subjects(), self.text, limit=FOUND)) if self.text else None
        )
        return BoardFilter(
            scope=scope.subjects(),
            tab=Tab(self.tab) if self.tab else None,
            area=self.area,
            rating=self.rating,
            allocated={"yes": True, "no": False}.get(self.allocated),
            overdue=self.overdue,
            mine=scope.reader.person if self.mine else "",
            streams=streams,
            reference=tidy_reference(self.text) if self.text else "",
            sort=Sort(self.sort),
        )

    def href(self, **changes: object) -> str:
        """The address of the board with something else asked for; from its first page unless a page is named."""
        return f"{reverse('board:board')}{replace(self, **({'page': 1} | changes)).query()}"  # type: ignore[arg-type]

    def query(self) -> str:
        """What stands after the address."""
        said = {
            "tab": self.tab, "area": self.area, "rating": self.rating, "allocated": self.allocated, "overdue": "yes" if self.overdue else "",
            "mine": "yes" if self.mine else "", "text": self.text, "sort": "" if self.sort == Sort.PRESSING else self.sort,
            "page": self.page if self.page > 1 else "",
        }  # fmt: skip
        found = urlencode({name: value for name, value in said.items() if value})
        return f"?{found}" if found else ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the tab and the order narrows the list."""
        return bool(self.area or self.rating or self.allocated or self.overdue or self.mine or self.text)


def _one_of(get: QueryDict, name: str, known: set[str]) -> str:
    word = get.get(name, "")
    return word if word in known else ""
