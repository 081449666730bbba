"""Every page of a file in a browser: axe finds nothing, nothing scrolls sideways on a phone, nothing needs a script."""

import pytest

from tests.access.people import PASSWORD
from tests.web.file.a_file import a_child, event, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def pages(child: str) -> list[str]:
    """Every page of a file that is read or filled in."""
    seen = event(child, "assessment/child-seen").id
    inside = (
        "", "pathway/", "chronology/", "tasks/", "records/", f"records/{seen}/", f"records/{seen}/correct/", f"records/{seen}/mark/",
        "people/", "people/add/", "people/add/?kind=professional", "details/", "warnings/add/", "documents/", "as-of/",
        "as-of/?day=6/3/2026", "as-of/?day=31/2/2026", "reads/",
    )  # fmt: skip
    return ["/child/", "/child/?q=Ambrosia", *(f"/child/{child}/{path}" for path in inside)]


@pytest.mark.parametrize("phone", [False, True])
def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways(visitor, phone):
    child = a_child()
    email = f"{signed_in('team-manager', 'Montgomery Teamlead').reader.name.replace(' ', '.').lower()}@demo.invalid"
    somebody = visitor(phone=phone)
    somebody.signs_in(email, PASSWORD)
    for path in pages(child):
        somebody.goes_to(path)
        wide = somebody.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{path} scrolls sideways"


def test_a_worker_without_scripts_reads_marks_and_changes(visitor):
    child = a_child()
    email = f"{signed_in('social-worker').reader.name.replace(' ', '.').lower()}@demo.invalid"
    somebody = visitor(script=False)
    somebody.signs_in(email, PASSWORD)
    somebody.goes_to(f"/child/{child}/")
    somebody.follows("Chronology")
    somebody.sees("She comes to nursery hungry.")
    somebody.follows("People")
    somebody.presses("Add somebody of the family")
    somebody.fills("Name", "Gwendoline Testcase")
    somebody.page.get_by_label("What they are to the child").select_option("sister")
    somebody.presses("Save")
    somebody.sees("Gwendoline Testcase is on the list.")
