"""Names that nobody bears, places that do not exist, numbers that ring nowhere."""

from __future__ import annotations

import random
from dataclasses import dataclass

GIRLS = (
    "Ambrosia",
    "Clementina",
    "Dorabella",
    "Gwendoline",
    "Isolde",
    "Jasperina",
    "Lavinia",
    "Nepheline",
    "Perpetua",
    "Rosamund",
    "Thomasina",
    "Winifreda",
)
BOYS = (
    "Balthazar",
    "Ebenezer",
    "Florizel",
    "Hieronymus",
    "Ignatius",
    "Leopold",
    "Montague",
    "Octavian",
    "Peregrine",
    "Quentin",
    "Sylvester",
    "Zachariah",
)
PARENTS = (
    "Aurelia",
    "Bartholomew",
    "Cressida",
    "Demetrius",
    "Eudora",
    "Ferdinand",
    "Griselda",
    "Horatio",
    "Imogen",
    "Lysander",
    "Minerva",
    "Orlando",
)
FAMILIES = (
    "Testcase", "Placeholder", "Notareal", "Inventsby", "Exampleton", "Madeupson", "Pretendham", "Fictionby", "Samplewick", "Dummerley",
    "Mockingham", "Fabricote", "Imaginer", "Supposely", "Hypothorpe", "Conjectson", "Sketchley-Nil", "Draftwood", "Figmentby", "Makebeliever",
)  # fmt: skip
STREETS = (
    "Nowhere Lane",
    "Sample Street",
    "Placeholder Row",
    "Fiction Close",
    "Pretend Avenue",
    "Example Crescent",
    "Invention Way",
    "Mock Terrace",
)
SCHOOLS = {
    "southampton": ("Inventbrook Primary School", "Fiction Park Academy", "Nonesuch Nursery"),
    "cambridgeshire-peterborough": ("Pretend Fen Primary School", "Sample Bridge College", "Imaginary Ouse Nursery"),
    "stoke-on-trent": ("Placeholder Kiln Primary School", "Mock Potteries Academy", "Example Bank Nursery"),
}
TOWNS = {"southampton": "Inventhampton", "cambridgeshire-peterborough": "Pretendborough", "stoke-on-trent": "Mockton"}


@dataclass(frozen=True, slots=True)
class InventedChild:
    """Who a child of a family is."""

    name: str
    sex: str
    age_in_days: int
    """Below nought: not yet born."""


@dataclass(frozen=True, slots=True)
class InventedFamily:
    """Children of one home, their parents and where they live."""

    family_name: str
    children: tuple[InventedChild, ...]
    parents: tuple[tuple[str, str], ...]
    """Name and relationship."""
    address: str
    postcode: str
    school: str
    phone: str


def family(chance: random.Random, area: str, number: int) -> InventedFamily:
    """A family; `number` makes its address its own."""
    last = chance.choice(FAMILIES)
    size = chance.choices((1, 2, 3, 4), (55, 28, 12, 5))[0]
    children = tuple(_child(chance, last) for _ in range(size))
    mother = (f"{chance.choice(PARENTS)} {last}", "mother")
    father = (f"{chance.choice(PARENTS)} {last}", "father")
    parents = (mother, father) if chance.random() < 0.6 else (mother,)
    street = chance.choice(STREETS)
    return InventedFamily(
        family_name=last,
        children=children,
        parents=parents,
        address=f"{1 + number % 180} {street}, {TOWNS.get(area, 'Inventville')}",
        # Postcodes beginning with ZZ are given to nobody.
        postcode=f"ZZ{1 + number % 9} {number % 10}{chr(65 + number % 23)}{chr(65 + (number * 7) % 23)}",
        school=chance.choice(SCHOOLS.get(area, ("Nowhere School",))),
        # 01632 960xxx is kept for invented people.
        phone=f"01632 960{number % 1000:03d}",
    )


def _child(chance: random.Random, last: str) -> InventedChild:
    girl = chance.random() < 0.5
    name = f"{chance.choice(GIRLS if girl else BOYS)} {last}"
    age = -chance.randrange(20, 150) if chance.random() < 0.03 else chance.randrange(30, 17 * 365)
    return InventedChild(name, "female" if girl else "male", age)


def nhs_number(number: int) -> str:
    """A number of the range that the NHS keeps for tests (999 …), with its check digit; "" where none fits."""
    digits = f"999{number % 1_000_000:06d}"
    check = (11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
    return "" if check == 10 else f"{digits}{check}"
