"""The manual on a desktop, on a telephone and on paper; axe looks at each page."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

MANUAL = "/guidance/southampton/manual/"
CHAPTERS = ("referral/", "neglect/", "shared/")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_contents_chapters_and_a_section_are_sound_and_fit_the_screen(visitor, phone):
    reader = visitor(phone=phone)
    for path in ("", *CHAPTERS, "referral/clocks/", "changes/", "compare/early-help/?with=portsmouth"):
        reader.goes_to(MANUAL + path)
        wide, screen = reader.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= screen, path


def test_somebody_finds_a_deadline_in_three_clicks_and_comes_back(visitor):
    # Given a teacher without an account
    teacher = visitor()
    teacher.goes_to(MANUAL)
    # When they look for the referral's deadlines
    teacher.follows("Contact, referral and screening")
    teacher.follows("By when")
    # Then they stand at them, and the way back is there
    assert teacher.page.url.endswith("/referral/#clocks")
    teacher.follows("Manual")
    teacher.sees("Procedures manual for Southampton")


@pytest.mark.covers("GOV-H14")
def test_a_print_carries_its_moment_and_opens_what_is_folded(visitor):
    reader = visitor()
    reader.goes_to(MANUAL + "referral/examples/")
    stamp = reader.page.locator(".wm-manual__stamp")
    assert not stamp.is_visible()
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    reader.page.emulate_media(media="print")
    assert stamp.is_visible()
    assert "check http" in stamp.inner_text()
    assert reader.page.locator(".wm-manual details:not([open])").count() == 0
    assert not reader.page.locator(".wm-manual__side").is_visible()


def test_titles_are_found_without_scripts(visitor):
    reader = visitor(script=False)
    reader.goes_to(MANUAL)
    reader.fills("Find a chapter", "referral")
    reader.presses("Find")
    reader.sees("Titles with “referral”")
    reader.follows("Contact, referral and screening")
    reader.sees("Who may start it and what is done")
