"""Areas laid over one another, and editions over earlier ones (docs/pack-language.md, 2.13 and 2.14)."""

from datetime import date

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, FILES, area, errors, marked, told
from waymark.procedures.loading import Library, PackError
from waymark.procedures.time import Duration


def laid(*files, of="south", on=None):
    """The pack of an area whose files lie over the small national pack."""
    return Library({name: text for part in (FILES, *files) for name, text in part.items()}, CATALOGUE).pack(of, on=on)


def faults(*files, of="south"):
    return errors({name: text for part in (FILES, *files) for name, text in part.items()}, of)


CHANGE = """
duties:
  decide:
    over: change
    aim: same day
    why: the area asks for the day of receipt
    cites: [NAT-02]
"""


def test_a_change_keeps_the_words_that_it_does_not_name():
    decide = laid(area("south", CHANGE)).duties["referral/decide"]

    assert (str(decide.within), str(decide.aim)) == ("1 working day", "same day")
    assert decide.cites == ("NAT-02", "NAT-01")
    assert [(mark.area, mark.over) for mark in decide.overlaid] == [("south", "change")]


def test_a_replacement_keeps_nothing():
    text = CHANGE.replace("change", "replace").replace(
        "aim: same day", "upon: referral\n    tell: police\n    strength: may"
    )

    decide = laid(area("south", text)).duties["referral/decide"]

    assert (decide.within, decide.do, decide.strength) == (None, (), "may")


def test_a_removal_takes_the_entry_away():
    text = "duties:\n  decide: {over: remove, why: the area decides otherwise}\n"

    assert "referral/decide" not in laid(area("south", text)).duties


def test_the_parent_is_left_as_it_was():
    library = Library({**FILES, **area("south", CHANGE)}, CATALOGUE)
    library.pack("south")

    assert library.pack("national").duties["referral/decide"].aim is None


@pytest.mark.parametrize(
    ("text", "field", "message", "mend"),
    [
        pytest.param(
            "duties:\n  decide:  # here\n    aim: same day\n    why: so\n", "over",
            "already said by national (packs/national/referral.yaml:", "Say `over: change`", id="without-over",
        ),
        pytest.param(
            "duties:\n  decide:  # here\n    over: change\n    aim: same day\n", "why", "already said by national",
            "Say `why:`", id="without-why",
        ),
        pytest.param(
            "duties:\n  decide:\n    over: amend  # here\n    why: so\n", "over", "'amend' is no way to lay over",
            "change, replace, tighten, remove", id="in-a-way-that-does-not-exist",
        ),
        pytest.param(
            "duties:\n  decyde:  # here\n    over: change\n    why: so\n    aim: same day\n", "over",
            "no duty 'referral/decyde' in the parents", "Did you mean referral/decide?", id="over-nothing",
        ),
        pytest.param(
            "duties:\n  decide:\n    over: remove\n    why: so\n    within: 2 days  # here\n", "within",
            "'within' says something of what is removed", "over: replace", id="that-says-more-of-what-it-removes",
        ),
    ],
)  # fmt: skip
def test_an_overlay_stops(text, field, message, mend):
    files = area("south", text)

    found = faults(files)

    assert told(found, marked(files), field, message, mend), "\n".join(map(str, found))


def test_removing_what_is_still_named_says_who_removed_it():
    files = area("south", "steps:\n  next-step: {over: remove, why: decided elsewhere}\n")

    found = faults(files)

    mend = "south removed it at packs/south/referral-2024-01-01.yaml:7: change or remove this entry as well"
    place = ("packs/national/referral.yaml", 15)
    assert told(found, place, "do", "Nothing here defines a step 'next-step'", mend), "\n".join(map(str, found))


def test_removing_a_form_says_so_where_its_questions_are_named():
    files = area(
        "south",
        """
        forms:
          intake: {over: remove, why: asked elsewhere}
        steps:
          referral: {over: replace, by: anyone, why: asked elsewhere, cites: [NAT-01]}
        facts:
          suggested: {over: remove, why: asked elsewhere}
        gates:
          first: {before: next-step, needs: {fact: harmed, is: yes}, cites: [NAT-01]}  # here
        """,
    )

    assert told(faults(files), marked(files), "fact", "a fact or question 'harmed'", "south removed it at")


def test_an_option_that_an_area_drops_need_not_be_dropped_from_every_rule_of_its_parents():
    national = {
        "packs/national/rules.yaml": 'pack: national\nedition: "1"\nfrom: 2024-01-01\npathway: referral\n'
        "duties:\n  hold: {upon: next-step, when: {decided: next-step, is: [strategy, assessment]}, do: meeting,"
        " strength: must, cites: [NAT-01]}\n"
    }
    keeps_one = area("south", "lists:\n  outcomes: {over: replace, rows: [strategy], why: so, cites: [NAT-02]}\n")
    keeps_none = area("south", "lists:\n  outcomes: {over: replace, rows: [advice], why: so, cites: [NAT-02]}\n")

    assert laid(national, keeps_one).area == "south"
    found = faults(national, keeps_none)
    place = ("packs/national/rules.yaml", 6)
    assert told(found, place, "is", "since south laid its own list over", "Write one of: advice."), "\n".join(
        map(str, found)
    )


PARENTS = (
    area("east", CHANGE),
    area("west", CHANGE.replace("same day", "4 hours")),
)


def test_two_parents_that_differ_stop_the_pack():
    found = faults(*PARENTS, area("both", "", pathway="", extends="[east, west]", cites="[NAT-01]"), of="both")

    assert [problem.field for problem in found] == ["decide"]
    assert "west and east both say something about the duty 'referral/decide'" in found[0].message
    assert "`over: replace`" in found[0].mend


