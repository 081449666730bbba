"""Screening a referral: eight numbered steps, from the match to the allocation."""

import re
from datetime import date

import pytest

from tests.access.people import agency, reader
from tests.cast import TUESDAY, utc
from tests.web.board.front_door import at_a_time, done, names, rated, referred, signed_in, stream_of, text
from waymark.access.reading import who_read
from waymark.casefile.queries import file_of
from waymark.procedures.history import Kind
from waymark.sharing import actions as sharing
from waymark.sharing.queries import requests_of
from waymark.web import clock

pytestmark = pytest.mark.django_db

AFTERNOON = utc(2, 14)
HOME = {"address": "12 Elm Road", "postcode": "ZZ99 3CZ"}
BORN = date(2017, 5, 4)


def look(client, episode, when=AFTERNOON):
    return at_a_time(client, when, f"/board/{episode}/")


def send(client, episode, form, when=AFTERNOON, **said):
    """Send one of the page's forms, and see the page that follows."""
    with clock.at(when):
        client.logout()
        client.force_login(client.user)
        return client.post(f"/board/{episode}/{form}/", said, follow=True)


def step(answer, number) -> str:
    """What one numbered step says."""
    page = answer.content.decode()
    part = re.search(rf'<section class="wm-step" id="step-{number}".*?</section>', page, re.DOTALL)
    answer = type("Part", (), {"content": part.group().encode()})
    return text(answer)


# What the page says


def test_the_whole_referral_stands_beside_the_steps_and_what_nobody_asked_is_not_a_no(manager):
    # Given a referral in which one question was answered with "not known" and others were not asked
    episode = referred(answers={"domestic-abuse": "not-known", "childs-own-words": "I do not want to go back."})
    said = text(look(manager, episode))
    # Then all that was said stands there, the child's own words as such, and what was left open apart
    assert "What is the concern? A bruised child says that going home is not safe." in said
    assert "Does the family or household live with domestic abuse? Not known" in said
    assert "I do not want to go back." in said
    assert "Not asked or left open: Does the family or household live with mental illness?" in said
    # And eight steps say in words how they stand
    for number, title in enumerate(
        ("Match the child", "History and checks", "Information from partners", "Threshold", "Urgent action", "Decision",
         "Tell the referrer", "Allocate"), 1,
    ):  # fmt: skip
        assert step(look(manager, episode), number).startswith(f"{number} {title}")


def test_opening_a_referral_is_written_down(manager):
    episode = referred()
    look(manager, episode)
    read = who_read(stream_of(episode))
    assert [(one.person, one.what) for one in read] == [(manager.reader.person, "screening")]


def test_decisions_stand_in_the_order_of_the_pack_with_who_makes_them_and_why_they_wait(manager):
    # Given a referral rated red
    episode = referred()
    rated(episode, "red-harm", utc(2, 12, 30))
    page = look(manager, episode)
    # Then the rating stands with its reason, and the next step waits for consent, which can be explained
    assert "Red, significant harm suspected or alleged, not immediate" in step(page, 4)
    assert "What the school says is clear. Wilhelmina Socialwork, 2 Mar 2026, 12:30" in step(page, 4)
    decision = step(page, 6)
    assert "Comes first: Consent to a red referral is gained wherever possible" in decision
    assert "INF-G03" in decision
    assert decision.index("Decide whether the MASH process is needed") < decision.index("Decide the next step")


def test_an_area_with_a_signature_names_who_signs(db):
    manager = signed_in("mash-manager", "fenland-council")
    answers = {"domestic-abuse": "no", "mental-illness": "no", "substance-misuse": "no", "learning-difficulties": "no"}
    episode = referred(area="cambridgeshire-peterborough", answers=answers)
    assert "signed by: a social work manager" in step(look(manager, episode), 6)


def test_what_is_urgent_stands_apart_with_what_can_be_begun_at_once(manager):
    episode = referred(answers={"immediate-risk": "yes"})
    rated(episode, "red-immediate", utc(2, 12, 30))
    page = look(manager, episode)
    assert "The referrer says that the child is in danger now." in text(page)
    urgent = step(page, 5)
    assert "At once Call police on 999" in urgent
    assert "Strategy discussion" in urgent


@pytest.mark.covers("REF-G08")
def test_telling_the_referrer_is_owed_with_its_clock_and_a_way_to_do_it(manager):
    episode = referred()
    done(episode, "referral/triage", utc(2, 12, 30), option="signposted", reason="Help in school is fitting.")
    telling = step(look(manager, episode), 7)
    assert "Due tomorrow by 12:30 Tell the referring professional whether it goes to the MASH" in telling
    assert "Record that the referrer was told" in telling


