"""A social worker records what was done on the page of a step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cast import EVERYTHING, MONDAY, TEACHER, WORKER, refer, referral
from tests.web.steps.forms import step_form
from tests.web.steps.setting import CHILD, begin
from waymark.casefile.actions import give, record
from waymark.casefile.acts import Act
from waymark.casefile.packs import pack_on
from waymark.casefile.queries import file_of
from waymark.ledger.queries import stream_events
from waymark.people.persons import Person
from waymark.procedures.history import Given
from waymark.procedures.time import Moment

pytestmark = pytest.mark.django_db
NEXT_STEP = "/child/ambrosia/step/referral/next-step/"


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def send(client, address: str, shown: str, do: str = "record", **typed: object):
    """Presses a button of the step's form, as the page stood, with some fields typed."""
    form = step_form(shown)
    return client.post(
        address, form.sent | {"_do": do} | {name.replace("__", "."): value for name, value in typed.items()}
    )


def acts(name: str) -> list:
    return [event for event in file_of(CHILD).history.events if event.name == name]


@pytest.fixture
def a_referral(at_noon):
    begin(TEACHER, referral(MONDAY))


def test_the_page_says_the_rule_asks_and_records(client, sign_in, a_referral):
    sign_in("social-worker")
    shown = page(client, NEXT_STEP)

    answer = send(client, NEXT_STEP, shown, act__option="no-further-action", act__reason="Seen and safe.")

    assert "Ambrosia Testcase" in shown
    assert answer.status_code == 302, answer.content.decode()
    assert acts("referral/next-step")[0].option == "no-further-action"
    assert "Recorded: " in page(client, answer.url)


def test_whoever_may_not_do_a_step_reads_why_and_a_stranger_reads_nothing(client, sign_in, a_referral):
    sign_in("conference-chair")
    refused = page(client, NEXT_STEP, status=403)
    sign_in("business-manager")
    nothing = page(client, NEXT_STEP, status=404)

    assert "You cannot record this" in refused
    assert "REF-" in refused or "NAT-" in refused, "the rule may be read"
    assert "Ambrosia" not in nothing


def test_a_step_that_the_rules_do_not_know_is_not_there(client, sign_in, a_referral):
    sign_in("social-worker")

    page(client, "/child/ambrosia/step/referral/no-such-step/", status=404)
    page(client, "/child/nobody/step/referral/next-step/", status=404)
    page(client, f"{NEXT_STEP}?episode=no-such-episode", status=404)


def test_what_is_missing_is_said_and_everything_typed_stays(client, sign_in, a_referral):
    sign_in("social-worker")

    answer = send(
        client,
        NEXT_STEP,
        page(client, NEXT_STEP),
        act__reason="Text that must not be lost.",
        act__occurred__day="31",
        act__occurred__month="2",
    )
    shown = answer.content.decode()

    assert "There is a problem" in shown
    assert "What is decided?" in shown
    assert "has no day 31" in shown
    assert "Text that must not be lost." in shown
    assert not acts("referral/next-step")


def test_the_same_form_sent_twice_is_recorded_once(client, sign_in, a_referral):
    sign_in("social-worker")
    shown = page(client, NEXT_STEP)

    first = send(client, NEXT_STEP, shown, act__option="no-further-action", act__reason="Seen and safe.")
    second = send(client, NEXT_STEP, shown, act__option="no-further-action", act__reason="Seen and safe.")

    assert first.url == second.url
    assert len(acts("referral/next-step")) == 1


def test_what_somebody_else_wrote_meanwhile_is_shown_before_it_is_recorded(client, sign_in, a_referral):
    sign_in("social-worker")
    shown = page(client, NEXT_STEP)
    refer(CHILD, MONDAY)

    stopped = send(
        client, NEXT_STEP, shown, act__option="no-further-action", act__reason="Seen and safe."
    ).content.decode()
    confirmed = client.post(NEXT_STEP, step_form(stopped).sent | {"_do": "record"})

    assert "Somebody else has written in this file meanwhile" in stopped
    assert "Seen and safe." in stopped
    assert confirmed.status_code == 302
    assert len(acts("referral/next-step")) == 1


def test_a_draft_outlives_anything_and_goes_once_it_is_recorded(client, sign_in, a_referral):
    sign_in("social-worker")
    form = step_form(page(client, NEXT_STEP))
    kept = client.post(form.attributes["data-draft"], form.sent | {"act.reason": "Half a reason"}).json()

    again = page(client, NEXT_STEP)
    send(client, NEXT_STEP, again, act__option="no-further-action", act__reason="A whole reason")

    assert kept["version"] == 1
    assert "Half a reason" in again
    assert "Continue with what you typed at" in again
    assert "a whole reason" not in page(client, NEXT_STEP).lower()


