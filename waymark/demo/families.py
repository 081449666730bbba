"""Who the invented children are, as the front door writes it down."""

from __future__ import annotations

from datetime import datetime

from waymark.demo import names
from waymark.demo.moments import DAY, at
from waymark.people.details import Details
from waymark.people.persons import PROFESSIONAL, Person
from waymark.procedures.time import Moment

SCHOOL_AGE = 1_000


def details(family: names.InventedFamily, child: names.InventedChild, arrival: datetime, number: int) -> Details:
    """One child; `number` gives an NHS number of the range for tests."""
    born = Moment.at(at(arrival.timestamp() - child.age_in_days * DAY)).day
    home = {"address": family.address, "postcode": family.postcode, "language": "English"}
    if child.age_in_days < 0:
        return Details(name=f"Baby {family.family_name}", due_date=born, **home)
    school = family.school if child.age_in_days >= SCHOOL_AGE else ""
    return Details(
        name=child.name, born=born, sex=child.sex, nhs_number=names.nhs_number(number), school=school, **home
    )


def people(family: names.InventedFamily, school: str) -> list[Person]:
    """Parents, and whoever worries at the school (the agency's slug)."""
    teacher = Person(id="", name="Tarquin Headteacher", relationship="Head teacher", kind=PROFESSIONAL, agency=school)
    return [
        *(
            Person(
                id="", name=name, relationship=word, in_household=word == "mother", parental_responsibility=True, phone=family.phone
            )
            for name, word in family.parents
        ),
        teacher,
    ]  # fmt: skip
