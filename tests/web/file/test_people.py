"""Who the child is and who is around them: shown, changed, and kept when a change is refused."""

import pytest

from tests.web.file.a_file import NOW, a_child, by_worker, page, signed_in, text
from waymark.casefile import kept, records
from waymark.casefile.queries import file_of
from waymark.people.details import Details
from waymark.web.shell.streams import stream_of

pytestmark = pytest.mark.django_db


def person(child: str, name: str):
    """Somebody around the child."""
    return next(one for one in kept.people(file_of(stream_of(child))) if one.name == name)


def test_household_family_and_professionals_stand_apart(worker, child):
    said = page(worker, child, "people/")
    assert said.index("Household") < said.index("Petronella Testcase") < said.index("Family elsewhere")
    assert said.index("Family elsewhere") < said.index("Ebenezer Testcase") < said.index("Professionals")


def test_somebody_is_added_to_the_family(worker, child):
    said = {"name": "Gwendoline Testcase", "relationship": "sister", "in_household": "yes", "kind": "family"}
    assert worker.post(f"/child/{child}/people/add/", said).status_code == 302
    added = person(child, "Gwendoline Testcase")
    assert (added.relationship, added.in_household, added.parental_responsibility) == ("sister", True, None)
    assert "Gwendoline Testcase , sister" in page(worker, child)


def test_a_relationship_that_is_none_is_refused_and_the_rest_is_kept(worker, child):
    said = {"name": "Gwendoline Testcase", "relationship": "goldfish", "note": "Rings at noon.", "kind": "family"}
    answer = worker.post(f"/child/{child}/people/add/", said)
    assert answer.status_code == 400
    assert "There is a problem" in text(answer)
    assert "Rings at noon." in answer.content.decode()


def test_what_is_known_of_somebody_is_changed(worker, child):
    mother = person(child, "Petronella Testcase")
    said = {
        "name": mother.name,
        "relationship": "mother",
        "in_household": "no",
        "parental_responsibility": "yes",
        "phone": "01632 960009",
    }
    assert worker.post(f"/child/{child}/people/{mother.id}/", said).status_code == 302
    changed = person(child, "Petronella Testcase")
    assert (changed.id, changed.phone, changed.in_household) == (mother.id, "01632 960009", False)


def test_somebody_is_taken_off_the_list_after_a_question(worker, child):
    father = person(child, "Ebenezer Testcase")
    assert "Take Ebenezer Testcase off the list?" in page(worker, child, f"people/{father.id}/remove/")
    assert worker.post(f"/child/{child}/people/{father.id}/remove/").status_code == 302
    assert "Ebenezer Testcase" not in page(worker, child, "people/").partition("Done")[2].partition("off the list")[2]
    assert father.id not in {one.id for one in kept.people(file_of(stream_of(child)))}
    assert worker.get(f"/child/{child}/people/{father.id}/").status_code == 404


def test_a_brother_or_sister_with_a_file_is_a_link_only_for_whoever_may_open_it(worker, child):
    sister = a_child()
    records.connect_children(a=stream_of(child), b=stream_of(sister), relationship="sister", by=by_worker(), now=NOW)
    assert f'href="/child/{sister}/"' in worker.get(f"/child/{child}/people/").content.decode()


def test_a_sister_with_a_file_is_found_and_named_in_both_files(worker, child):
    sister = a_child(Details(name="Gwendoline Testcase"), ())
    assert "Gwendoline Testcase" in page(worker, child, "people/connect/", q="Gwendoline")
    path = f"/child/{child}/people/connect/"
    assert worker.post(path, {"q": "Gwendoline", "relationship": "sister"}).status_code == 400
    assert worker.post(path, {"q": "Gwendoline", "other": sister, "relationship": "goldfish"}).status_code == 400
    assert worker.post(path, {"q": "Gwendoline", "other": sister, "relationship": "sister"}).status_code == 302
    assert person(child, "Gwendoline Testcase").stream == stream_of(sister)
    assert person(sister, "Ambrosia Testcase").relationship == "sister"


