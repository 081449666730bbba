"""The way into an area's guidance, for anybody."""

import pytest

from tests.web.steps.setting import user

pytestmark = pytest.mark.django_db


def test_given_a_visitor_when_they_come_for_guidance_then_they_choose_an_area_and_see_its_parts(client):
    areas = client.get("/guidance/").text
    page = client.get("/guidance/stoke-on-trent/").text

    assert 'href="/guidance/stoke-on-trent/"' in areas
    assert "hips" not in areas
    for part in ("who-to-call", "levels", "manual", "tools", "directory"):
        assert f'href="/guidance/stoke-on-trent/{part}/"' in page, part
    assert 'href="/report/area/stoke-on-trent/"' in page


def test_given_somebody_who_works_in_one_area_when_they_come_for_guidance_then_it_is_theirs_and_they_may_change(client):
    client.force_login(user("social-worker", "Wilhelmina Socialwork", areas=("portsmouth",)))

    assert client.get("/guidance/").url == "/guidance/portsmouth/"
    assert "Southampton" in client.get("/guidance/?all").text


@pytest.mark.parametrize("area", ["nowhere", "national", "hips", "hampshire-and-isle-of-wight"])
def test_given_a_pack_in_which_nobody_works_when_its_guidance_is_asked_for_then_there_is_none(client, area):
    assert client.get(f"/guidance/{area}/").status_code == 404