def test_nobody_else_sees_a_draft(client, sign_in, a_referral):
    sign_in("social-worker")
    form = step_form(page(client, NEXT_STEP))
    client.post(form.attributes["data-draft"], form.sent | {"act.reason": "Half a reason"})
    sign_in("team-manager")

    assert "Half a reason" not in page(client, NEXT_STEP)


def test_a_draft_can_be_thrown_away(client, sign_in, a_referral):
    sign_in("social-worker")
    form = step_form(page(client, NEXT_STEP))
    client.post(form.attributes["data-draft"], form.sent | {"act.reason": "Half a reason"})

    client.post(NEXT_STEP, {"_do": "discard"})

    assert "Half a reason" not in page(client, NEXT_STEP)


def test_two_windows_show_both_texts_and_record_nothing_until_one_is_chosen(client, sign_in, a_referral):
    sign_in("social-worker")
    address = "/child/ambrosia/step/referral/referral/"
    topic = step_form(page(client, f"{address}?topic=referral--the-concern"))
    first = client.post(
        f"{address}?topic=referral--the-concern", topic.sent | {"_do": "topic", "concern": "From this window"}
    )
    second = client.post(
        f"{address}?topic=referral--the-concern", topic.sent | {"_do": "topic", "concern": "From the other window"}
    )

    assert first.status_code == 302
    shown = second.content.decode()
    assert "Two windows" in shown
    assert "From this window" in shown
    assert "From the other window" in shown


def test_an_autosave_from_a_second_window_is_refused_and_keeps_the_first(client, sign_in, a_referral):
    sign_in("social-worker")
    form = step_form(page(client, NEXT_STEP))
    client.post(form.attributes["data-draft"], form.sent | {"act.reason": "First window"})

    second = client.post(form.attributes["data-draft"], form.sent | {"act.reason": "Second window"})

    assert second.status_code == 409
    assert "First window" in page(client, NEXT_STEP)


def test_what_was_sent_after_the_session_had_ended_is_there_after_signing_in_again(client, sign_in, a_referral):
    sign_in("social-worker")
    form = step_form(page(client, NEXT_STEP))
    del client.cookies["sessionid"]

    led_away = client.post(NEXT_STEP, form.sent | {"act.reason": "Typed for an hour", "_do": "record"})
    sign_in("social-worker")

    assert led_away.status_code == 302
    assert "login" in led_away.url
    assert "Typed for an hour" in page(client, NEXT_STEP)
    assert not acts("referral/next-step")


def test_a_long_form_is_asked_topic_by_topic_and_nothing_is_lost_between_them(client, sign_in, a_referral):
    sign_in("social-worker")
    address = "/child/ambrosia/step/referral/referral/"
    listed = page(client, address)
    topic = f"{address}?topic=referral--the-concern"

    onward = send(client, topic, page(client, topic), do="topic", concern="Comes to school hungry.")
    back = page(client, address)
    answer = send(client, address, back)

    assert "govuk-task-list" in listed
    assert "topic=" in onward.url, "on to the next topic"
    assert "Done" in back
    assert "Who is telling us" in answer.content.decode(), "what is missing on another page is named"
    assert "topic=referral--who-tells-us" in answer.content.decode()


def test_a_refusal_names_the_rule_and_what_has_happened_is_recorded_with_a_reason(client, sign_in, at_noon):
    begin(TEACHER, referral(MONDAY, happened_anyway="Rang at once."), area="cambridgeshire-peterborough")
    sign_in("social-worker")

    stopped = send(
        client, NEXT_STEP, page(client, NEXT_STEP), act__option="no-further-action", act__reason="Seen and safe."
    )
    text = stopped.content.decode()
    again = step_form(text).sent | {"_do": "record", "act.anyway": "It was decided in the night, before anything else."}
    anyway = client.post(NEXT_STEP, again)

    assert 'id="refused"' in text
    assert "The chronology is under way" in text
    assert "Seen and safe." in text
    assert "This has already happened: record it and say why" in text
    assert anyway.status_code == 302, anyway.content.decode()
    assert "Recorded although a rule stood against it" in page(client, anyway.url)


def test_a_proposal_is_authorised_by_somebody_else_as_it_was_proposed(client, sign_in, at_noon):
    begin(TEACHER, referral(MONDAY, happened_anyway="Rang at once."), area="cambridgeshire-peterborough")
    address = propose(client, sign_in)
    sign_in("team-manager")
    shown = page(client, address)

    stopped = client.post(address, {"_do": "authorise", "_key": "k1"})
    signed = (
        client.post(address, {"_do": "authorise", "_key": "k1", "act.anyway": "It was urgent."})
        if stopped.status_code == 200
        else stopped
    )

    assert "Seen and safe." in shown
    assert "Proposed by" in shown
    assert signed.status_code == 302, signed.content.decode()
    assert [one.kind.value for one in acts("referral/next-step")] == ["proposed", "done"]
    assert acts("referral/next-step")[1].by != acts("referral/next-step")[0].by