def test_history_tells_of_earlier_referrals_and_of_the_other_children_at_home(manager):
    referred("Balthazar Testcase", utc(5, month=1), born=date(2020, 1, 1), **HOME)
    episode = referred("Ambrosia Testcase", **HOME)
    history = step(look(manager, episode), 2)
    assert "This is the only contact about this child in twelve months." in history
    assert "Balthazar Testcase , born 1 Jan 2020: lives at the same address. 1 contact in twelve months" in history


# Matching


@pytest.fixture
def twice(manager):
    """A child who was referred in January, and again today under another spelling."""
    before = referred("Ambrosia Testcase", utc(5, month=1), born=BORN, **HOME)
    again = referred("Ambrosha Testcase", utc(2, 11), born=BORN, **HOME)
    return before, again


def test_a_child_who_is_known_is_found_matched_with_a_reason_and_the_match_taken_back(manager, twice):
    before, again = twice
    known = stream_of(before)
    # Given that the page shows the child who was known, with what agrees
    page = look(manager, again)
    assert "1 likely" in step(page, 1)
    assert "Ambrosia Testcase Likely" in step(page, 1)
    assert "Same date of birth" in step(page, 1)
    # When the manager says "same child" without saying how they know, then that is asked
    refused = send(manager, again, "judge", candidate=known, verdict="same", reason="")
    assert refused.status_code == 400
    assert "Say how you know that this is the same child." in text(refused)
    # When they say it
    matched = send(manager, again, "judge", candidate=known, verdict="same", reason="Same mother and school.")
    # Then both referrals stand in one file
    assert "This referral is now part of the file of Ambrosia Testcase." in text(matched)
    assert stream_of(again) == known
    assert "2 contacts about this child in twelve months" in step(matched, 2)
    assert "5 Jan 2026" in step(matched, 2)
    assert "Matched with a child who was known" in step(matched, 1)
    # And when the match is taken back, each child has their own file again
    alias = file_of(known).aliases[0]
    apart = send(manager, again, "apart", stream=alias, reason="They are cousins.")
    assert "Each child has their own file again." in text(apart)
    assert stream_of(again) == alias != known
    assert "This is the only contact about this child in twelve months." in step(apart, 2)


def test_another_child_is_said_to_be_one_and_can_be_looked_at_again(manager, twice):
    before, again = twice
    known = stream_of(before)
    page = send(manager, again, "judge", candidate=known, verdict="different", reason="Another mother.")
    assert "Not the same child: Ambrosia Testcase. Another mother." in step(page, 1)
    assert "Compare and say" not in step(page, 1)
    page = send(manager, again, "judge", candidate=known, verdict="undo")
    assert "Compare and say" in step(page, 1)
    # What cannot be told yet stays on the list, and says so
    page = send(manager, again, "judge", candidate=known, verdict="unsure", reason="The school will ring back.")
    assert "Cannot be told yet. The school will ring back." in step(page, 1)


def test_only_files_on_the_list_can_be_matched(manager, twice):
    _, again = twice
    stranger = referred("Clementina Notareal", born=date(2009, 9, 9))
    answer = send(manager, again, "judge", candidate=stream_of(stranger), verdict="same", reason="A guess.")
    assert answer.status_code == 400
    assert "not among those that may be the same child" in text(answer)


# Information


def test_an_agency_is_asked_and_its_answer_appears(manager):
    agency("solent-police")
    episode = referred()
    # When the manager forgets why, what was typed is kept
    said = {
        "agency": "solent-police",
        "what": "Were you called there?",
        "needed-by.day": "3",
        "needed-by.month": "3",
        "needed-by.year": "2026",
    }
    refused = send(manager, episode, "ask", **said)
    assert refused.status_code == 400
    assert "Say why you need to know it." in text(refused)
    assert "Were you called there?</textarea>" in refused.content.decode()
    # When it is complete, it is asked
    asked = send(manager, episode, "ask", purpose="To judge the risk tonight.", **said)
    assert "Waiting for 1 of 1" in step(asked, 3)
    # And the answer stands on the page
    officer = reader("partner-representative", "solent-police", "Constance Constable")
    question = requests_of(stream_of(episode))[0]
    sharing.answer(
        request=question.id,
        text="Twice in March.",
        lawful_basis="public-task",
        nothing_known=False,
        by=officer,
        now=AFTERNOON,
    )
    answered = step(look(manager, episode, TUESDAY), 3)
    assert "Solent Police (invented) Answered" in answered
    assert "Twice in March." in answered
    assert "Public task." in answered


# Allocating


def test_a_manager_allocates_and_an_officer_takes_what_is_owed(manager, officer):
    episode = referred()
    worker = reader("social-worker", name="Wilhelmina Socialwork")
    page = send(manager, episode, "allocate", worker=worker.person, team="")
    assert "With Wilhelmina Socialwork" in step(page, 8)
    # An officer does not allocate, and is told who does
    refused = send(officer, episode, "allocate", worker=officer.reader.person)
    assert refused.status_code == 400
    assert "manager" in text(refused)
    assert "Allocate</button>" not in look(officer, episode).content.decode()


