"""Information is asked of an agency, and the agency answers on a lawful basis."""

from dataclasses import replace

import pytest

from tests.access.people import agency, reader
from tests.cast import AMBROSIA, BALTHAZAR, FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, WORKER, next_step, refer
from waymark.access.errors import NotFound
from waymark.access.scopes import scope_of
from waymark.casefile.actions import record, redact
from waymark.casefile.acts import NOTHING
from waymark.casefile.errors import NotYours
from waymark.casefile.projections import rebuild
from waymark.casefile.queries import file_of
from waymark.ledger.queries import last_position, stream_events
from waymark.sharing.actions import answer, ask, withdraw
from waymark.sharing.errors import BadEntry, NoLongerOpen, NoSuchRequest
from waymark.sharing.models import InformationRequest
from waymark.sharing.queries import Owed, open_count, owed_by, request_for, requests_of

pytestmark = pytest.mark.django_db

COUNCIL = replace(WORKER, agency="solent-city-council")
BASIS = "legal-obligation"


@pytest.fixture(autouse=True)
def _a_referral_and_a_nurse():
    refer()
    agency("solent-health")
    agency("solent-city-council")


@pytest.fixture
def nurse():
    return reader("partner-representative", "solent-health", "Hortensia Healthvisit")


def asks(child=AMBROSIA, **changes):
    said = {
        "stream": child, "episode": "", "agency": "solent-health", "what": "Are immunisations up to date?",
        "purpose": "To screen the referral.", "needed_by": WEDNESDAY.date(), "by": COUNCIL, "now": MONDAY,
    }  # fmt: skip
    return ask(**said | changes)


def answers(request, by, **changes):
    said = {"text": "Two missed appointments.", "lawful_basis": BASIS, "nothing_known": False, "now": TUESDAY}
    answer(request=request, by=by, **said | changes)


def test_a_question_is_asked_and_answered_and_both_are_in_the_child_s_file(nurse):
    # Given a question to health
    request = asks()
    # When health answers
    answers(request, nurse)
    # Then question and answer, with who, when, why and on which basis, stand with the child
    [row] = requests_of(AMBROSIA)
    assert (row.agency, row.what, row.purpose, row.needed_by) == (
        "solent-health", "Are immunisations up to date?", "To screen the referral.", WEDNESDAY.date(),
    )  # fmt: skip
    assert (row.asked_by, row.asked_for, row.asked_at) == (COUNCIL.person, "solent-city-council", MONDAY)
    assert (row.state, row.answer, row.lawful_basis, row.answered_by, row.ended_at, row.late) == (
        "answered", "Two missed appointments.", BASIS, nurse.person, TUESDAY, False,
    )  # fmt: skip
    # And the ledger names both people
    assert [one.by for one in stream_events(AMBROSIA)][-2:] == [COUNCIL.person, nurse.person]


