"""Sending: once, all of it or nothing, into new files; the receipt; what the pack's gates say; what was attached."""

import re
from io import BytesIO

import pytest

from tests.access.people import reader
from tests.cast import MONDAY
from tests.web.report.reporter import Reporter
from waymark.casefile import kept
from waymark.casefile.queries import all_files, file_of
from waymark.ledger.models import Event
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment
from waymark.web.report import sending

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TEACHER = ("professional-referrer", "elm-street-school", "Tarquin Headteacher")


def acts(file):
    return [event for event in file.history.events if event.kind is Kind.DONE]


def test_a_neighbours_concern_is_sent_and_its_receipt_says_what_happens_next(neighbour):
    # Given a neighbour who has said the least that is needed
    neighbour.begins().tells_enough()
    neighbour.opens(f"{neighbour.home}check/").sees("Comes to school hungry", "Not answered", "Now send it")
    # When they send it
    neighbour.sends()
    # Then they read a reference, what happens next, and whom to ring
    neighbour.sees("It has been sent", "What happens next", "Clarify the details with the referrer", "023 8083 3004")
    assert len(neighbour.references) == 1
    # And there is a file with what was said, under nobody's name but their own
    (file,) = all_files()
    (act,) = acts(file)
    assert act.name == "referral/contact"
    assert act.by == f"public:{neighbour.report.pk}"
    assert act.answers["concern"] == "Comes to school hungry and in wet clothes."
    assert act.answers["came-by"] == "online-form"
    assert kept.details(file).name == "Ambrosia Testcase"
    assert kept.facts_of(file)["age-told"] == "about 7"
    # And what was typed is kept nowhere else
    assert neighbour.report.content == {}


def test_not_asked_stays_distinct_from_no(signed_in):
    teacher = signed_in(reader(*TEACHER)).begins()
    teacher.tells_of_child(name="Ambrosia Testcase")
    teacher.answers("household-difficulties", domestic_abuse="no", mental_illness="not-known", substance_misuse="")
    teacher.opens(f"{teacher.home}check/")
    teacher.sees(
        "live with domestic abuse? No",
        "live with mental illness? Not known",
        "Not answered: 3 questions (Difficulties at home)",
    )
    teacher.answers("the-concern", concern="Hungry")
    teacher.sends().sees("It has been sent")
    (act,) = acts(next(iter(all_files())))
    assert act.answers["domestic-abuse"] == "no"
    assert act.answers["mental-illness"] == "not-known"
    assert "substance-misuse" not in act.answers


def test_several_children_and_one_who_is_not_born_each_have_a_file_and_a_reference(neighbour):
    # Given a report about a girl, her brother whose name nobody knows, and a baby
    neighbour.begins().tells_enough()
    neighbour.tells_of_child(description="A boy with a red coat", age="5 or 6", sex="male")
    neighbour.opens(f"{neighbour.home}children/new/")
    neighbour.posts_as_is(
        neighbour.address,
        {"unborn": "yes", "due.day": "1", "due.month": "June", "due.year": "2026", "action": "continue"},
    )
    neighbour.sees("You have added 3 children", "expected on 1 June 2026")
    neighbour.posts(f"{neighbour.home}children/", siblings="yes")
    neighbour.tells_of_person(name="Hortensia Testcase", relationship="mother", in_household="yes")
    # When it is sent
    neighbour.sends().sees("It has been sent", "For each child")
    assert len(neighbour.references) == 3
    # Then each has a file, with the same words and under one act number
    files = {kept.details(file).name: file for file in all_files()}
    assert set(files) == {"Ambrosia Testcase", "Name not known: A boy with a red coat", "Unborn baby"}
    assert len({acts(file)[0].answers["concern"] for file in files.values()}) == 1
    numbers = Event.objects.filter(type="act", rule="referral/contact").values_list("act_number", flat=True)
    assert len(numbers) == 3
    assert len(set(numbers)) == 1
    # And they know of one another and of their mother
    baby = files["Unborn baby"]
    assert kept.details(baby).due_date.isoformat() == "2026-06-01"
    around = {one.name: one.relationship for one in kept.people(baby)}
    assert around["Hortensia Testcase"] == "mother"
    assert around["Name not known: A boy with a red coat"] == "brother"
    assert {one.stream for one in kept.people(baby) if one.stream} == {file.stream for file in files.values()} - {
        baby.stream
    }


def test_children_are_not_made_brothers_and_sisters_unless_somebody_says_so(neighbour):
    neighbour.begins().tells_enough()
    neighbour.tells_of_child(name="Balthazar Placeholder")
    neighbour.sends()
    assert all(not kept.people(file) for file in all_files())


