"""Whatever the bytes: a clear refusal of the file, or records and problems; and nothing disappears."""

from dataclasses import asdict
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exports.cin.builder import FILES, HEADER, census, child, read
from waymark.exports.cin import CensusFileError, Severity, Topic, check_whole_file, shapes

ORDINARY = (FILES / "ordinary.xml").read_bytes()
TROUBLED = (FILES / "troubled.xml").read_bytes()

ROWS = {
    "Child": shapes.CHILD,
    "ChildIdentifiers": shapes.IDENTIFIERS,
    "ChildCharacteristics": shapes.CHARACTERISTICS,
    "Disabilities": shapes.DISABILITIES,
    "CINdetails": shapes.REFERRAL,
    "Assessments": shapes.ASSESSMENT,
    "FactorsIdentifiedAtAssessment": shapes.FACTORS,
    "CINPlanDates": shapes.PLAN_DATES,
    "Section47": shapes.SECTION_47,
    "ChildProtectionPlans": shapes.PROTECTION_PLAN,
    "Reviews": shapes.REVIEWS,
    "PreProceedingsandFGDM": shapes.PRE_PROCEEDINGS,
}
NAMES = sorted({name for shape in ROWS.values() for name in shape.names} | {"Child", "Unheard"})
WORDS = st.sampled_from(
    ["2025-06-02", "0001-01-01", "9999-12-31", "2025-6-2", "", " ", "1", "true", "N1", "RC9", "&#9;"]
)
TEXTS = WORDS | st.text(max_size=20).map(lambda text: "".join(c for c in text if c.isprintable() and c not in "<&"))

# A busy machine is no fault of the reader.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)


def outcome(content: bytes) -> str:
    """Read it, and insist on one of the two outcomes; the first pass must agree about the file."""
    try:
        read(content)
    except CensusFileError:
        with pytest.raises(CensusFileError):
            check_whole_file(BytesIO(content))
        return "refused"
    check_whole_file(BytesIO(content))
    return "read"


@patient
@given(st.binary(max_size=400))
@example(b"<")
@example(b"\xff\xfe<\x00")
def test_any_bytes_are_refused_or_read(content):
    assert outcome(content)


@patient
@given(
    st.sampled_from([ORDINARY, TROUBLED]), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=4)), max_size=4)
)
def test_a_census_with_any_bytes_changed_is_refused_or_read(content, changes):
    for place, put in changes:
        content = content[:place] + put + content[place + 1 :]
    assert outcome(content)


@patient
@given(st.sampled_from([ORDINARY, TROUBLED]), st.integers(0, 5000), st.integers(0, 5000))
def test_a_census_with_a_piece_cut_out_is_refused_or_read(content, start, length):
    assert outcome(content[:start] + content[start + length :])


@patient
@given(
    st.sampled_from(
        [
            b'encoding="%s"' % name
            for name in (b"utf-16", b"ucs-4", b"idna", b"hex", b"undefined", b"mbcs", b"\xff", b"utf-7")
        ]
    )
)
def test_any_encoding_may_be_claimed(claim):
    assert outcome(ORDINARY.replace(b'encoding="UTF-8"', claim)) == "refused"


def trees(names, leaves):
    """XML of any shape out of the census's own words."""
    leaf = st.builds("<{0}>{1}</{0}>".format, names, leaves)
    return st.recursive(
        leaf | leaves,
        lambda inner: st.builds(
            lambda name, parts: f"<{name}>{''.join(parts)}</{name}>", names, st.lists(inner, max_size=5)
        ),
        max_leaves=25,
    )


@patient
@given(st.lists(trees(st.sampled_from(NAMES), TEXTS), max_size=4))
def test_any_arrangement_of_the_census_s_elements_is_read_and_adds_up(parts):
    assert outcome(census(child(*parts), *parts).encode()) == "read"


@patient
@given(
    st.lists(trees(st.sampled_from(["Header", "Children", "Message", "CollectionDetails", *NAMES]), TEXTS), max_size=4)
)
@example([HEADER, "<Header><ChildProtectionPlans/></Header>"])
def test_any_arrangement_around_children_is_read_and_adds_up(parts):
    assert outcome(f"<Message>{''.join(parts)}</Message>".encode()) == "read"


# ── Nothing disappears ──


ESSENTIAL = {
    "Child": "ChildIdentifiers",
    "ChildIdentifiers": "LAchildID",
    "CINdetails": "CINreferralDate",
    "Assessments": "AssessmentActualStartDate",
    "CINPlanDates": "CINPlanStartDate",
    "Section47": "S47ActualStartDate",
    "ChildProtectionPlans": "CPPstartDate",
}
ODD = ["?", "<Unheard>?</Unheard>", "<Section47>?</Section47>"]


@st.composite
def rows(draw, name="Child"):
    """A row that mostly keeps to its shape, with now and then something that does not belong there."""
    shape = ROWS.get(name)
    if shape is None:
        inner = "\n<Unheard>?</Unheard>\n" if not draw(st.integers(0, 19)) else ""
        return f"<{name}>?{inner}</{name}>"
    names = draw(st.lists(st.sampled_from(sorted(shape.names)), max_size=5))
    if name in ESSENTIAL and draw(st.integers(0, 9)):
        names.append(ESSENTIAL[name])
    inside = [draw(rows(one)) for one in names]
    if not draw(st.integers(0, 3)):
        inside.append(draw(st.sampled_from(ODD)))
    return f"<{name}>\n" + "\n".join(draw(st.permutations(inside))) + f"\n</{name}>"


def with_own_values(text: str) -> str:
    """Every question mark becomes a value that occurs nowhere else: a date, or a word, by turns."""
    parts = text.split("?")
    values = [
        f"20{n % 24:02d}-{n // 24 % 12 + 1:02d}-{n // 288 + 1:02d}" if n % 4 else f"word{n}" for n in range(len(parts))
    ]
    return "".join(part + value for part, value in zip(parts, values, strict=True))[: -len(values[-1])]


def said(value: object) -> set[str]:
    """Every date and text in a record, as the file writes it."""
    if isinstance(value, dict):
        return set().union(*(said(inner) for inner in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(said(inner) for inner in value))
    return {str(value)}


@patient
@given(st.lists(rows(), min_size=1, max_size=2))
def test_every_value_is_in_a_record_or_in_a_problem_or_below_a_refused_row(children):
    text = with_own_values(census(*children, header=HEADER))
    found = read(text)
    recorded = said([asdict(one) for one in found.children])
    reported = " ".join(problem.value for problem in found.problems)
    lost = {problem.line for problem in found.problems if problem.severity is Severity.REFUSED}
    lost |= {problem.line for problem in found.about(Topic.UNKNOWN)}
    for element in etree.fromstring(text).iter():
        if element.sourceline <= 3 or below_refused(element, lost):
            continue
        for value in [element.text, *(inner.tail for inner in element)]:
            words = (value or "").strip()
            assert not words or words in recorded or all(word in reported for word in words.split()), words


def below_refused(element, lost: set[int]) -> bool:
    """Whether the element, or one around it, begins on the line of a refusal, or holds its essential value there."""
    around = [element, *element.iterancestors()]
    return any(
        one.sourceline in lost or any(inner.sourceline in lost for inner in one) for one in around if one.tag in ROWS
    )
