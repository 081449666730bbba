"""Databases for the tests: SQLite in a temporary file, or a throwaway PostgreSQL with `--database=postgresql`."""

import os

import pytest
from hypothesis import settings

# Here and nowhere else, so that a process has one browser: two of Playwright's loops do not run beside each other.
from tests.web.browser import browser, visitor  # noqa: F401

DATABASES = ("sqlite", "postgresql")

# A busy machine is no fault of a law. In CI the same examples are drawn each time, so that a change is judged and not its luck;
# at a desk they are drawn anew.
settings.register_profile("waymark", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("waymark")


def pytest_addoption(parser):
    default = os.environ.get("WAYMARK_TEST_DATABASE", "sqlite")
    parser.addoption("--database", choices=DATABASES, default=default, help="where the database tests run")


def pytest_configure(config):
    """Choose the database before Django reads its settings. Workers of pytest-xdist inherit the choice."""
    config.addinivalue_line("markers", "database: uses the database (set by itself); these run on PostgreSQL as well")
    if "WAYMARK_TEST_URL" not in os.environ:
        os.environ["WAYMARK_TEST_URL"] = _database(config.getoption("--database"))
    os.environ["WAYMARK_DATABASE_URL"] = os.environ["WAYMARK_TEST_URL"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymark.config.settings"

    import django

    django.setup()


def _database(kind: str) -> str:
    if kind == "sqlite":
        return "sqlite:///:memory:"
    from tests import postgres

    return postgres.start()


def pytest_collection_modifyitems(items):
    for item in items:
        if "db" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """SQLite in a real file, as in production: several connections, WAL. Only it does not wait for the disk."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous = FULL", "synchronous = OFF")


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied_between_tests():
    """Django empties all tables after a transactional test; the ledger refuses that, so its guards step aside."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from tests.ledger.attacker import guards_down

    empty = BaseDatabaseOperations.execute_sql_flush

    def with_guards_down(operations, statements):
        with guards_down(operations.connection):
            empty(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", with_guards_down)
        yield