@pytest.mark.parametrize("siblings", ["yes", "no"])
def test_what_is_said_of_each_child_stays_with_that_child_unless_they_are_family(signed_in, siblings):
    # Given two children on one referral, in an area that asks some things of each child
    teacher = signed_in(reader(*TEACHER)).begins("cambridgeshire-peterborough")
    teacher.tells_of_child(name="Ambrosia Testcase", sex="female")
    teacher.tells_of_child(name="Balthazar Placeholder")
    teacher.posts(f"{teacher.home}children/", siblings=siblings)
    # Then name, birth and gender are not asked again
    teacher.opens(f"{teacher.home}topic/referral--family-details/").does_not_see("Full name, spelt correctly")
    teacher.says_that_the_rest_is_not_known().sends().sees("It has been sent")
    # And stand in the answers, those of the other child only in the file of a brother or sister
    for file in all_files():
        own = kept.details(file).name
        told = {row["member"]: row["answer"] for row in acts(file)[0].answers["gender"]}
        known = {"Ambrosia Testcase": "Female", "Balthazar Placeholder": "not-known"}
        assert told == (known if siblings == "yes" else {own: known[own]})


def test_pressing_twice_sends_once(neighbour):
    neighbour.begins().tells_enough()
    first = neighbour.sends().references
    second = neighbour.sends().references
    assert first == second
    assert len(list(all_files())) == 1


def test_what_has_been_sent_cannot_be_changed_here(neighbour):
    neighbour.begins().tells_enough().sends()
    neighbour.answers("the-concern", concern="Something else").sees("It has been sent")
    assert acts(next(iter(all_files())))[0].answers["concern"].startswith("Comes to school hungry")


def test_when_sending_fails_nothing_is_lost_and_nothing_is_half_sent(neighbour, monkeypatch):
    # Given two children, and a machine that breaks at the second
    neighbour.begins().tells_enough()
    neighbour.tells_of_child(name="Balthazar Placeholder")
    whole, calls = sending.records.open_file, []

    def breaks(**given):
        calls.append(given)
        if len(calls) == 2:
            raise OSError("The disk is full.")
        return whole(**given)

    monkeypatch.setattr(sending.records, "open_file", breaks)
    neighbour.sends()
    # Then the person reads that it was not sent and whom to ring, with all of it before them
    assert neighbour.status == 500
    neighbour.sees("It was not sent", "Everything that you wrote is kept", "023 8083 3004", "Balthazar Placeholder")
    assert not list(all_files())
    # And later it goes
    monkeypatch.undo()
    neighbour.sends().sees("It has been sent")
    assert len(list(all_files())) == 2


def test_a_concern_without_a_child_cannot_be_sent(neighbour):
    neighbour.begins().answers("the-concern", concern="Hungry")
    neighbour.answers("who-tells-us", reporter_kind="public")
    neighbour.sends()
    assert neighbour.status == 422
    neighbour.sees("Say which child this is about")


def test_what_must_be_said_is_listed_with_links_and_holds_the_sending(neighbour):
    neighbour.begins().tells_of_child(name="Ambrosia Testcase")
    neighbour.opens(f"{neighbour.home}check/").sees("answers are missing", "What is the concern?", "Who is telling us?")
    assert f"{neighbour.home}topic/referral--the-concern/#q-concern" in neighbour.html
    assert neighbour.sends().status == 422
    assert not list(all_files())


def test_a_child_in_danger_is_told_of_at_once_with_the_rest_to_follow(neighbour):
    neighbour.begins(danger="yes").sees("If you have not called 999 yet, call now")
    neighbour.tells_of_child(description="A child at a window, crying")
    neighbour.opens(f"{neighbour.home}check/").sees("Send now, add the rest later")
    neighbour.sends().sees("It has been sent", "If the child is still in danger, call 999")
    (act,) = acts(next(iter(all_files())))
    assert act.answers["immediate-risk"] == "yes"


@pytest.mark.covers("REF-D17", "REF-E02")
def test_in_cambridgeshire_a_professional_cannot_refer_without_a_name(signed_in):
    # Given a teacher who takes their name away
    teacher = signed_in(reader(*TEACHER)).begins("cambridgeshire-peterborough", danger="yes")
    teacher.tells_of_child(name="Ambrosia Testcase")
    teacher.answers("who-tells-us", action="later", referrer_name="")
    # Then the rule is said in words, with why, and it is not sent although a child is in danger
    teacher.opens(f"{teacher.home}check/").sees("A professional cannot refer anonymously", "Before this can be sent")
    assert teacher.sends().status == 422
    teacher.answers("who-tells-us", action="later", referrer_name="Tarquin Headteacher")
    teacher.sends().sees("It has been sent")


