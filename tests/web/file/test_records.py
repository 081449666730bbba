"""An answer sheet as a page, and putting it right."""

import pytest

from tests.cast import utc
from tests.web.file.a_file import by, does, event, page, text
from waymark.casefile.queries import file_of
from waymark.web.shell.streams import stream_of

pytestmark = pytest.mark.django_db


def test_a_record_shows_questions_and_answers_in_words(worker, child):
    said = page(worker, child, f"records/{event(child, 'assessment/child-seen').id}/")
    for words in (
        "Was the child seen alone? Yes",
        "Where was the child seen? At nursery",
        "I like toast.",
        "Wilhelmina Socialwork",
        "Written down 9 Mar 2026",
    ):
        assert words in said, words


def test_not_asked_is_not_no_and_not_known_is_neither(worker, child):
    said = page(worker, child, f"records/{event(child, 'referral/referral').id}/")
    assert "Asked, and not known, refused or left blank If you would rather not say who you are, why? Not known" in said
    assert "Not asked is not “no”." in said
    assert said.index("What is the concern?") < said.index("Not asked (")


def test_a_decision_has_its_title_its_reason_and_the_rule_that_stood_against_it(worker, child):
    chair = by("Cordelia Chairing", "conference-chair")
    does(child, "child-protection-conference/conference-requested", utc(19))
    does(
        child,
        "child-protection-conference/initial-conference",
        utc(20),
        option="plan",
        reason="The harm goes on.",
        by=chair,
    )
    said = page(worker, child, f"records/{event(child, 'child-protection-conference/initial-conference').id}/")
    assert "Decision: Child protection plan" in said
    assert "Reason The harm goes on." in said
    assert "What followed Child protection plan and core group began" in said


def correction(child: str, **changes: str) -> dict[str, str]:
    """The form as it stands, with something else in it."""
    typed = {
        "because": "The day was wrong.", "occurred": "4/3/2026", "time": "11:30", "seen": "yes", "seen-alone": "no",
        "not-seen-alone-reason": "Her mother stayed.", "seen-where": "At home", "childs-words": "I like toast.",
    }  # fmt: skip
    return typed | changes


def test_a_correction_stands_beside_the_first_account(worker, child):
    seen = event(child, "assessment/child-seen").id
    form = worker.get(f"/child/{child}/records/{seen}/correct/").content.decode()
    assert 'value="5/3/2026"' in form
    assert "At nursery" in form
    assert worker.post(f"/child/{child}/records/{seen}/correct/", correction(child)).status_code == 302
    said = page(worker, child, f"records/{seen}/")
    for words in (
        "Because: The day was wrong.",
        "When it happened 5 Mar 2026, 12:00 4 Mar 2026, 11:30",
        "Where was the child seen? At nursery At home",
    ):
        assert words in said, words
    assert "4 Mar 2026" in page(worker, child)


def test_a_correction_without_a_reason_is_refused_and_nothing_typed_is_lost(worker, child):
    seen = event(child, "assessment/child-seen").id
    answer = worker.post(f"/child/{child}/records/{seen}/correct/", correction(child, because=" "))
    assert answer.status_code == 400
    assert "Say why this is corrected." in text(answer)
    assert "Her mother stayed." in answer.content.decode()
    assert event(child, "assessment/child-seen").answers["seen-where"] == "At nursery"


@pytest.mark.parametrize(
    ("day", "time"), [("32/3/2026", ""), ("soon", ""), ("4/3/2026", "25:00"), ("4/3/2027", "10:00")]
)
def test_a_day_that_cannot_be_is_refused(worker, child, day, time):
    seen = event(child, "assessment/child-seen").id
    answer = worker.post(f"/child/{child}/records/{seen}/correct/", correction(child, occurred=day, time=time))
    assert answer.status_code == 400
    assert "There is a problem" in text(answer)


def test_what_never_happened_is_taken_back_and_kept(worker, child):
    seen = event(child, "assessment/child-seen").id
    said = {"because": "Another child.", "never": "yes", "occurred": "", "time": ""}
    assert worker.post(f"/child/{child}/records/{seen}/correct/", said).status_code == 302
    assert seen not in {one.id for one in file_of(stream_of(child)).history.events}
    assert "This never happened." in page(worker, child, f"records/{seen}/")
    assert "Never happened" in page(worker, child, "records/")
    assert worker.get(f"/child/{child}/records/{seen}/correct/").status_code == 404


def test_every_record_is_in_the_list(worker, child):
    said = page(worker, child, "records/")
    assert "3 records, newest first." in said
    assert said.index("Visit to the child") < said.index("Assessment started") < said.index("Elm Street Primary")


def test_a_record_that_is_not_there_is_not_found(worker, child):
    assert worker.get(f"/child/{child}/records/no-such-event/").status_code == 404
