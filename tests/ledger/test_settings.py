"""Where the ledger is kept: read from one URL."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from waymark.config.database import database


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_url_it_is_a_file_whose_folder_is_made(here):
    found = database("", default=here / "var" / "waymark.sqlite3")
    assert found["NAME"] == str(here / "var" / "waymark.sqlite3")
    assert (here / "var").is_dir()


def test_sqlite_transactions_take_their_turn_and_deleted_bytes_are_overwritten(here):
    options = database("", default=here / "x")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 10
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):
        assert pragma in options["init_command"]


@pytest.mark.parametrize(
    ("url", "name"),
    [("sqlite:///case/file.db", "case/file.db"), ("sqlite:///:memory:", ":memory:"), ("sqlite:///a%20b", "a b")],
)
def test_sqlite_urls(here, url, name):
    assert database(url, default=here)["NAME"] == name


def test_an_absolute_sqlite_path_has_four_strokes(here):
    assert database(f"sqlite:///{here}/file.db", default=here)["NAME"] == f"{here}/file.db"


def test_postgresql_urls(here):
    found = database("postgresql://mary:a%2Fb@db.example:5433/waymark?sslmode=require", default=here)
    parts = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert tuple(found[part] for part in parts) == (
        "waymark", "mary", "a/b", "db.example", "5433", {"sslmode": "require"},
    )  # fmt: skip


def test_a_postgresql_socket_is_named_in_the_query(here):
    assert database("postgresql:///waymark?host=/run/postgresql", default=here)["HOST"] == "/run/postgresql"


def test_another_database_is_refused_with_what_to_write(here):
    with pytest.raises(ImproperlyConfigured, match="Write sqlite:///"):
        database("mysql://root@localhost/waymark", default=here)
