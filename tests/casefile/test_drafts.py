"""What somebody is still writing is kept for them alone, and nothing typed is lost."""

import pytest

from tests.cast import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, utc
from waymark.casefile import drafts
from waymark.casefile.errors import BadAct
from waymark.casefile.models import Draft
from waymark.ledger.queries import last_position

pytestmark = pytest.mark.django_db

VISIT = {"kind": drafts.STEP, "subject": "child:a|case-record/visit"}
ME, HER = {"by": "user:1"}, {"by": "user:2"}


def test_a_draft_is_kept_and_comes_back():
    drafts.save(**VISIT, **ME, data={"who-was-there": "Her aunt"}, version=0, now=MONDAY)
    kept = drafts.save(**VISIT, **ME, data={"who-was-there": "Her aunt Drusilla"}, version=1, now=TUESDAY)
    assert (kept.version, kept.other_copy) == (2, None)
    found = drafts.load(**VISIT, **ME)
    assert (found.data, found.version, found.updated_at) == ({"who-was-there": "Her aunt Drusilla"}, 2, TUESDAY)
    assert Draft.objects.count() == 1
    assert last_position() == 0, "a draft is no record"


def test_nobody_else_reads_changes_or_discards_it():
    drafts.save(**VISIT, **ME, data={"text": "mine"}, version=0, now=MONDAY)
    assert drafts.load(**VISIT, **HER) is None
    drafts.save(**VISIT, **HER, data={"text": "hers"}, version=0, now=TUESDAY)
    assert not drafts.discard(kind=drafts.STEP, subject="child:b|case-record/visit", **HER)
    assert drafts.discard(**VISIT, **HER)
    assert drafts.load(**VISIT, **ME).data == {"text": "mine"}


def test_who_has_no_account_holds_a_token_of_which_only_a_fingerprint_is_kept():
    token = drafts.new_token()
    drafts.save(kind=drafts.REPORT, subject="", token=token, data={"concern": "Bruises"}, version=0, now=MONDAY)
    assert drafts.load(kind=drafts.REPORT, subject="", token=token).data == {"concern": "Bruises"}
    assert drafts.load(kind=drafts.REPORT, subject="", token=drafts.new_token()) is None
    assert token not in str(Draft.objects.values().get())


def test_two_windows_keep_both_texts():
    # Given a draft, open in two windows
    drafts.save(**VISIT, **ME, data={"text": "begun"}, version=0, now=MONDAY)
    # When both are saved
    drafts.save(**VISIT, **ME, data={"text": "from the first window"}, version=1, now=TUESDAY)
    kept = drafts.save(**VISIT, **ME, data={"text": "from the second window"}, version=1, now=WEDNESDAY)
    # Then the newer stands and the older is beside it
    assert (kept.data, kept.other_copy) == ({"text": "from the second window"}, {"text": "from the first window"})
    # And it stays there over further saves until the writer has looked at both
    again = drafts.save(**VISIT, **ME, data={"text": "second, more"}, version=kept.version, now=THURSDAY)
    assert again.other_copy == {"text": "from the first window"}
    drafts.settle(**VISIT, **ME)
    assert drafts.load(**VISIT, **ME).other_copy is None


def test_the_same_text_saved_twice_is_no_second_copy():
    drafts.save(**VISIT, **ME, data={"text": "begun"}, version=0, now=MONDAY)
    assert drafts.save(**VISIT, **ME, data={"text": "begun"}, version=0, now=TUESDAY).other_copy is None


def test_one_s_own_drafts_the_newest_first():
    drafts.save(**VISIT, **ME, data={}, version=0, now=MONDAY)
    drafts.save(kind=drafts.REPORT, subject="", **ME, data={}, version=0, now=TUESDAY)
    drafts.save(kind=drafts.REPORT, subject="", **HER, data={}, version=0, now=TUESDAY)
    assert [one.kind for one in drafts.drafts_of(**ME)] == [drafts.REPORT, drafts.STEP]
    assert [one.kind for one in drafts.drafts_of(**ME, kind=drafts.STEP)] == [drafts.STEP]


def test_what_nobody_has_touched_for_long_is_thrown_away():
    drafts.save(**VISIT, **ME, data={}, version=0, now=MONDAY)
    drafts.save(**VISIT, **HER, data={}, version=0, now=FRIDAY)
    assert drafts.purge(now=utc(2, month=4), days=30) == 1
    assert drafts.load(**VISIT, **ME) is None
    assert drafts.load(**VISIT, **HER) is not None


def test_a_draft_belongs_to_somebody_and_is_not_endless():
    for nobody in ({}, {"by": "user:1", "token": "secret"}):
        with pytest.raises(ValueError, match="person's or a token's"):
            drafts.load(**VISIT, **nobody)
    with pytest.raises(BadAct, match="too long"):
        drafts.save(**VISIT, **ME, data={"text": "x" * 1_000_001}, version=0, now=MONDAY)
