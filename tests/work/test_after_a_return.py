"""A child who came from a return is referred today: what is owed today is owed, whatever the return could show."""

import pytest

from tests.cast import BALTHAZAR, WORKER, refer
from tests.work import small_return
from waymark.casefile.matching import match
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "as_a_new_file", [False, True], ids=["in the file that is there", "in a new file, matched since"]
)
def test_a_referral_today_is_on_the_worklist(tmp_path, as_a_new_file):
    # Given a child whose history came out of a return
    small_return.put(tmp_path)
    child = small_return.stream("A")
    # When the child is referred again, and known to be the same
    stream = BALTHAZAR if as_a_new_file else child
    refer(stream, small_return.IMPORTED)
    if as_a_new_file:
        match(stream=stream, into=child, by=WORKER, reason="Same name and address.", now=small_return.IMPORTED)
    # Then telling the referrer is owed now, and is still not counted for what the return could not show
    told = Duty.objects.filter(stream=child, duty="referral/acknowledge").order_by("arose_at")
    assert [one.observable for one in told] == [False, True]
