"""What professionals see of their own agency's referrals, and the call that staff take down for them."""

import pytest

from tests.access.people import reader
from tests.cast import MONDAY, utc
from tests.web.report.reporter import Reporter
from waymark.access.reading import who_read
from waymark.casefile.actions import record
from waymark.casefile.acts import EVERYTHING, Act, Actor
from waymark.casefile.queries import all_files, file_of, situation_of
from waymark.casefile.records import change_details
from waymark.people.details import Details
from waymark.procedures.evaluation import State
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment
from waymark.web import clock

pytestmark = pytest.mark.django_db

TEACHER = ("professional-referrer", "elm-street-school", "Tarquin Headteacher")
FENS = "cambridgeshire-peterborough"


@pytest.fixture
def teacher(signed_in):
    return signed_in(reader(*TEACHER))


def refer(browser, area="southampton", name="Ambrosia Testcase"):
    """A referral with the least that is needed in this area; what must be said is said to be not known."""
    browser.begins(area)
    browser.tells_of_child(name=name)
    browser.answers("the-concern", concern="Comes to school hungry.")
    browser.says_that_the_rest_is_not_known()
    return browser.sends().sees("It has been sent")


def the_file():
    (file,) = all_files()
    return file


def test_what_is_known_of_the_professional_is_filled_in_and_not_asked(teacher):
    teacher.begins().opens(f"{teacher.home}topic/referral--who-tells-us/")
    assert 'name="reporter-kind"' not in teacher.html
    assert 'name="came-by"' not in teacher.html
    assert "Tarquin Headteacher" in teacher.html
    refer(teacher)
    (act,) = [one for one in the_file().history.events if one.kind is Kind.DONE]
    assert act.name == "referral/referral"
    assert (act.agency, act.answers["reporter-kind"]) == ("elm-street-school", "professional")
    assert act.answers["came-by"] == "online-form"


@pytest.mark.covers("NAT-01")
def test_a_professional_sees_that_it_was_acknowledged_and_what_came_of_it_and_no_more(teacher, signed_in):
    # Given a referral that nobody has acknowledged for two days
    reference = refer(teacher).references[0]
    teacher.sees("Acknowledge the referral", "By the end of Tuesday 3 March 2026")
    with clock.at(utc(4)):
        teacher = signed_in(TEACHER[2])
        teacher.opens("/report/mine/").sees(reference, "Ambrosia Testcase", "Overdue by")
    # When social care acknowledges it, decides, and tells what it decided
    stream = the_file().stream
    told = {"name": "referral", "kind": Kind.TOLD, "told": "referrer"}
    say(stream, Act(**told, occurred=Moment.at(utc(4)), about="receipt", duty="referral/acknowledge"), utc(4))
    decide = Act(
        name="referral/next-step",
        occurred=Moment.at(utc(4, 13)),
        option="section-17-assessment",
        reason="Needs help",
        happened_anyway="Told",
    )
    say(stream, decide, utc(4, 13))
    with clock.at(utc(4, 14)):
        teacher = signed_in(TEACHER[2])
        teacher.opens("/report/mine/").does_not_see("Child in need assessment")
    say(
        stream,
        Act(**told, occurred=Moment.at(utc(4, 15)), about="decision", duty="referral/tell-professional"),
        utc(4, 15),
    )
    # Then the teacher reads when they were told what
    with clock.at(utc(4, 16)):
        teacher = signed_in(TEACHER[2])
        teacher.opens(f"/report/receipt/{reference}/")
        teacher.sees("Acknowledged 4 Mar 2026, 12:00", "Child in need assessment (section 17)", "4 Mar 2026, 15:00")
        teacher.does_not_see("Needs help", "Overdue")
    # And that they read is written down
    assert {one.what for one in who_read(stream)} == {"list of own referrals", "own referral"}


def test_what_social_care_finds_out_about_the_child_is_not_shown_to_the_referrer(teacher):
    reference = refer(teacher, name="Amber, surname not known").references[0]
    worker = Actor(person="user:999", role="social-worker", scope=EVERYTHING)
    change_details(stream=the_file().stream, details=Details(name="Ambrosia Testcase"), by=worker, now=utc(3))
    teacher.opens(f"/report/receipt/{reference}/").sees("Amber, surname not known").does_not_see("Ambrosia Testcase")


def test_other_agencies_and_strangers_find_nothing(teacher, signed_in):
    reference = refer(teacher).references[0]
    police = signed_in(reader("partner-representative", "solent-police", "Percival Constable"))
    police.opens("/report/mine/").does_not_see(reference, "Ambrosia")
    assert police.opens(f"/report/receipt/{reference}/").status == 404
    assert police.posts(f"/report/receipt/{reference}/confirm/").status == 404
    assert Reporter().opens(f"/report/receipt/{reference}/").address.startswith("/account/login/")
    assert teacher.opens("/report/receipt/AAAA-AAAA/").status == 404
    # A colleague in the same school sees it
    colleague = signed_in(reader("professional-referrer", "elm-street-school", "Clementina Notareal"))
    colleague.opens("/report/mine/").sees(reference, "Tarquin Headteacher")
    assert colleague.opens(f"/report/receipt/{reference}/").status == 200