def test_a_child_out_of_reach_cannot_be_connected(child):
    stranger = signed_in("social-worker", "Nobody Elsewhere", "solent-city-council")
    elsewhere = records.open_file(
        details=Details(name="Clementina Notareal"), area="southampton", by=by_worker(), now=NOW
    )
    own = elsewhere.removeprefix("child:")
    said = {"q": "Ambrosia Testcase", "other": child, "relationship": "sister"}
    assert stranger.post(f"/child/{own}/people/connect/", said).status_code == 400
    assert kept.people(file_of(stream_of(own))) == []


def details(**changes: str) -> dict[str, str]:
    """The form of the child's details."""
    typed = {
        "name": "Ambrosia Testcase", "preferred_name": "Amby", "born-day": "14", "born-month": "10", "born-year": "2022", "sex": "female",
        "nhs_number": "9990000018", "address": "1 Nowhere Lane", "postcode": "ZZ99 3CZ", "school": "Invented Nursery",
    }  # fmt: skip
    return typed | changes


def test_details_are_changed_and_the_old_ones_stay_in_the_record(worker, child):
    answer = worker.post(f"/child/{child}/details/", details(address="2 Elsewhere Street", postcode="zz99 1aa"))
    assert answer.status_code == 302
    assert "2 Elsewhere Street, ZZ99 1AA" in page(worker, child)
    assert "1 Nowhere Lane" in page(worker, child, "as-of/", day="10/3/2026")


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("nhs_number", "9990000019", "This is not an NHS number."),
        ("postcode", "nowhere", "This is not a full UK postcode"),
        ("born-year", "2031", "The date of birth is in the future."),
        ("born-month", "13", "Write a day, month and year"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_everything_typed_stays(worker, child, field, value, fault):
    answer = worker.post(f"/child/{child}/details/", details(school="Another School", **{field: value}))
    assert answer.status_code == 400
    assert fault in text(answer)
    body = answer.content.decode()
    assert f'value="{value}"' in body
    assert 'value="Another School"' in body
    assert "Another School" not in page(worker, child)


def test_two_people_who_change_the_same_file_do_not_overwrite_each_other(worker, child):
    shown = file_of(stream_of(child)).sequence
    worker.post(f"/child/{child}/details/", details(school="First School", sequence=str(shown)))
    answer = worker.post(f"/child/{child}/details/", details(school="Second School", sequence=str(shown)))
    assert answer.status_code == 400
    assert "Somebody else has changed this file in the meantime." in text(answer)
    assert "Second School" in answer.content.decode()


def test_a_warning_is_added_with_a_review_and_ended_with_a_reason(worker, child):
    said = {
        "kind": "dog",
        "text": "It bites.",
        "disclosed": "yes",
        "review-day": "1",
        "review-month": "6",
        "review-year": "2026",
    }
    assert worker.post(f"/child/{child}/warnings/add/", said).status_code == 302
    shown = page(worker, child, "people/")
    assert "to be looked at again by 1 Jun 2026" in shown
    assert "The family knows of it." in shown
    key = kept.warnings(file_of(stream_of(child)))[0].id
    assert worker.post(f"/child/{child}/warnings/{key}/end/", {"reason": ""}).status_code == 400
    assert worker.post(f"/child/{child}/warnings/{key}/end/", {"reason": "Rehomed."}).status_code == 302
    assert "ended 27 Mar 2026: Rehomed." in page(worker, child, "people/")


def test_a_warning_without_words_is_refused_and_the_kind_stays(worker, child):
    answer = worker.post(f"/child/{child}/warnings/add/", {"kind": "dog", "text": ""})
    assert answer.status_code == 400
    assert "Say what workers must know." in text(answer)
    assert '<option value="dog" selected>' in answer.content.decode()


def test_nobody_of_another_area_changes_anything(child):
    stranger = signed_in("social-worker", "Nobody Elsewhere", "solent-city-council")
    before = file_of(stream_of(child)).sequence
    for path in ("details/", "people/add/", "warnings/add/", "documents/"):
        assert stranger.post(f"/child/{child}/{path}", details(kind="dog", text="x")).status_code == 404
    assert file_of(stream_of(child)).sequence == before
