"""Signing in and out, being locked out and let in again, choosing a post; and what none of that gives away."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.access.people import PASSWORD, reader, user
from tests.cast import MONDAY, TUESDAY
from waymark.agencies.actions import THE_MACHINE, end_post
from waymark.web import clock

pytestmark = pytest.mark.django_db

EMAIL = "montgomery.teamlead@demo.invalid"
SIGN_IN, ACCOUNT = "/account/login/", "/account/"
WRONG = "The e-mail address or the password is not right."


@pytest.fixture(autouse=True)
def _monday_and_nobody_has_tried_yet():
    cache.clear()
    with clock.at(MONDAY):
        yield


@pytest.fixture
def manager():
    return reader("mash-manager")


def sign_in(client, password=PASSWORD, email=EMAIL, **more):
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def test_somebody_signs_in_sees_who_they_are_and_signs_out(client, manager):
    # Given somebody who wants to see their account
    answer = client.get(ACCOUNT)
    assert answer.url == f"{SIGN_IN}?next=/account/"
    # When they sign in, however they write their address
    answer = sign_in(client, email=" Montgomery.Teamlead@DEMO.invalid", next="/account/")
    # Then they come to that page, which says in which post they are
    assert answer.url == ACCOUNT
    page = client.get(ACCOUNT).content.decode()
    assert "Montgomery Teamlead" in page
    assert "MASH manager" in page
    # And after signing out it is closed again
    assert client.post("/account/logout/").status_code == 302
    assert client.get(ACCOUNT).status_code == 302


def test_five_wrong_passwords_lock_the_address_from_there_with_a_page_that_helps(client, manager):
    for _ in range(4):
        answer = sign_in(client, "wrong-wrong-wrong")
        assert WRONG in answer.content.decode()
    answer = sign_in(client, "wrong-wrong-wrong")
    assert answer.status_code == 429
    # The right one does not help now, in whichever letters the address is written
    for email in (EMAIL, EMAIL.upper()):
        answer = sign_in(client, email=email)
        assert answer.status_code == 429
        assert "set a new password by e-mail" in answer.content.decode()
        assert "15 minutes" in answer.content.decode()
    # A colleague is not locked out with them
    colleague = user("Cordelia Chairing")
    assert sign_in(client, email=colleague.email).status_code == 302


def test_no_lock_needs_a_help_desk(client, manager, mailoutbox):
    # Given somebody who is locked out
    for _ in range(5):
        sign_in(client, "wrong-wrong-wrong")
    # When they set a new password by e-mail
    new = "turnip-lantern-forty"
    link = reset_link(client, mailoutbox)
    form = client.get(link, follow=True)
    answer = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert "Your password has been changed" in answer.content.decode()
    # Then they sign in with it at once, and not with the old one
    assert WRONG in sign_in(client).content.decode()
    assert sign_in(client, new).status_code == 302
    # And the link works no second time
    assert "does not work any more" in client.get(link, follow=True).content.decode()


def reset_link(client, mailoutbox):
    client.post("/account/password/reset/", {"email": EMAIL})
    return re.search(r"http://testserver(\S+)", mailoutbox[-1].body).group(1)


def test_a_weak_password_is_refused_with_the_reason(client, manager, mailoutbox):
    page = client.get(reset_link(client, mailoutbox), follow=True).redirect_chain[-1][0]
    for weak, why in (("short", "at least 12"), ("password1234", "too common"), (EMAIL, "too similar")):
        answer = client.post(page, {"password1": weak, "password2": weak}).content.decode()
        assert why in answer
        assert "There is a problem" in answer


def test_e_mails_tell_nothing_about_anybody(client, manager, mailoutbox):
    for email in (EMAIL, "nobody@demo.invalid"):
        client.post("/account/password/reset/", {"email": email})
    known, unknown = mailoutbox
    assert known.subject == "Set a new password for Waymark"
    assert "Montgomery" not in known.body
    assert unknown.to == ["nobody@demo.invalid"]
    assert "There is no account with it" in unknown.body


@pytest.mark.parametrize(
    ("path", "given"),
    [
        (SIGN_IN, {"login": "{}", "password": "wrong-wrong-wrong"}),
        ("/account/password/reset/", {"email": "{}"}),
    ],
    ids=["signing in", "resetting"],
)
def test_no_page_tells_whether_an_address_is_known(client, manager, path, given):
    def answered(email):
        sent = {name: value.format(email) for name, value in given.items()}
        answer = client.post(path, sent, follow=True)
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        return answer.status_code, answer.redirect_chain, text.replace(email, "")

    assert answered(EMAIL) == answered("nobody@demo.invalid")


def test_an_unknown_address_is_locked_like_a_known_one(client, manager):
    said = []
    for email in (EMAIL, "nobody@demo.invalid"):
        answers = [sign_in(client, "wrong-wrong-wrong", email) for _ in range(6)]
        said.append(
            [(one.status_code, len(one.content) - one.content.count(email.encode()) * len(email)) for one in answers]
        )
    assert [status for status, _ in said[0]] == [status for status, _ in said[1]] == [200] * 4 + [429] * 2


def test_somebody_who_has_left_is_told_whom_to_ask_and_nobody_else_learns_of_it(client, manager):
    who = user()
    who.is_active = False
    who.save(update_fields=["is_active"])
    assert WRONG in sign_in(client, "wrong-wrong-wrong").content.decode()
    answer = client.post(SIGN_IN, {"login": EMAIL, "password": PASSWORD}, follow=True)
    assert "ask there" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", [SIGN_IN, "/account/logout/", "/account/session/", "/account/post/", "/account/password/reset/"]
)
def test_a_form_from_elsewhere_is_refused(manager, path):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(path, {"login": EMAIL, "password": PASSWORD, "email": EMAIL})
    assert answer.status_code == 403
    assert "_auth_user_id" not in strict.session


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.invalid/", "//evil.invalid/", "/\\evil.invalid", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(client, manager, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"
    assert client.post("/account/post/", {"next": elsewhere}).url == "/"
    assert client.post("/account/session/", {}, headers={"referer": elsewhere}).url == "/"


def test_nobody_makes_an_account_for_themselves(client):
    answer = client.post(
        "/account/signup/", {"email": "new@demo.invalid", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert "given by the administrator" in answer.content.decode()
    assert WRONG in sign_in(client, email="new@demo.invalid").content.decode()


def test_changing_the_password_asks_for_the_old_one(client, manager):
    sign_in(client)
    said = {"password1": "turnip-lantern-forty", "password2": "turnip-lantern-forty"}
    refused = client.post("/account/password/change/", {"oldpassword": "wrong", **said})
    assert "Enter your present password" in refused.content.decode()
    done = client.post("/account/password/change/", {"oldpassword": PASSWORD, **said}, follow=True)
    assert "Your password has been changed." in done.content.decode()


def test_somebody_with_two_posts_chooses_and_comes_back_to_the_page(client, manager):
    # Given somebody who is also a conference chair
    reader("conference-chair")
    sign_in(client)
    # When they ask for a page
    answer = client.get(ACCOUNT)
    assert answer.url == "/account/post/?next=%2Faccount%2F"
    form = client.get(answer.url).content.decode()
    assert "MASH manager" in form
    assert "Conference chair" in form
    # Then choosing none, or somebody else's post, is refused; choosing one leads on
    assert "There is a problem" in client.post("/account/post/", {"next": ACCOUNT, "post": "999999"}).content.decode()
    assert client.post("/account/post/", {"next": ACCOUNT, "post": manager.post}).url == ACCOUNT
    assert "MASH manager" in client.get(ACCOUNT).content.decode()


def test_a_post_that_has_ended_gives_nothing(client, manager):
    sign_in(client)
    end_post(post=manager.post, ends=MONDAY.date(), by=THE_MACHINE, now=MONDAY)
    assert client.get(ACCOUNT).status_code == 200
    with clock.at(TUESDAY):
        sign_in(client)
        answer = client.get(ACCOUNT)
    assert answer.status_code == 403
    assert "You have no post at present" in answer.content.decode()


def test_the_session_ends_when_nothing_was_done_for_the_time_of_the_setting(client, manager, settings):
    sign_in(client)
    client.get(ACCOUNT)
    later = MONDAY.replace(minute=MONDAY.minute + 29)
    with clock.at(later):
        assert client.get(ACCOUNT).status_code == 200
    with clock.at(later.replace(minute=later.minute + 29)):
        assert client.get(ACCOUNT).status_code == 200
    with clock.at(later.replace(hour=later.hour + 1)):
        assert client.get(ACCOUNT).url == f"{SIGN_IN}?next=/account/"
        assert "_auth_user_id" not in client.session


def test_asking_how_long_the_session_lasts_does_not_prolong_it_and_staying_does(client, manager):
    sign_in(client)
    client.get(ACCOUNT)
    with clock.at(MONDAY.replace(minute=MONDAY.minute + 20)):
        assert client.get("/account/session/").json() == {"seconds": 600, "signed-in": True}
        assert client.get("/account/session/").json() == {"seconds": 600, "signed-in": True}
        stayed = client.post("/account/session/", headers={"accept": "application/json"})
        assert stayed.json() == {"seconds": 1800, "signed-in": True}
        # Without scripts the button leads back to the page
        assert client.post("/account/session/", headers={"referer": "http://testserver/account/"}).url.endswith(ACCOUNT)
    with clock.at(TUESDAY):
        assert client.get("/account/session/").json() == {"seconds": 0, "signed-in": False}


def test_pages_with_accounts_are_kept_by_no_cache(client, manager):
    sign_in(client)
    assert "no-store" in client.get(ACCOUNT)["Cache-Control"]


def test_the_demo_s_people_are_listed_in_the_demo_only(client, manager, settings):
    assert EMAIL not in client.get(SIGN_IN).content.decode()
    settings.WAYMARK_DEMO = True
    page = client.get(SIGN_IN).content.decode()
    assert EMAIL in page
    assert page.count(settings.WAYMARK_DEMO_PASSWORD) == 1
    # Following the link fills in the address
    assert f'value="{EMAIL}"' in client.get(f"{SIGN_IN}?login={EMAIL}").content.decode()


def test_the_password_on_the_page_is_that_of_the_demo_s_people(settings):
    from waymark.demo import partnership

    assert settings.WAYMARK_DEMO_PASSWORD == partnership.PASSWORD
    assert partnership.DOMAIN == "demo.invalid"
