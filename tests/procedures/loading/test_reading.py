"""Files as YAML 1.2 with every word a word (docs/pack-language.md, section 5, traps 1 and 2)."""

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, FILES, with_more
from waymark.procedures.language.dates import EventDate
from waymark.procedures.loading import Library, PackError
from waymark.procedures.loading.problems import Problems
from waymark.procedures.loading.source import Text, Words, read_documents

WORDS = [
    "yes",
    "no",
    "on",
    "off",
    "true",
    "null",
    "~",
    "17:00",
    "0300",
    "0x10",
    "1e3",
    "2024-01-31",
    "01632 960123",
    "NO",
]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_stays_a_word(word):
    problems = Problems()

    (tree,) = read_documents(f"{word}: {word}\n", "a.yaml", problems)

    assert isinstance(tree, Words)
    assert {key: value.value for key, value in tree.fields.items() if isinstance(value, Text)} == {word: word}
    assert not problems.found


def test_telephone_numbers_and_hours_keep_their_digits():
    text = """
    contacts:
      front-door:
        channels: {phone: 0808 157 0123, night: 01632960123}
        hours: {mon-thu: 08:30-17:00, fri: 08:30-16:30}
        cites: [NAT-01]
    """

    contact = Library(with_more(text), CATALOGUE).pack("national").contacts["referral/front-door"]

    assert contact.channels == {"phone": "0808 157 0123", "night": "01632960123"}
    assert contact.hours is not None
    assert contact.hours.opening[0] == ((510, 1020),)


def test_yes_and_no_are_answers():
    text = """
    gates:
      first: {before: next-step, needs: {fact: harmed, is: no}, cites: [NAT-01]}
    """

    assert Library(with_more(text), CATALOGUE).pack("national").gates["referral/first"].needs.values == ("no",)


def test_a_name_means_its_own_pathway_s_step_first():
    text = "duties:\n  hurry: {upon: referral, do: meeting, due: next-step, strength: must, cites: [NAT-01]}\n"

    duty = Library(with_more(text), CATALOGUE).pack("national").duties["referral/hurry"]

    assert (duty.upon, duty.do, duty.due) == (
        ("referral/referral",),
        ("referral/meeting",),
        EventDate("referral/next-step"),
    )


def test_an_option_is_meant_before_a_fact_of_the_same_name():
    text = """
    facts:
      route: {type: choice, options: [worker, desk], rows: [{value: worker}], cites: [NAT-01]}
    """

    assert Library(with_more(text), CATALOGUE).pack("national").facts["referral/route"].rows[0].value == "worker"


def test_a_folder_is_read_without_its_examples_and_loose_files(tmp_path):
    folder = write(tmp_path, FILES)
    (folder / "national" / "examples").mkdir()
    (folder / "national" / "examples" / "referral.yaml").write_text("example: An example\n")
    (folder / "loose.yaml").write_text("no pack\n")

    assert Library.read(folder).pack("national").pathways.keys() == {"referral"}


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path):
    folder = write(tmp_path, FILES)
    (folder / "national" / "more.yaml").write_bytes(b"pack: national\ntitle: caf\xe9\n")

    with pytest.raises(PackError) as caught:
        Library.read(folder).pack("national")

    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.line) == ("packs/national/more.yaml", 2)
    assert problem.mend.startswith("Save it as UTF-8 text")


def test_a_file_that_is_not_yaml_is_named_with_its_line():
    files = {**FILES, "packs/national/more.yaml": 'pack: national\nedition: "1\nfrom: 2024-01-01\n'}

    (problem,) = [p for p in Library(files).check("national") if not p.warning]

    assert problem.place.file == "packs/national/more.yaml"
    assert "not readable as YAML" in problem.message


def write(folder, files):
    """Writes files as a folder of packs."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "packs"
