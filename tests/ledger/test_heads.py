"""The signed head: what the ledger held on a day, checked without a database."""

import json
import stat

import pytest

from tests.ledger.attacker import execute
from tests.ledger.examples import MONDAY, TUESDAY, WEDNESDAY, write
from waymark.ledger import heads
from waymark.ledger.errors import HeadNotGenuine, KeyMissing, LedgerDamaged


@pytest.fixture
def key(tmp_path, settings):
    """This installation's key."""
    settings.WAYMARK_LEDGER_KEY = tmp_path / "keys" / "ledger.pem"
    heads.create_key(settings.WAYMARK_LEDGER_KEY)
    return settings.WAYMARK_LEDGER_KEY


@pytest.fixture
def exported(key, db, tmp_path):
    write("one", "two")
    heads.export_head(heads.sign_head(now=MONDAY), tmp_path / "head.json")
    return tmp_path / "head.json"


def test_an_exported_head_is_checked_with_the_public_key_alone(exported):
    head = heads.verify_head(exported, heads.public_key())
    assert (head.number, head.events, head.signed_at) == (1, 2, "2026-03-02T09:30:00.000000Z")
    assert exported.stat().st_size < 1000


@pytest.mark.parametrize("name", ["number", "events", "root", "signed_at", "key", "signature"])
def test_a_head_with_one_word_changed_is_not_genuine(exported, name):
    values = json.loads(exported.read_text())
    values[name] = (
        values[name] + 1 if isinstance(values[name], int) else values[name][:-1] + "f0"[values[name][-1] == "f"]
    )
    exported.write_text(json.dumps(values))
    with pytest.raises(HeadNotGenuine):
        heads.verify_head(exported, heads.public_key())


def test_a_head_signed_by_somebody_else_is_not_genuine(exported, tmp_path):
    other = heads.create_key(tmp_path / "other.pem")
    with pytest.raises(HeadNotGenuine, match="was not signed by this key"):
        heads.verify_head(exported, heads.public_key(other))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "waymark-ledger-head-1"}', "null", '{"format": "other"}'])
def test_what_is_no_head_is_said_to_be_none(tmp_path, text):
    (tmp_path / "head.json").write_text(text)
    with pytest.raises(HeadNotGenuine, match="is not a ledger head"):
        heads.read_head(tmp_path / "head.json")


@pytest.mark.django_db
def test_each_head_goes_on_from_the_last(key):
    write("one", "two")
    heads.sign_head(now=MONDAY)
    write("three", expected=2)
    second, third = heads.sign_head(now=TUESDAY), heads.sign_head(now=WEDNESDAY)
    assert [head.events for head in heads.stored_heads()] == [2, 3, 3]
    assert (second.root, third.number) == (third.root, 3)


@pytest.mark.django_db
def test_going_on_gives_the_same_as_starting_anew(key, monkeypatch):
    monkeypatch.setattr(heads, "HASHES_IN_MEMORY", 2)
    for number in range(5):
        write("x", expected=number)
        head = heads.sign_head(now=MONDAY)
    assert heads._carry_on(0, heads.hashing.START_OF_LEDGER) == (5, head.root)


@pytest.mark.django_db
def test_an_empty_ledger_can_be_signed(key):
    assert heads.sign_head(now=MONDAY).events == 0


@pytest.mark.django_db
def test_nothing_is_signed_on_top_of_a_forged_head(key):
    write("one")
    heads.sign_head(now=MONDAY)
    execute("UPDATE ledger_head SET root = %s", "0" * 64)
    with pytest.raises(HeadNotGenuine):
        heads.sign_head(now=TUESDAY)


@pytest.mark.django_db
def test_nothing_is_signed_over_a_gap(key):
    write("one", "two", "three")
    execute("DELETE FROM ledger_payload WHERE position = 2")
    execute("DELETE FROM ledger_event WHERE position = 2")
    with pytest.raises(LedgerDamaged, match="missing before position 3"):
        heads.sign_head(now=TUESDAY)


@pytest.mark.django_db
def test_without_a_key_it_is_said_how_to_make_one(settings, tmp_path):
    settings.WAYMARK_LEDGER_KEY = tmp_path / "none.pem"
    with pytest.raises(KeyMissing, match="create_key"):
        heads.sign_head(now=MONDAY)


def test_a_private_key_is_readable_by_its_owner_alone_and_never_overwritten(tmp_path):
    public = heads.create_key(tmp_path / "key.pem")
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    assert b"PUBLIC" in public.read_bytes()
    with pytest.raises(FileExistsError):
        heads.create_key(tmp_path / "key.pem")
