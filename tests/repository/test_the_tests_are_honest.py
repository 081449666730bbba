"""No network, no silent warnings, no unexplained skips, no invented ids, no data that looks like a real person's."""

import ast
import re
import socket
import warnings
from collections.abc import Iterator

import pytest

from tests.repository.sources import Source, called, catalogue_ids, read

# Kept for documentation: nobody answers there, even if the block fails.
ELSEWHERE = ("192.0.2.1", 80)

INVENTED_HOST = r"(?:[\w-]+\.)*(?:example(?:\.(?:org|com|net))?|test|invalid)\b"
NUMBERS_FOR_DRAMA = r"1632 ?960|7700 ?900|20 ?7946 ?0|113 ?496 ?0|808 ?157 ?0"

IDENTIFIERS = {
    "an e-mail address outside example.org": rf"[\w.+-]+@(?!pytest\.mark\b)(?!{INVENTED_HOST})[\w-]+\.[\w.-]*[a-z]",
    "a telephone number not kept for drama": rf"\b0(?!{NUMBERS_FOR_DRAMA})\d{{2,4}}[ -]?\d{{3}}[ -]?\d{{3,4}}\b",
    "a National Insurance number": r"\b(?!QQ)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    "a postcode other than ZZ99": r"\b(?!ZZ99)[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b",
}


#: What the packs print as the ways to reach services.
PUBLISHED = frozenset(re.findall(r"\b0\d[\d ]{8,12}\d\b", "\n".join(one.text for one in read("packs/*/*.yaml"))))


def skips_without_reason(source: Source) -> Iterator[str]:
    """Marks and calls that put a test aside and do not say why."""
    for node in source.nodes:
        bare = isinstance(node, ast.Attribute) and ast.unparse(node) in {"pytest.mark.skip", "pytest.mark.xfail"}
        if bare and not any(isinstance(call, ast.Call) and call.func is node for call in source.nodes):
            yield source.at(node)
        if called(node) in {"skip", "skipif", "xfail", "importorskip"} and ast.unparse(node.func).startswith("pytest."):
            said = node.args if called(node) == "skip" or ast.unparse(node.func) == "pytest.xfail" else []
            if not said and not any(keyword.arg == "reason" for keyword in node.keywords):
                yield source.at(node)


def covered(source: Source) -> Iterator[tuple[str, str]]:
    """(place, id) of every id that a test is marked with."""
    for node in source.nodes:
        if called(node) == "covers":
            yield from (
                (source.at(node), argument.value) for argument in node.args if isinstance(argument, ast.Constant)
            )


def personal(source: Source) -> Iterator[str]:
    for number, line in enumerate(source.text.splitlines(), 1):
        for what, pattern in IDENTIFIERS.items():
            for match in re.finditer(pattern, line):
                if match[0] not in PUBLISHED:
                    yield f"{source.path}:{number}: {what}: {match[0]}"
        for match in re.finditer(r"\b\d{3} ?\d{3} ?\d{4}\b", line):
            if is_nhs_number(match[0].replace(" ", "")):
                yield f"{source.path}:{number}: an NHS number: {match[0]}"


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last one checks; those that begin with 999 are kept for tests. Other scripts' digits are no number at all."""
    if not digits.isascii():
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return not digits.startswith("999") and check % 11 == int(digits[9]) and check != 10


def python() -> Iterator[Source]:
    return read("tests/**/*.py")


# (pytest-socket warns before it raises, and a warning is an error here.)
def test_a_test_cannot_reach_the_network():
    with (
        pytest.raises((RuntimeError, UserWarning), match="A test tried to use socket"),
        socket.create_connection(ELSEWHERE, timeout=1),
    ):
        pass


def test_a_test_can_reach_its_own_machine():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname(), timeout=1):
        pass


def test_a_warning_fails_a_test():
    with pytest.raises(UserWarning):
        warnings.warn("careful", stacklevel=1)


@pytest.mark.parametrize(
    "text",
    [
        "@pytest.mark.skip\ndef test_a(): pass",
        "@pytest.mark.skip()\ndef test_a(): pass",
        "@pytest.mark.skipif(WINDOWS)\ndef test_a(): pass",
        "@pytest.mark.xfail(strict=True)\ndef test_a(): pass",
        "def test_a(): pytest.skip()",
        "yaml = pytest.importorskip('yaml')",
    ],
)
def test_the_guard_finds_a_skip_without_a_reason(text):
    assert list(skips_without_reason(Source(text)))


def test_a_skip_with_a_reason_may_stand():
    text = "@pytest.mark.skipif(WINDOWS, reason='no sockets')\ndef test_a(): pytest.skip('not today')"
    assert not list(skips_without_reason(Source(text)))


def test_the_guard_finds_every_covered_id():
    text = "@pytest.mark.covers('S47-A03', 'REF-A01')\ndef test_a(): pass"
    assert [identifier for _, identifier in covered(Source(text))] == ["S47-A03", "REF-A01"]


# Put together here, so that this file does not contain what it forbids.
@pytest.mark.parametrize(
    "text", ["jo" + "@hants.gov.uk", "01782" + " 345621", "SW1A" + " 1AA", "AB" + "123456C", "943 476" + " 5919"]
)
def test_the_guard_finds_what_could_be_a_real_person_s(text):
    assert list(personal(Source(f"said = '{text}'")))


@pytest.mark.parametrize(
    "text", ["jo@example.org", "01632 960123", "ZZ99 3CZ", "QQ123456C", "999 000 0018", "2026-04-02"]
)
def test_invented_identifiers_may_stand(text):
    assert not list(personal(Source(f"said = '{text}'")))


def test_every_skip_says_why():
    assert not [place for source in python() for place in skips_without_reason(source)]


def test_every_covered_id_exists():
    known = catalogue_ids()
    assert not [place for source in python() for place in covered(source) if place[1] not in known]


def test_no_test_holds_data_that_could_be_a_real_person_s():
    everything = read(
        "tests/**/*.py", "tests/**/*.yaml", "tests/**/*.xml", "tests/**/*.json", "tests/**/*.csv", "packs/*/examples/*"
    )
    found = [line for source in everything for line in personal(source)]
    assert not found, "\n".join(found)
