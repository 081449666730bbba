"""From a Child element to a `ChildRecord`: who the child is, and each referral in turn."""

from __future__ import annotations

from waymark.exports.cin import codes, shapes, values
from waymark.exports.cin.log import Log
from waymark.exports.cin.order import Life, check_row
from waymark.exports.cin.problems import Topic, shown
from waymark.exports.cin.records import ChildRecord, Referral
from waymark.exports.cin.referrals import coded_list, read_referral
from waymark.exports.cin.rows import Row, merged_block
from waymark.exports.cin.scanning import Element

LONGEST_CHILD_ID = 100


def read_child(element: Element, number: int, first_seen: dict[str, int], log: Log) -> ChildRecord | None:
    """Everything usable about one child; None, with the reason in the log, without LAchildID.

    `first_seen` maps each LAchildID to the number of its first Child; this one is added.
    """
    child_id = _child_id(element, number, log)
    if child_id is None:
        return None
    log.child = shown(child_id)
    place = f"Child {number} (LAchildID {log.child})"
    child = Row([element], place, shapes.CHILD, log)
    child.accept()
    log.read("Child")
    repeats = first_seen.setdefault(child_id, number)
    if repeats != number:
        mend = "Put all referrals of a child into one Child element"
        log.query(Topic.REPEATED, place, element.line, child_id, f"is the same LAchildID as Child {repeats}", mend)
    identifiers = merged_block(child, "ChildIdentifiers", shapes.IDENTIFIERS)
    characteristics = merged_block(child, "ChildCharacteristics", shapes.CHARACTERISTICS)
    return _record(child, identifiers, characteristics, child_id, number, repeats if repeats != number else None)


def _record(
    child: Row, ids: Row | None, about: Row | None, child_id: str, number: int, repeats: int | None
) -> ChildRecord:
    """Read the values, the person first, because the dates of referrals are compared with birth."""
    assert ids is not None, "a child without identifiers was refused"
    ids.text("LAchildID", values.parse_child_id)
    upn = ids.text("UPN", values.parse_upn)
    former_upn = ids.text("FormerUPN", values.parse_upn)
    upn_unknown = ids.code("UPNunknown", codes.UPN_UNKNOWN)
    life = Life(ids.date("PersonBirthDate"), ids.date("PersonDeathDate"))
    expected = ids.date("ExpectedPersonBirthDate")
    sex, given = _sex(ids)
    check_row(ids, life)
    return ChildRecord(
        place=child.place,
        line=child.element.line,
        number=number,
        la_child_id=child_id,
        upn=upn,
        former_upn=former_upn,
        upn_unknown=upn_unknown,
        birth_date=life.birth,
        expected_birth_date=expected,
        death_date=life.death,
        sex=sex,
        sex_as_given=given,
        ethnicity=about.code("Ethnicity", codes.ETHNICITY) if about else None,
        disabilities=coded_list(about, "Disabilities", shapes.DISABILITIES, "Disability", codes.DISABILITY),
        referrals=_referrals(child, life),
        repeats=repeats,
    )


def _referrals(child: Row, life: Life) -> tuple[Referral, ...]:
    if not any(element.name == "CINdetails" for element in child.element.children):
        mend = "A child is in the census because of a referral: give it, or leave the child out"
        child.log.query(Topic.MISSING, child.place, child.element.line, "", "has no CINdetails", mend)
    read = (read_referral(element, place, life, child.log) for place, element in child.several("CINdetails"))
    return tuple(referral for referral in read if referral is not None)


def _child_id(element: Element, number: int, log: Log) -> str | None:
    """The child's number in the authority, without which the child is refused."""
    found = [
        value
        for block in element.children
        if block.name == "ChildIdentifiers"
        for value in block.children
        if value.name == "LAchildID"
    ]
    text = found[0].value if found else ""
    if text and len(text) <= LONGEST_CHILD_ID:
        return text
    reason = "LAchildID is far too long" if text else "LAchildID is missing"
    reason += ", and without it nobody can say who the child is"
    place = f"Child {number} (no LAchildID)"
    line = found[0].line if found else element.line
    log.child = ""
    log.refused(Topic.MISSING, element, place, line, text, reason, "Give the authority's number for the child")
    return None


def _sex(ids: Row) -> tuple[str | None, str | None]:
    """The sex as M, F or U and as given, from Sex or, in older years, from GenderCurrent."""
    given = ids.text("Sex", _parse_sex)
    gender = ids.code("GenderCurrent", codes.GENDER)
    if given is not None and gender is not None and _as_sex(given) != _as_sex(gender):
        reason = f"does not agree with Sex ({given}), which is used"
        ids.log.query(Topic.REPEATED, f"{ids.place}, GenderCurrent", ids.element.line, gender, reason, "Leave only Sex")
    given = given if given is not None else gender
    return _as_sex(given), given


def _as_sex(code: str | None) -> str | None:
    """M, F or U for a code of either set."""
    if code is None or code in codes.SEX:
        return code
    return codes.SEX_OF_GENDER.get(code)


def _parse_sex(text: str) -> values.Parsed[str]:
    """A sex code; a gender code of the years before 2024-25 is understood and queried."""
    if text in codes.GENDER:
        mend = f"Write {codes.SEX_OF_GENDER[text]}"
        return values.Parsed(text, "is a code of the years before 2024-25", mend, Topic.CODE)
    return values.parse_code(text, codes.SEX)
