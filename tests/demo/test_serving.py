"""`make demo`, as a newcomer would have it: a partnership is built, served, stopped, killed and served again."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from waymark.config.secrets import kept_key
from waymark.demo.partnership import PASSWORD

PATIENCE = 180


def settings_of(folder: Path) -> dict[str, str]:
    """The environment that `make demo` gives."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("WAYMARK_", "DJANGO_"))}
    demo = {
        "WAYMARK_DEMO": "yes",
        "WAYMARK_VAR": str(folder),
        "WAYMARK_DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
    }
    return {**clean, **demo, "PYTHONUNBUFFERED": "1"}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "waymark.cli.main", *words]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A built demonstration of one child."""
    where = tmp_path_factory.mktemp("demo")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("WAYMARK_", "DJANGO_"))}
    subprocess.run(
        command("demo", "build", "--keep", "--children", "1", "--folder", str(where)), check=True, env=clean, capture_output=True
    )  # fmt: skip
    return where


class Server:
    """A running server, and somebody in front of it with a browser that keeps cookies."""

    def __init__(self, folder: Path, cookies=None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            command("serve", "--port", str(self.port)), env=settings_of(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )  # fmt: skip
        self.cookies = cookies if cookies is not None else http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.process.stdout.read()
            try:
                self.get("/account/login/")
            except urllib.error.URLError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError("The server did not begin to answer.")

    def get(self, path: str, **form: str):
        data = urllib.parse.urlencode(form).encode() if form else None
        with self.browser.open(f"http://127.0.0.1:{self.port}{path}", data, timeout=60) as answer:
            return answer.url, answer.read().decode()

    def signs_in(self, email: str) -> None:
        _, page = self.get("/account/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        self.get("/account/login/", csrfmiddlewaretoken=token, login=email, password=PASSWORD)

    def stops(self, how: int) -> int:
        self.process.send_signal(how)
        code = self.process.wait(60)
        self.process.stdout.close()
        return code


def test_it_starts_answers_and_stops_cleanly(folder):
    server = Server(folder)
    # The sign-in page of the demonstration lists its users
    assert "mash.manager.southampton@demo.invalid" in server.get("/account/login/")[1]
    assert server.stops(signal.SIGTERM) == 0


def test_nobody_is_signed_out_when_it_is_killed_and_started_again(folder):
    # Given somebody who is signed in
    server = Server(folder)
    server.signs_in("social.worker.southampton@demo.invalid")
    where, page = server.get("/work/")
    assert where.endswith("/work/")
    assert "My work" in page
    # When the server is killed and started again
    server.stops(signal.SIGKILL)
    again = Server(folder, server.cookies)
    # Then they go on as who they are
    for cookie in again.cookies:
        assert cookie.domain.startswith("127.0.0.1")
    where, page = again.get("/work/")
    again.stops(signal.SIGTERM)
    assert where.endswith("/work/")
    assert "My work" in page


def test_a_port_in_use_is_said_in_one_sentence(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            command("serve", "--port", port), env=settings_of(folder), capture_output=True, text=True, check=False
        )
    assert ran.returncode == 1
    assert f"Port {port} cannot be used" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_key_that_signs_sessions_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "keys" / "web.key"
    key = kept_key(path)
    assert len(key) >= 50
    assert kept_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["web.key"]


def test_where_no_key_can_be_kept_there_is_one_all_the_same(tmp_path):
    (tmp_path / "keys").write_text("This is no folder.")
    assert len(kept_key(tmp_path / "keys" / "web.key")) >= 50