def test_a_returned_proposal_keeps_its_text_and_shows_the_comment(client, sign_in, at_noon):
    begin(TEACHER, referral(MONDAY, happened_anyway="Rang at once."), area="cambridgeshire-peterborough")
    address = propose(client, sign_in)
    sign_in("team-manager")

    empty = client.post(address, {"_do": "return", "comment": " "}).content.decode()
    back = client.post(address, {"_do": "return", "comment": "Say what the school does."})
    sign_in("social-worker")
    shown = page(client, address)

    assert "Say what should change" in empty
    assert back.status_code == 302
    assert "Returned for changes" in shown
    assert "Say what the school does." in shown
    assert "Seen and safe." in shown


def propose(client, sign_in) -> str:
    """A social worker proposes what happens next, although rules stand against it."""
    sign_in("social-worker")
    said = {
        "act.option": "no-further-action",
        "act.reason": "Seen and safe.",
        "act.anyway": "It could not wait.",
        "_do": "record",
    }
    answer = client.post(NEXT_STEP, step_form(page(client, NEXT_STEP)).sent | said)
    assert answer.status_code == 302, answer.content.decode()
    return NEXT_STEP


def test_a_step_is_planned_for_later_and_the_plan_is_taken_back(client, sign_in, a_referral):
    sign_in("social-worker")
    form = step_form(page(client, NEXT_STEP)).sent
    when = {"plan.for.day": "9", "plan.for.month": "3", "plan.for.year": "2026", "plan.for.time": "10:00"}

    past = client.post(NEXT_STEP, form | when | {"_do": "plan", "plan.for.month": "1"})
    planned = client.post(NEXT_STEP, form | when | {"_do": "plan"})
    shown = page(client, NEXT_STEP)
    cancelled = client.post(NEXT_STEP, form | {"_do": "cancel"})

    assert "has not passed" in past.content.decode()
    assert planned.status_code == cancelled.status_code == 302
    assert "Planned for 9 Mar 2026, 10:00" in shown
    assert [one.kind.value for one in acts("referral/next-step")] == ["planned", "cancelled"]


def test_who_was_told_is_recorded_from_the_duty_to_tell(client, sign_in, a_referral):
    sign_in("social-worker")
    address = "/child/ambrosia/step/tell/?duty=referral/acknowledge"
    shown = page(client, address)
    form = step_form(shown)
    (someone, *_) = [value for value in form.controls["told"].options if value]

    answer = client.post(address, form.sent | {"told": someone})

    assert answer.status_code == 302, answer.content.decode()
    (told,) = [event for event in file_of(CHILD).history.events if event.kind.value == "told"]
    assert (told.told, told.duty) == (someone, "referral/acknowledge")


def test_a_rule_that_may_not_be_waived_has_no_page_for_it(client, sign_in, a_referral):
    sign_in("social-worker")

    page(client, "/child/ambrosia/step/waive/?rule=referral/acknowledge", status=404)
    page(client, "/child/ambrosia/step/consider/?duty=referral/acknowledge", status=404)


def test_the_menu_shows_what_is_owed_first_and_finds_a_step_by_its_words(client, sign_in, a_referral):
    sign_in("social-worker")

    everything = page(client, "/child/ambrosia/step/")
    found = page(client, "/child/ambrosia/step/?q=next+step")
    nothing = page(client, "/child/ambrosia/step/?q=zzzz")

    assert everything.index("Decide the next step") < everything.index("Begin: ")
    assert "Decide the next step" in found
    assert "Begin: " not in found
    assert "Nothing with the words" in nothing


def test_the_same_note_goes_into_a_brothers_file_under_one_act_number(client, sign_in, at_noon):
    brother = "child:balthazar"
    begin(TEACHER, referral(MONDAY))
    begin(TEACHER, referral(MONDAY), stream=brother, name="Balthazar Testcase")
    row = Person(id="1", name="Balthazar Testcase", relationship="brother", stream=brother).row()
    by = replace(TEACHER, scope=EVERYTHING)
    give(stream=CHILD, given=[Given(name="person:1", value=row)], by=by, occurred=Moment.at(MONDAY), now=MONDAY)
    sign_in("social-worker")

    answer = send(
        client,
        NEXT_STEP,
        page(client, NEXT_STEP),
        act__option="no-further-action",
        act__reason="Both safe.",
        also="balthazar",
    )

    assert answer.status_code == 302, answer.content.decode()
    numbers = [
        one.act_number
        for stream in (CHILD, brother)
        for one in stream_events(stream)
        if one.rule == "referral/next-step"
    ]
    assert len(numbers) == 2
    assert len(set(numbers)) == 1