def test_holding_nothing_is_an_answer_and_needs_no_text(nurse):
    request = asks()
    answers(request, nurse, text="", lawful_basis="", nothing_known=True)
    [row] = requests_of(AMBROSIA)
    assert (row.state, row.nothing_known, row.answer) == ("answered", True, "")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"text": "  "}, "text"), ({"lawful_basis": ""}, "lawful-basis"), ({"lawful_basis": "because"}, "lawful-basis")],
)
def test_an_answer_without_text_or_lawful_basis_is_refused(nurse, wrong, field):
    request = asks()
    with pytest.raises(BadEntry) as refused:
        answers(request, nurse, **wrong)
    assert list(refused.value.problems) == [field]
    assert requests_of(AMBROSIA)[0].state == "open"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agency": "nobody"}, "agency"),
        ({"agency": "solent-city-council"}, "agency"),
        ({"what": " "}, "what"),
        ({"purpose": ""}, "purpose"),
        ({"needed_by": None}, "needed-by"),
        ({"needed_by": MONDAY.date().replace(day=1)}, "needed-by"),
        ({"episode": "another child's"}, "episode"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_and_nothing_is_written(wrong, field):
    before = last_position()
    with pytest.raises(BadEntry) as refused:
        asks(**wrong)
    assert list(refused.value.problems) == [field]
    assert last_position() == before


def test_whoever_may_not_work_on_the_file_asks_nothing_and_takes_nothing_back():
    request = asks()
    stranger = replace(COUNCIL, scope=NOTHING)
    for attempt in (
        lambda: asks(by=stranger),
        lambda: withdraw(request=request, reason="Curious", by=stranger, now=TUESDAY),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert [one.state for one in requests_of(AMBROSIA)] == ["open"]


def test_only_the_agency_that_was_asked_answers(nurse):
    request = asks()
    officer = reader("partner-representative", "solent-police", "Philippa Constable")
    stranger = reader("social-worker", "fenland-council", "Philippa Elsewhere")
    ours = reader("social-worker", name="Wilhelmina Socialwork")
    refer(BALTHAZAR)
    # Whoever may know nothing of it is told that there is none
    for outsider in (officer, stranger):
        with pytest.raises(NoSuchRequest):
            answers(request, outsider)
        with pytest.raises(NotFound):
            request_for(scope_of(outsider), request)
    # Whoever asked may see it, and cannot answer in health's name
    assert request_for(scope_of(ours), request).agency == "solent-health"
    with pytest.raises(NotYours):
        answers(request, ours)
    # A teacher who refers children does not read what the school is asked
    teacher = reader("professional-referrer", "solent-health", "Tarquin Headteacher")
    with pytest.raises(NoSuchRequest):
        answers(request, teacher)
    assert requests_of(AMBROSIA)[0].state == "open"


def test_answering_gives_no_way_into_the_file(nurse):
    answers(asks(), nurse)
    assert not scope_of(nurse).may_see(AMBROSIA)
    assert not scope_of(nurse).may_work_on(AMBROSIA)


def test_an_answer_stands_even_if_others_write_meanwhile(nurse):
    # Given a question, and that the social worker writes in the file after it was opened
    request = asks()
    record(stream=AMBROSIA, act=next_step(TUESDAY, "section-17-assessment"), by=COUNCIL, area="national", now=TUESDAY)
    # Then the answer is not refused
    answers(request, nurse)
    assert requests_of(AMBROSIA)[0].state == "answered"


def test_the_second_of_two_answers_is_refused_and_told_of_the_first(nurse):
    request = asks()
    answers(request, nurse)
    second = reader("partner-representative", "solent-health", "Cordelia Secondnurse")
    with pytest.raises(NoLongerOpen) as refused:
        answers(request, second, text="Nothing of note.")
    assert (refused.value.state, refused.value.by, refused.value.at) == ("answered", nurse.person, TUESDAY)
    assert requests_of(AMBROSIA)[0].answer == "Two missed appointments."


def test_a_question_is_taken_back_with_a_reason(nurse):
    request = asks()
    with pytest.raises(BadEntry):
        withdraw(request=request, reason=" ", by=COUNCIL, now=TUESDAY)
    withdraw(request=request, reason="The family told us.", by=COUNCIL, now=TUESDAY)
    [row] = requests_of(AMBROSIA)
    assert (row.state, row.withdrawn_because, row.what) == (
        "withdrawn",
        "The family told us.",
        "Are immunisations up to date?",
    )
    with pytest.raises(NoLongerOpen):
        answers(request, nurse)
    assert open_count(scope_of(nurse)) == 0


def test_what_an_agency_owes_is_sorted_overdue_first_and_lateness_is_kept(nurse):
    # Given three questions
    soon, later, done = asks(), asks(needed_by=FRIDAY.date()), asks(needed_by=MONDAY.date())
    answers(done, nurse)
    # Then on Wednesday nothing is overdue yet, and on Thursday one is
    assert [one.id for one in owed_by(scope_of(nurse), WEDNESDAY).overdue] == []
    on_thursday = owed_by(scope_of(nurse), THURSDAY)
    assert [one.id for one in on_thursday.overdue] == [soon]
    assert [one.id for one in on_thursday.open] == [later]
    assert [(one.id, one.late) for one in on_thursday.answered] == [(done, True)]
    assert open_count(scope_of(nurse)) == 2
    # And somebody of the same agency who does not answer for it reads nothing of that
    teacher = scope_of(reader("professional-referrer", "solent-health", "Tarquin Headteacher"))
    assert owed_by(teacher, THURSDAY) == Owed((), (), ())
    assert open_count(teacher) == 0


def test_a_rebuild_finds_the_same_requests(nurse):
    answers(asks(), nurse)
    withdraw(request=asks(what="Who is the dentist?"), reason="Known", by=COUNCIL, now=TUESDAY)
    asks(what="Who is the GP?")
    before = list(InformationRequest.objects.order_by("id").values())
    InformationRequest.objects.all().delete()
    rebuild(now=FRIDAY)
    assert list(InformationRequest.objects.order_by("id").values()) == before
    assert len(before) == 3


def test_what_is_removed_from_the_record_is_removed_from_the_list(nurse):
    answers(asks(), nurse)
    said = next(one for one in stream_events(AMBROSIA) if "information-answer" in str(one.payload))
    redact(stream=AMBROSIA, event_id=said.id, reason="Another child's.", by=COUNCIL, now=WEDNESDAY)
    [row] = requests_of(AMBROSIA)
    assert (row.state, row.answer) == ("open", "")
    assert "missed appointments" not in str(file_of(AMBROSIA).history.given)