def test_a_referrer_reads_nothing_of_the_file_itself(teacher):
    refer(teacher)
    slug = the_file().stream.removeprefix("child:")
    assert teacher.opens(f"/child/{slug}/").status in (403, 404)


@pytest.mark.covers("REF-D10", "REF-E10")
def test_a_call_in_cambridgeshire_is_confirmed_in_writing_by_the_agency_that_called(teacher, signed_in):
    # Given a contact officer who takes a call from a school
    officer = signed_in(reader("contact-officer", "fenland-council", "Philomena Frontdoor", areas=[FENS]))
    from tests.access.people import agency

    school = agency("elm-street-school")
    school.areas = [FENS]
    school.save()
    officer.begins(FENS, how="telephone", agency="elm-street-school").sees("A call about a child", "Who is calling")
    officer.tells_of_child(name="Ambrosia Testcase", address="1 Invented Row")
    officer.answers("who-tells-us", reporter_kind="professional", referrer_name="Tarquin Headteacher")
    officer.answers("the-concern", concern="Comes to school hungry.")
    officer.says_that_the_rest_is_not_known()
    reference = (
        officer.sends()
        .sees("It has been sent", "Confirm a telephone referral in writing", "by 12:00 on Tuesday 3 March 2026")
        .references[0]
    )
    file = the_file()
    (act,) = [one for one in file.history.events if one.kind is Kind.DONE]
    assert (act.answers["came-by"], act.agency) == ("telephone", "elm-street-school")
    # Then the school sees what it owes, and does it
    teacher.opens("/report/mine/").sees(reference, "Confirm a telephone referral in writing")
    teacher.posts(f"/report/receipt/{reference}/confirm/").sees("Put it into writing")
    teacher.home = teacher.address
    teacher.opens(f"{teacher.home}topic/referral--the-concern/").does_not_see("Comes to school hungry.")
    teacher.answers("the-concern", concern="As told by telephone.")
    teacher.says_that_the_rest_is_not_known()
    teacher.sends().sees("Confirmed in writing")
    # And nothing is owed any more
    assert state_of(file.stream, "referral/confirm-in-writing") is State.MET
    teacher.opens("/report/mine/").does_not_see("Confirm a telephone referral in writing")
    assert len(list(all_files())) == 1


def test_a_confirmation_that_was_begun_is_gone_on_with(signed_in, teacher):
    officer = signed_in(reader("contact-officer", "fenland-council", "Philomena Frontdoor", areas=[FENS]))
    from tests.access.people import agency

    school = agency("elm-street-school")
    school.areas = [FENS]
    school.save()
    officer.begins(FENS, how="telephone", agency="elm-street-school")
    officer.tells_of_child(name="Ambrosia Testcase")
    officer.answers("who-tells-us", reporter_kind="professional", referrer_name="Tarquin Headteacher")
    officer.answers("the-concern", concern="Hungry.")
    officer.says_that_the_rest_is_not_known()
    reference = officer.sends().references[0]
    first = teacher.posts(f"/report/receipt/{reference}/confirm/").address
    assert teacher.posts(f"/report/receipt/{reference}/confirm/").address == first


def test_staff_say_whether_they_take_a_call(signed_in):
    officer = signed_in(reader("contact-officer", name="Philomena Frontdoor"))
    officer.posts("/report/area/southampton/?danger=no").sees("Say whether you are taking a call")
    # In an area that is not theirs they are professionals like others
    officer.begins("stoke-on-trent").sees("Tell us about your concern")


def test_a_call_from_the_public_is_the_callers_word_and_no_agencys_duty(signed_in):
    officer = signed_in(reader("contact-officer", name="Philomena Frontdoor"))
    officer.begins(how="telephone", agency="no-such-agency")
    officer.tells_of_child(name="Ambrosia Testcase")
    officer.answers("who-tells-us", reporter_kind="public")
    officer.answers("the-concern", concern="Left alone at night.")
    officer.sends().sees("It has been sent").does_not_see("What you still have to do")
    (act,) = [one for one in the_file().history.events if one.kind is Kind.DONE]
    assert (act.answers["reporter-kind"], act.answers["came-by"], act.agency) == (
        "public",
        "telephone",
        "solent-city-council",
    )


def say(stream, act, now):
    role = "crs" if act.kind is Kind.TOLD else "social-worker"
    record(
        stream=stream,
        act=act,
        by=Actor(person="user:999", role=role, agency="solent-city-council", scope=EVERYTHING),
        area="southampton",
        now=now,
    )


def state_of(stream, duty):
    situation = situation_of(file_of(stream), MONDAY)
    return next(one.state for one in situation.duties if one.duty.name == duty)