# Together


def test_two_people_with_the_same_referral_open_know_of_each_other(manager, officer):
    episode = referred()
    look(manager, episode, utc(2, 14, 28))
    page = look(officer, episode, utc(2, 14, 30))
    assert "Montgomery Teamlead has this open since 14:28." in text(page)
    # And who has long gone is not named any more
    assert "Montgomery Teamlead" not in text(look(officer, episode, utc(2, 15, 30)))


def test_what_another_writes_appears_by_itself_and_what_did_not_change_costs_nothing(manager, officer):
    episode = referred()
    page = look(officer, episode)
    address = re.search(r'data-live="([^"]+)"', page.content.decode()).group(1).replace("&amp;", "&")
    first = at_a_time(officer, AFTERNOON, address)
    mark = {"If-None-Match": first.headers["ETag"]}
    assert at_a_time(officer, AFTERNOON, address, headers=mark).status_code == 304
    # When somebody rates it meanwhile
    rated(episode, "amber", utc(2, 14, 2))
    fresh = at_a_time(officer, utc(2, 14, 3), address, headers=mark)
    # Then the open page says what, who and when, without being loaded anew
    assert "Wilhelmina Socialwork : Rate the referral red, amber or green, 14:02" in text(fresh)


def test_the_page_says_what_is_new_since_one_last_looked(manager):
    episode = referred()
    look(manager, episode)
    rated(episode, "amber", utc(2, 16))
    said = text(look(manager, episode, TUESDAY))
    assert "New since you last looked, 2 Mar 2026, 14:00" in said
    assert "Rate the referral red, amber or green, Wilhelmina Socialwork, 2 Mar 2026, 16:00" in said


def form_of(answer) -> dict[str, str]:
    """What the form on a step's page holds before anything is typed: its own marks and the moment."""
    found = re.findall(
        r'<input[^>]* name="(_[^"]+|act\.occurred\.[^"]+)"[^>]* value="([^"]*)"', answer.content.decode()
    )
    return dict(found[::-1])


def test_two_who_decide_at_once_do_not_overwrite_each_other_and_the_second_keeps_their_text(manager, officer):
    # Given two people who have both opened the rating of one referral
    episode = referred()
    page = f"/child/{stream_of(episode).removeprefix('child:')}/step/referral/rate/?episode={episode}"
    assert page.replace("&", "&amp;") in look(manager, episode).content.decode()
    first, second = at_a_time(manager, AFTERNOON, page), at_a_time(officer, AFTERNOON, page)
    mine, theirs = form_of(first), form_of(second)
    # When both send it, one after the other
    with clock.at(utc(2, 14, 5)):
        sent = manager.post(
            page,
            mine | {"act.option": "red-harm", "act.reason": "A bruise without a fitting explanation.", "_do": "record"},
        )
        late = officer.post(
            page, theirs | {"act.option": "green", "act.reason": "The school can help alone.", "_do": "record"}
        )
    assert sent.status_code == 302, text(sent)
    # Then the second is shown what the first decided, with their own words still in the form
    assert late.status_code != 302
    assert "Montgomery Teamlead" in text(late)
    assert "The school can help alone." in late.content.decode()
    # And what stands is what the first decided
    assert "A bruise without a fitting explanation." in step(look(manager, episode), 4)
    assert "The school can help alone." not in step(look(manager, episode), 4)


def test_a_proposed_decision_waits_on_the_board_for_a_signature_by_somebody_else(db):
    # Given a social worker's proposal, in an area in which a manager signs each outcome
    manager = signed_in("mash-manager", "fenland-council")
    answers = {"domestic-abuse": "no", "mental-illness": "no", "substance-misuse": "no", "learning-difficulties": "no"}
    episode = referred(area="cambridgeshire-peterborough", answers=answers)
    proposal = {
        "kind": Kind.PROPOSED,
        "option": "no-further-action",
        "reason": "The school helps.",
        "happened_anyway": "Agreed by telephone.",
    }
    done(episode, "referral/next-step", utc(2, 13), area="cambridgeshire-peterborough", **proposal)
    # Then the board holds it under "To be signed"
    assert names(at_a_time(manager, AFTERNOON, "/board/?tab=signing")) == ["Ambrosia Testcase"]
    # And the page says who proposed what, that it does not count yet, and lets the manager sign it
    decision = step(look(manager, episode), 6)
    assert (
        "by Wilhelmina Socialwork, 2 Mar 2026, 13:00. It counts once it is signed by a social work manager." in decision
    )
    assert "Sign or return: Decide the next step" in decision
