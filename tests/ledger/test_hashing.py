"""Fingerprints: the same words always give the same one, other words never."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.ledger import hashing

ENVELOPE = (1, "id", "child:1", 1, "act", 1, *"abcdefghijkl")


def test_an_events_hash_is_that_of_its_columns_joined():
    """Pinned: a change here would make every ledger in use look forged."""
    text = "waymark-event-1\x1f1\x1fid\x1fchild:1\x1f1\x1fact\x1f1\x1f" + "\x1f".join("abcdefghijkl")
    assert hashing.event_hash(ENVELOPE) == sha256(text.encode()).hexdigest()


def test_a_payloads_hash_is_that_of_its_salt_and_text():
    assert hashing.payload_hash("salt", "{}") == sha256(b"salt\x1f{}").hexdigest()


def test_an_envelope_has_eighteen_columns():
    assert len(hashing.ENVELOPE) == len(ENVELOPE) == 18


@pytest.mark.parametrize("column", range(18))
def test_every_column_counts(column):
    changed = list(ENVELOPE)
    changed[column] = 2 if isinstance(changed[column], int) else "other"
    assert hashing.event_hash(changed) != hashing.event_hash(ENVELOPE)


@pytest.mark.parametrize("value", [None, b"a", 1.0, "a\x1fb", "\ud800"])
@pytest.mark.parametrize("column", range(18))
def test_what_is_no_envelope_has_no_hash(column, value):
    changed = list(ENVELOPE)
    changed[column] = value
    with pytest.raises((TypeError, ValueError)):
        hashing.event_hash(changed)


def test_a_number_written_as_text_is_not_that_number():
    with pytest.raises(TypeError):
        hashing.event_hash(["1", *ENVELOPE[1:]])


@given(st.lists(st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_text_cannot_move_between_columns(texts):
    moved = ["".join(texts), ""]
    assert (moved == texts) == (
        hashing.event_hash([*ENVELOPE[:16], *moved]) == hashing.event_hash([*ENVELOPE[:16], *texts])
    )


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from("abc"), json_values))
def test_the_canonical_text_does_not_depend_on_the_order_of_keys(payload):
    backwards = dict(reversed(payload.items()))
    assert hashing.canonical(backwards) == hashing.canonical(payload)
    assert hashing.SEPARATOR not in hashing.canonical(payload)


def test_the_running_fingerprint_depends_on_every_hash_and_their_order():
    root = hashing.roll(hashing.START_OF_LEDGER, ["a", "b"])
    assert root == hashing.roll(hashing.roll(hashing.START_OF_LEDGER, ["a"]), ["b"])
    assert (
        len({root, *(hashing.roll(hashing.START_OF_LEDGER, each) for each in (["b", "a"], ["a"], [], ["a", "c"]))}) == 5
    )
