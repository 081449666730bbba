"""A file that is not a whole, safe census is refused as a whole, with the line and what to do."""

from io import BytesIO, StringIO

import pytest

from tests.exports.cin.builder import FILES, HEADER, census, child, read, referral
from waymark.exports.cin import CensusFileError, Problem, check_whole_file, read_census

GOOD = census(child(referral()), child(referral(), la_child_id="SYN00000002"))
DOCTYPE = "the file has a document type"

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE Message [<!ENTITY a0 "ha">{LAUGHS}]>'

NOT_A_CENSUS = {
    "nothing at all": (b"", "the file is empty"),
    "only spaces": (b" \n ", "ends before its outermost element"),
    "only a byte order mark": (b"\xef\xbb\xbf", "ends before its outermost element"),
    "plain words": (b"Dear colleague", "not well-formed XML"),
    "a spreadsheet as text": (b"LAchildID,UPN\n1,2\n", "not well-formed XML"),
    "NUL bytes": (b"\0" * 100, "not well-formed XML"),
    "a gzip archive": (b"\x1f\x8b\x08\0rest", "a gzip archive"),
    "a zip archive": (b"PK\x03\x04rest", "a zip archive"),
    "a PDF": (b"%PDF-1.7", "a PDF document"),
    "another return": (b"<EXPSSDA903/>", "outermost element is 'EXPSSDA903'"),
    "a web page": (b"<html><body/></html>", "outermost element is 'html'"),
    "an old web page": (b"<!DOCTYPE html><html/>", DOCTYPE),
    "another collection": (GOOD.replace(">CIN<", ">SSDA903<").encode(), "the collection 'SSDA903'"),
    "many laughs": ((BOMB + GOOD.replace("SYN", "&a11;")).encode(), DOCTYPE),
    "an outside entity": (b'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><Message>&x;</Message>', DOCTYPE),
    "an outside document type": (b'<!DOCTYPE m SYSTEM "http://example.org/cin.dtd"><Message/>', DOCTYPE),
    "parameter entities": (b'<!DOCTYPE m [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><Message/>', DOCTYPE),
    "an entity of web pages": (GOOD.replace("SYN00000002", "SYN&nbsp;2").encode(), "an entity that is not part"),
    "a character that XML forbids": (GOOD.replace("SYN00000002", "&#0;").encode(), "not well-formed XML"),
    "a NUL inside": (GOOD.replace("SYN00000002", "SYN\0").encode(), "not well-formed XML"),
    "another encoding than it says": (GOOD.replace("SYN00000002", "Zoë").encode("latin-1"), "not well-formed XML"),
    "an encoding nobody reads": (b'<?xml version="1.0" encoding="unicode_escape"?>' + GOOD.encode(), "is not read"),
    "an encoding nobody knows": (b'<?xml version="1.0" encoding="klingon"?>' + GOOD.encode(), "is not read"),
    "two bytes promised, one given": (b'<?xml version="1.0" encoding="utf-16"?>' + GOOD.encode(), "encoding"),
    "an unbound prefix": (GOOD.replace("<CINdetails>", "<x:CINdetails>").encode(), "not well-formed XML"),
    "a tag closed twice": (GOOD.replace("</Children>", "</Child></Children>").encode(), "not well-formed XML"),
    "something after the end": ((GOOD + "<Message/>").encode(), "not well-formed XML"),
    "deep nesting": (census("<x>" * 500 + "</x>" * 500).encode(), "nested more than 32 deep"),
    "a child without end": (census(child(referral("<x/>" * 100_001))).encode(), "more than 100000 elements"),
    "an endless name": (census(f"<{'x' * 2000}/>").encode(), "a name of more than 1000 characters"),
    "an endless attribute name": (census(f"<x {'y' * 2000}='1'/>").encode(), "a name of more than 1000 characters"),
    "an endless tag": (census(f"<x y='{'z' * 3_000_000}'/>").encode(), "longer than a megabyte"),
    "an endless comment": (("<!--" + "z" * 3_000_000 + "-->" + GOOD).encode(), "longer than a megabyte"),
    "endless names": (census(*(f"<x{n}/>" for n in range(20_000))).encode(), "different element names"),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_A_CENSUS)
