"""Is this child known already? Search, with the reasons why a file may be theirs, and who lives in a child's household."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from waymark.people.details import tidy_nhs_number, tidy_postcode
from waymark.people.likeness import Reason, against, date_variants, reasons
from waymark.people.models import Around, Known, NameSound
from waymark.people.projections import first_line
from waymark.people.sounds import name_keys

#: Everybody: for commands. Screens give a filter of what their reader may know of.
EVERYBODY = Q()

#: How many files one way of looking may bring forward to be compared.
COMPARED = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for; empty: not known."""

    name: str = ""
    preferred_name: str = ""
    born: date | None = None
    due_date: date | None = None
    nhs_number: str = ""
    address: str = ""
    postcode: str = ""

    @property
    def first_line(self) -> str:
        """The folded first line of the address."""
        return first_line(self.address)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be about the same child: why, strongest first, and what speaks against it."""

    stream: str
    name: str
    preferred_name: str
    born: date | None
    due_date: date | None
    sex: str
    nhs_number: str
    address: str
    postcode: str
    area: str
    reasons: tuple[Reason, ...]
    against: tuple[str, ...]

    @property
    def likely(self) -> bool:
        """Whether two things agree that seldom agree by chance, or one that never does."""
        telling = {reason.about for reason in self.reasons if reason.telling}
        return "nhs_number" in telling or len(telling) > 1


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody else with a file, and how they belong to a child."""

    stream: str
    name: str
    born: date | None
    why: tuple[str, ...]


def search(
    within: Q,
    *,
    name: str = "",
    preferred_name: str = "",
    born: date | None = None,
    due_date: date | None = None,
    nhs_number: str = "",
    address: str = "",
    postcode: str = "",
    without: Iterable[str] = (),
    limit: int = 20,
) -> list[Candidate]:
    """Files that may be about this child, likeliest first.

    `within`: a filter on `Known` (its `stream`, `area`) of what the reader may know of; `EVERYBODY` for commands. `without`: streams to leave
    out. Asks the database a few times, always by an index, whatever the number of children.
    """
    wanted = Wanted(name, preferred_name, born, due_date, tidy_nhs_number(nhs_number), address, tidy_postcode(postcode))
    known = Known.objects.filter(within).exclude(stream__in=list(without))
    found = {row.stream: row for rows in _ways(known, wanted, within) for row in rows}
    compared = [(row, reasons(wanted, row)) for row in found.values()]
    ranked = sorted(
        ((row, why) for row, why in compared if why),
        key=lambda pair: (
            -sum(reason.strength for reason in pair[1]) + 3 * len(against(wanted, pair[0])),
            pair[0].sort_name,
        ),
    )
    return [_candidate(row, why, against(wanted, row)) for row, why in ranked[:limit]]


def find_by_text(within: Q, text: str, limit: int = 20) -> list[Candidate]:
    """What somebody types into one box: an NHS number, a postcode, or a name."""
    digits = tidy_nhs_number(text)
    if digits.isdigit() and len(digits) == 10:
        return search(within, nhs_number=digits, limit=limit)
    code = tidy_postcode(text)
    if any(c.isdigit() for c in code) and 5 <= len(code) <= 8:
        return search(within, postcode=code, limit=limit)
    return search(within, name=text, limit=limit)


def household_of(stream: str, within: Q = EVERYBODY) -> list[Relative]:
    """Others with a file who live at the same address, or whom this child's family list names or who name this child. Three questions."""
    mine = Known.objects.filter(stream=stream).first()
    why: dict[str, list[str]] = {}
    if mine is not None and mine.household:
        for other in (
            Known.objects.filter(household=mine.household).exclude(stream=stream).values_list("stream", flat=True)
        ):
            why.setdefault(other, []).append("lives at the same address")
    for link in Around.objects.filter(Q(stream=stream) | Q(other=stream)).order_by("id"):
        named = link.stream == stream
        words = link.relationship.replace("-", " ") or "family"
        other = link.other if named else link.stream
        said = f"named as {words}" if named else f"names this child as {words}"
        if said not in why.setdefault(other, []):
            why[other].append(said)
    rows = Known.objects.filter(within, stream__in=why).order_by("sort_name", "stream")
    return [Relative(row.stream, row.name, row.born, tuple(why[row.stream])) for row in rows]


def names_of(streams: Iterable[str]) -> dict[str, str]:
    """The names under which files stand, in one question."""
    return dict(Known.objects.filter(stream__in=list(streams)).values_list("stream", "name"))


def _ways(known: QuerySet[Known], wanted: Wanted, within: Q) -> Iterable[QuerySet[Known]]:
    """Each way of looking, bounded: those who agree most come first."""
    if wanted.nhs_number:
        yield known.filter(nhs_number=wanted.nhs_number)[:COMPARED]
    keys = name_keys(wanted.name, wanted.preferred_name)
    if keys:
        yield known.filter(stream__in=_most_alike(keys, within))
        if wanted.born is not None:
            near = known.filter(born__in=date_variants(wanted.born))
            yield near.filter(Exists(NameSound.objects.filter(known=OuterRef("stream"), key__in=keys)))[:COMPARED]
    if wanted.born is not None:
        yield known.filter(born=wanted.born).order_by("sort_name")[:COMPARED]
    if wanted.due_date is not None:
        yield known.filter(due_date=wanted.due_date).order_by("sort_name")[:COMPARED]
    if wanted.postcode or wanted.first_line:
        yield _at_home(known, wanted)


def _most_alike(keys: Iterable[str], within: Q) -> list[str]:
    """Those whose names share most keys; counted in the index alone, so a common name costs little."""
    sounds = NameSound.objects.filter(key__in=keys).values("known").annotate(shared=Count("id"))
    if within:
        # Asked once of each child found, after counting, which is why it stands beside a count: a list of all whom the reader may see takes longer.
        seen = Exists(Known.objects.filter(within, stream=OuterRef("known")))
        sounds = sounds.filter(Q(seen) | Q(shared=0))
    return list(sounds.order_by("-shared", "known").values_list("known", flat=True)[:COMPARED])


def _at_home(known: QuerySet[Known], wanted: Wanted) -> QuerySet[Known]:
    if wanted.postcode and wanted.first_line:
        return known.filter(Q(postcode=wanted.postcode) | Q(first_line=wanted.first_line)).order_by("sort_name")[
            :COMPARED
        ]
    if wanted.postcode:
        return known.filter(postcode=wanted.postcode).order_by("sort_name")[:COMPARED]
    return known.filter(first_line=wanted.first_line).order_by("sort_name")[:COMPARED]


def _candidate(row: Known, why: tuple[Reason, ...], contrary: tuple[str, ...]) -> Candidate:
    return Candidate(
        row.stream, row.name, row.preferred_name, row.born, row.due_date, row.sex, row.nhs_number, row.address, row.postcode, row.area,
        why, contrary,
    )  # fmt: skip