def test_a_meeting_without_the_police_is_visibly_not_quorate(client, sign_in, a_referral):
    sign_in("social-worker")
    address = "/child/ambrosia/step/strategy-discussion/strategy-discussion/"
    form = step_form(page(client, address))
    ticked = {"act.present": ["social-care", "health"]}

    kept = client.post(form.attributes["data-draft"], form.sent | ticked).json()
    shown = page(client, address)

    assert kept["quorum"] == {"ok": False, "text": "Not quorate: the police is missing"}
    assert "Not quorate: the police" in shown


def considered_and_waivable(area: str) -> tuple[str, str]:
    """A duty of the referral to weigh something, and a rule of it that may be waived, of an area that has both."""
    pack = pack_on(area, MONDAY.date())
    weigh = next((name for name, duty in pack.duties.items() if duty.consider and duty.pathway == "referral"), "")
    rules = {**pack.gates, **pack.duties}
    return weigh, next(
        (name for name, rule in rules.items() if rule.waive is not None and rule.pathway == "referral"), ""
    )


def test_weighing_something_needs_a_reason_where_it_was_not_done(client, sign_in, at_noon):
    weigh, _ = considered_and_waivable("cambridgeshire-peterborough")
    begin(TEACHER, referral(MONDAY, happened_anyway="Rang at once."), area="cambridgeshire-peterborough")
    sign_in("social-worker")
    address = f"/child/ambrosia/step/consider/?duty={weigh}"
    form = step_form(page(client, address))

    without = client.post(address, form.sent | {"did": "did-not"})
    with_reason = client.post(address, form.sent | {"did": "did-not", "reason": "Nothing of it applies here."})

    assert "Say why it was not done" in without.content.decode()
    assert with_reason.status_code == 302, with_reason.content.decode()
    assert [event.name for event in file_of(CHILD).history.events if event.kind.value == "considered"] == [weigh]


def test_a_rule_is_waived_once_with_its_ground_and_reason_and_leads_back(client, sign_in, at_noon):
    _, waivable = considered_and_waivable("cambridgeshire-peterborough")
    begin(TEACHER, referral(MONDAY, happened_anyway="Rang at once."), area="cambridgeshire-peterborough")
    sign_in("team-manager")
    address = f"/child/ambrosia/step/waive/?rule={waivable}&back=referral/next-step"
    form = step_form(page(client, address))
    grounds = [value for value in form.controls["grounds"].options if value] if "grounds" in form.controls else []

    without = client.post(address, form.sent)
    waived = client.post(
        address, form.sent | {"reason": "The family is abroad."} | ({"grounds": grounds[0]} if grounds else {})
    )

    assert "There is a problem" in without.content.decode()
    assert waived.status_code == 302, waived.content.decode()
    assert "/referral/next-step/" in waived.url
    (event,) = [event for event in file_of(CHILD).history.events if event.kind.value == "waived"]
    assert (event.name, event.reason) == (waivable, "The family is abroad.")


def test_what_is_known_already_is_offered_and_used_only_on_a_yes(client, sign_in, at_noon):
    begin(TEACHER, referral(MONDAY))
    said = [Given(name="allocated-worker", value="Montgomery Teamlead")]
    give(stream=CHILD, given=said, by=replace(TEACHER, scope=EVERYTHING), occurred=Moment.at(MONDAY), now=MONDAY)
    sign_in("social-worker")
    pack = pack_on("national", MONDAY.date())
    wanting = next(one for one in pack.questions.values() if one.prefill == "allocated-worker")
    step = next(step for step in pack.steps.values() if step.form and wanting in pack.form_questions(step.form))
    record(stream=CHILD, act=opening_of(pack, step), by=WORKER, area="national", now=MONDAY)

    shown = page(client, f"/child/ambrosia/step/{step.name}/")

    assert "Already known: <strong>Montgomery Teamlead</strong>" in shown
    assert f'name="{wanting.name.rpartition("/")[2]}.use"' in shown


def opening_of(pack, step) -> Act:
    """The act that begins the pathway of a step."""
    start = pack.steps[pack.pathways[step.pathway].starts[0]]
    option = start.decides.rows[0].id if start.decides is not None else ""
    return Act(
        name=start.name,
        occurred=Moment.at(MONDAY),
        option=option,
        reason="It was needed.",
        happened_anyway="It had happened.",
    )
