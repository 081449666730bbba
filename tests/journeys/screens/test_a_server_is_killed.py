"""The machine's power fails while somebody writes: the server is killed and started again, and nothing is gone."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.journeys.screens.doing import opens_the_step
from tests.journeys.screens.given import AMBROSIA, referred
from tests.journeys.screens.people import sit_down

TEXT = "Grandmother rang at ten. She will fetch the children on Friday and keep them until Sunday."
ROOT = Path(__file__).resolve().parents[3]


def database_address() -> str:
    """The database of this test, in the words of WAYMARK_DATABASE_URL."""
    from django.db import connection

    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(found['NAME']))}"
    # The host may be a socket's folder, so it stands in the query; the port belongs to the host and stays in its place.
    query = urlencode({"host": found["HOST"]}) if found["HOST"] else ""
    who = quote(found["USER"], safe="") + (f":{quote(found['PASSWORD'], safe='')}" if found["PASSWORD"] else "")
    return f"postgresql://{who}@:{found['PORT'] or 5432}/{quote(found['NAME'])}?{query}"


class Server:
    """`waymark serve` as a process of its own, on a port that was free."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        # Without a key in the environment, the one that is kept beside the data must do: else everybody is signed out.
        own = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")}
        self.environment = own | {"WAYMARK_VAR": str(folder), "WAYMARK_DATABASE_URL": database_address()}
        self.starts()

    def starts(self) -> None:
        """Starts, and waits until it says where it is."""
        command = [sys.executable, "-m", "waymark.cli.main", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said = self.process.stdout.readline()
        assert "Waymark is at" in said, said + self.process.stdout.read()

    def is_killed(self) -> None:
        """As by a power failure: it is given no time to do anything more."""
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(timeout=10) == -signal.SIGKILL
        self.process.stdout.close()


@pytest.fixture
def server(transactional_db, tmp_path):
    running = Server(tmp_path / "var")
    yield running
    if running.process.poll() is None:
        running.is_killed()


@pytest.fixture
def worker(visitor, server, settings):
    """Makes a social worker signed in at that server, and not at the one within the tests."""
    # The other process keeps passwords as they are kept in earnest.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

    def make(*, script):
        somebody = visitor(script=script)
        somebody.address = server.address
        somebody.signs_in(sit_down("social-worker", area="stoke-on-trent"), "bramble-orchard-seventeen")
        return somebody

    return make


def types_a_note(somebody):
    opens_the_step(somebody, AMBROSIA, "case-record/case-note")
    box = somebody.page.locator("main textarea:visible").first
    if somebody.script:
        box.press_sequentially(TEXT)
    else:
        box.fill(TEXT)


def in_the_form(somebody):
    return somebody.page.locator("main textarea:visible").first.input_value()


def test_the_server_is_killed_while_somebody_types_and_the_text_is_there(worker, server):
    # Given a social worker who types a note, and the page has said that it is kept
    referred(area="stoke-on-trent")
    somebody = worker(script=True)
    types_a_note(somebody)
    said = somebody.page.locator("[data-saved]", has_text="Kept at")
    said.wait_for()

    # When the server is killed at this moment
    server.is_killed()

    # Then whatever is typed meanwhile is said not to be kept yet
    somebody.page.locator("main textarea:visible").first.press_sequentially(" She rang again.")
    somebody.page.locator("[data-saved]", has_text="there is no connection").wait_for()

    # When it is started again
    server.starts()

    # Then the open page keeps that too, by itself
    said.wait_for()

    # And after the page is loaded anew she is still signed in, and all of the text is there
    somebody.page.reload()
    somebody.looks_with_axe()
    somebody.sees("Wilhelmina Socialwork")
    somebody.sees("Continue with what you typed")
    assert in_the_form(somebody) == TEXT + " She rang again."


def test_without_scripts_what_was_put_aside_is_there_after_the_server_was_killed(worker, server):
    # Given a social worker without scripts who has put a note aside
    referred(area="stoke-on-trent")
    somebody = worker(script=False)
    types_a_note(somebody)
    somebody.presses("Save and come back later")

    # When the server is killed and started again
    server.is_killed()
    server.starts()

    # Then she is still signed in, and finds the note where she left it
    opens_the_step(somebody, AMBROSIA, "case-record/case-note")
    somebody.sees("Wilhelmina Socialwork")
    somebody.sees("Continue with what you typed")
    assert in_the_form(somebody) == TEXT