def test_what_is_no_whole_safe_census_is_refused(name):
    content, reason = NOT_A_CENSUS[name]
    with pytest.raises(CensusFileError, match=reason) as refused:
        read(content)
    assert refused.value.how_to_mend
    with pytest.raises(CensusFileError, match=reason):
        check_whole_file(BytesIO(content))


def test_a_file_that_is_cut_short_anywhere_is_refused_with_its_line():
    whole = (FILES / "ordinary.xml").read_bytes().rstrip()
    for length in range(1, len(whole), 37):
        with pytest.raises(CensusFileError) as refused:
            check_whole_file(BytesIO(whole[:length]))
        assert refused.value.line == whole[:length].count(b"\n") + 1 or "tag" in refused.value.reason


def test_the_first_pass_finds_what_is_broken_on_the_last_line():
    many = [child(referral(), la_child_id=f"SYN{n:08d}") for n in range(1000)]
    broken = census(*many).replace("</Message>", "</Massage>")
    items = iter(read_census(BytesIO(broken.encode())))
    first = next(items)
    assert not isinstance(first, Problem), "without a first pass, children were handed out before the error showed"
    with pytest.raises(CensusFileError, match="Line 1005: the file is not well-formed"):
        list(items)
    with pytest.raises(CensusFileError, match="Line 1005: the file is not well-formed"):
        check_whole_file(BytesIO(broken.encode()))


def test_the_first_pass_tells_how_large_the_file_is():
    content = (FILES / "ordinary.xml").read_bytes()
    found = check_whole_file(FILES / "ordinary.xml")
    assert (found.size, found.children) == (len(content), 2)


def test_the_first_pass_puts_a_stream_back_to_where_it_stood():
    stream = BytesIO(b"before" + GOOD.encode())
    stream.seek(6)
    check_whole_file(stream)
    assert sum(not isinstance(item, Problem) for item in read_census(stream)) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.encode("utf-16"),
        b'<?xml version="1.0" encoding="windows-1252"?>\n' + GOOD.replace(">873<", ">\x80<").encode("latin-1"),
        b'<?xml version="1.0" encoding="ISO-8859-1"?>\n' + GOOD.replace(">873<", ">é<").encode("latin-1"),
    ],
    ids=["byte order mark", "utf-16", "windows-1252", "latin-1"],
)
def test_ordinary_encodings_are_read(content):
    assert len(read(content).children) == 2


def test_windows_characters_are_what_they_were_meant_to_be():
    content = b'<?xml version="1.0" encoding="windows-1252"?>' + GOOD.replace(">873<", ">\x80<").encode("latin-1")
    assert read(content).reading.header.lea == "€"


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "missing.xml", tmp_path, "with a NUL\0.xml"):
        with pytest.raises(CensusFileError):
            check_whole_file(path)
        with pytest.raises(CensusFileError):
            list(read_census(path))


def test_a_disk_that_fails_is_said_to_fail():
    class Failing(BytesIO):
        def read(self, size=-1):
            raise OSError("the disk is gone")

    with pytest.raises(CensusFileError, match="cannot be read"):
        list(read_census(Failing()))


def test_a_text_stream_is_the_caller_s_mistake():
    with pytest.raises(TypeError, match="binary"):
        list(read_census(StringIO(GOOD)))


def test_a_reading_is_read_once():
    reading = read_census(BytesIO(GOOD.encode()))
    list(reading)
    with pytest.raises(RuntimeError, match="once"):
        list(reading)


def test_an_unfinished_reading_does_not_claim_to_be_complete():
    reading = read_census(BytesIO(GOOD.encode()))
    next(iter(reading))
    assert not reading.complete
    assert reading.header.lea == "873"


def test_progress_is_told_up_to_the_last_byte(tmp_path):
    path = tmp_path / "many.xml"
    path.write_text(census(*(child(referral(), la_child_id=f"SYN{n:08d}") for n in range(2000))))
    told = []
    list(read_census(path, progress=told.append))
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == path.stat().st_size


def test_comments_and_instructions_are_passed_over():
    assert read(GOOD.replace("<Children>", "<?go?><!-- <Child/> --><Children>")).problems == []


def test_an_error_reads_as_a_sentence():
    with pytest.raises(CensusFileError) as refused:
        read(f"<Message>\n{HEADER}\n<Children>")
    assert str(refused.value) == (
        "Line 3: the file ends before its outermost element is closed (no element found). "
        "The file is cut short: copy or produce it again, whole."
    )