def test_documents_go_into_every_childs_file_and_leave_no_copy_behind(neighbour, tmp_path):
    neighbour.begins().tells_enough()
    neighbour.tells_of_child(name="Balthazar Placeholder")
    page = f"{neighbour.home}documents/"
    neighbour.posts_as_is(page, {"title": "A note from the wall", "file": named(PDF, "note.pdf")}).sees(
        "A note from the wall"
    )
    neighbour.posts_as_is(page, {"title": "Twice", "file": named(PDF, "twice.pdf")})
    neighbour.posts_as_is(page, {"remove": neighbour.report.content["documents"][1]["id"]}).does_not_see("Twice")
    with pytest.MonkeyPatch.context() as patch:
        # Django's tests never commit; what is done then is done here at once.
        patch.setattr("django.db.transaction.on_commit", lambda do, **more: do())
        neighbour.sends().sees("It has been sent")
    for file in all_files():
        assert [one.title for one in kept.documents(file)] == ["A note from the wall"]
    assert not (tmp_path / "unsent" / neighbour.report.pk).exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"x" * 1_000_001, "large.pdf", "must be smaller than 1 MB"),
        (b"MZ\x90\x00" + b"\x00" * 60, "letter.pdf", "not taken"),
        (b"<html><script>alert(1)</script></html>", "page.html", "taken"),
        (PDF, "picture.png", "Give it the right name"),
        (b"", "empty.pdf", ""),
    ],
)
def test_a_file_that_is_too_large_or_of_another_kind_is_refused_with_a_reason(neighbour, settings, content, name, said):
    settings.WAYMARK_DOCUMENT_MEGABYTES = 1
    neighbour.begins()
    neighbour.posts_as_is(f"{neighbour.home}documents/", {"title": "", "file": named(content, name)})
    assert neighbour.status == 422
    neighbour.sees("There is a problem", said)
    assert neighbour.report.content["documents"] == []


def test_scripts_and_formulas_are_words_like_others(neighbour):
    nasty = '<script>alert("1")</script>'
    neighbour.begins().tells_enough()
    neighbour.tells_of_child(name=nasty, school='=HYPERLINK("http://x")')
    neighbour.answers("the-concern", concern=f"{nasty}\n=1+1\x00\u202e")
    for page in ("", "check/", "children/", "topic/referral--the-concern/"):
        neighbour.opens(neighbour.home + page)
        assert nasty not in neighbour.html
        assert neighbour.status == 200
    neighbour.sends().sees("It has been sent")
    file = next(file for file in all_files() if kept.details(file).name == nasty)
    assert kept.details(file).school == '=HYPERLINK("http://x")'
    assert acts(file)[0].answers["concern"].startswith(f"{nasty}\n=1+1")


JUNK = [
    "",
    "x" * 200_000,
    "\x00\x01",
    "-1",
    "../../etc/passwd",
    "😀" * 50,
    "9999999999999",
    "not-an-option",
    "[]",
    "{}",
]


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_whatever_is_posted_no_page_breaks(neighbour, junk):
    neighbour.begins()
    names = ["danger", "area", "postcode", "how", "agency", "code", "pin", "name", "born.day", "born.month", "born.year", "unborn", "sex",
             "relationship", "in_household", "immediate-risk", "reporter-kind", "concern", "concern.state", "siblings", "action", "title",
             "remove", "_add", "_remove", "_copy", "shown"]  # fmt: skip
    data = {name: [junk, junk] for name in names} | {junk[:40] or "empty": junk[:100]}
    pages = ["", "code/", "children/", "people/", "documents/", "children/abc/", "people/abc/", "topic/referral--danger-now/",
             "topic/referral--the-concern/", "topic/no-such/", "send/", "check/", "sent/"]  # fmt: skip
    for address in ["/report/", "/report/area/", "/report/come-back/", *(neighbour.home + page for page in pages)]:
        neighbour.posts_as_is(address, data)
        assert neighbour.status in (200, 400, 404, 413, 422, 429), f"{address}: {neighbour.status}"
    for page in pages:
        assert neighbour.opens(neighbour.home + page).status in (200, 404)
    assert not list(all_files())


def test_no_address_holds_anything_about_a_child(neighbour):
    addresses = []
    for step in (
        lambda: neighbour.posts("/report/area/?danger=no", postcode="PO30 1CC"),
        lambda: neighbour.begins("isle-of-wight"),
        lambda: neighbour.tells_enough(),
        lambda: neighbour.sends(),
    ):
        step()
        addresses.append(neighbour.address)
    assert addresses[-1].endswith("/sent/")
    assert not [one for one in addresses if re.search("ambrosia|testcase|PO30|child:", one, re.IGNORECASE)]


def test_the_moment_of_sending_is_the_moment_of_the_act(neighbour):
    neighbour.begins().tells_enough().sends()
    (file,) = all_files()
    assert acts(file)[0].occurred == Moment.at(MONDAY)
    assert file_of(file.stream).history.episodes


def named(content, name):
    file = BytesIO(content)
    file.name = name
    return file


def test_a_receipt_is_for_its_sender_alone(neighbour):
    neighbour.begins().tells_enough().sends()
    stranger = Reporter().opens(f"{neighbour.home}sent/")
    stranger.sees("Come back to what you have begun").does_not_see("It has been sent")