def test_a_change_does_not_settle_what_two_parents_differ_about():
    files = area("both", CHANGE.replace("  decide:", "  decide:  # here"), extends="[east, west]")
    files = {
        name: text.replace("over: change", "over: change  # here").replace("decide:  # here", "decide:")
        for name, text in files.items()
    }

    found = faults(*PARENTS, files, of="both")

    assert any(p.field == "over" and "say in full" in p.mend.lower() for p in found), "\n".join(map(str, found))


def test_a_replacement_settles_what_two_parents_differ_about():
    text = CHANGE.replace("change", "replace").replace(
        "aim: same day", "upon: referral\n    do: next-step\n    aim: 2 hours\n    strength: must"
    )

    pack = laid(*PARENTS, area("both", text, extends="[east, west]"), of="both")

    assert str(pack.duties["referral/decide"].aim) == "2 hours"


def test_a_removal_settles_what_two_parents_differ_about():
    text = "duties:\n  decide: {over: remove, why: neither}\n"

    assert "referral/decide" not in laid(*PARENTS, area("both", text, extends="[east, west]"), of="both").duties


def test_a_grandparent_reached_twice_is_laid_down_once():
    pack = laid(area("east", CHANGE), area("both", "", pathway="", extends="[east, national]"), of="both")

    assert [edition.area for edition in pack.lineage] == ["national", "east", "both"]


def test_areas_that_extend_one_another_in_a_circle_stop():
    files = {**area("east", "", pathway="", extends="[west]"), **area("west", "", pathway="", extends="[east]")}

    found = faults(files, of="east")

    assert any(p.field == "extends" and "extends itself" in p.message and p.mend == "Break the circle." for p in found)


LATER = area("south", CHANGE.replace("same day", "2 hours"), **{"edition": '"2"', "from": "2025-06-01"})
EARLIER = area("south", CHANGE)


@pytest.mark.parametrize(
    ("day", "aim", "edition"),
    [
        (date(2023, 1, 1), "same day", "1"),
        (date(2025, 5, 31), "same day", "1"),
        (date(2025, 6, 1), "2 hours", "2"),
        (None, "2 hours", "2"),
    ],
)
def test_the_edition_of_the_day_holds(day, aim, edition):
    pack = laid(EARLIER, LATER, on=day)

    assert str(pack.duties["referral/decide"].aim) == aim
    assert pack.edition.name == edition


def test_a_later_edition_lies_over_the_area_s_earlier_one():
    overlaid = laid(EARLIER, LATER).duties["referral/decide"].overlaid

    assert [mark.place.file for mark in overlaid] == [*EARLIER, *LATER]


def test_an_edition_can_be_asked_for_by_name():
    library = Library({**FILES, **EARLIER, **LATER}, CATALOGUE)

    assert library.pack("south", edition="1").edition.name == "1"
    with pytest.raises(KeyError, match="no edition '3'"):
        library.pack("south", edition="3")


def test_fingerprints_differ_wherever_a_text_does():
    library = Library({**FILES, **EARLIER, **LATER}, CATALOGUE)
    before, after = library.pack("south", on=date(2024, 6, 1)), library.pack("south")
    reworded = laid({name: text.replace("same day", "3 hours") for name, text in EARLIER.items()})

    assert len({before.fingerprint, after.fingerprint, reworded.fingerprint}) == 3
    assert laid(EARLIER).fingerprint == before.fingerprint


def test_what_was_composed_once_is_not_composed_again():
    library = Library({**FILES, **EARLIER, **LATER}, CATALOGUE)

    assert library.pack("south") is library.pack("south")
    assert library.pack("south", on=date(2024, 2, 1)) is library.pack("south", on=date(2024, 3, 1))


def test_the_sources_of_a_pack_compose_it_again():
    library = Library({**FILES, **EARLIER, **LATER, **area("west", CHANGE)}, CATALOGUE)
    sources = library.sources("south", date(2024, 2, 1))

    assert set(sources) == {*FILES, *EARLIER}
    assert (
        Library(sources, CATALOGUE).pack("south").fingerprint == library.pack("south", on=date(2024, 2, 1)).fingerprint
    )


def test_an_unknown_area_is_named_with_what_was_perhaps_meant():
    library = Library({**FILES, **EARLIER}, CATALOGUE)

    for ask in (library.pack, library.check):
        with pytest.raises(KeyError, match="Did you mean south"):
            ask("sout")


def test_a_pack_error_names_every_fault():
    with pytest.raises(PackError) as caught:
        laid(area("south", "duties:\n  decide: {over: change, why: so, within: soon, by: managr}\n"))

    assert {problem.field for problem in caught.value.problems} == {"within", "by"}


def test_a_question_can_be_added_to_a_parent_s_form():
    question = "questions: {moved: {ask: Moved?, type: yes-no}}"
    text = f"forms:\n  intake: {{over: change, why: also asked here, {question}}}\n"

    asked = laid(area("south", text)).step_questions("referral/referral")

    assert {"moved", "harmed"} <= asked.keys()


def test_an_entry_that_was_removed_can_be_written_anew():
    later = area(
        "south",
        "duties:\n  decide: {upon: referral, do: next-step, within: 3 days, strength: must, cites: [NAT-01]}\n",
        **{"edition": '"2"', "from": "2025-06-01"},
    )
    files = area("south", "duties:\n  decide: {over: remove, why: so}\n")

    assert laid(files, later).duties["referral/decide"].within == Duration.parse("3 days")
