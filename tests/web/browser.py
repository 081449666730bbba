"""Debian's Chromium, driven through the pages as people do, each page looked at by axe.

A journey takes `visitor`, a factory: `visitor(script=False)` is somebody whose browser runs no scripts.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 720}

# Playwright runs an event loop in this thread, in which Django would refuse the database; nothing here is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

#: Chromium as root wants no sandbox, and on a machine without internet it should not look for it.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where the browser is."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        raise RuntimeError("Chromium was not found. On Debian: apt install chromium.")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield running
        running.close()


class Visitor:
    """Somebody in front of a browser."""

    def __init__(self, page: Page, address: str, *, script: bool) -> None:
        self.page = page
        self.address = address
        self.script = script
        self.seen: list[str] = []

    def goes_to(self, path: str) -> None:
        """Types an address."""
        self.page.goto(self.address + path)
        self.looks_with_axe()

    def follows(self, text: str) -> None:
        """Follows a link with exactly this text, or beginning with it."""
        self.page.get_by_role("link", name=text).first.click()
        self.looks_with_axe()

    def presses(self, text: str) -> None:
        """Presses a button."""
        self.page.get_by_role("button", name=text).first.click()
        self.page.wait_for_load_state()
        self.looks_with_axe()

    def fills(self, label: str, text: str) -> None:
        """Types into a field."""
        self.page.get_by_label(label).first.fill(text)

    def chooses(self, label: str, *, within: str = "") -> None:
        """Chooses a radio or ticks a box, in the group of that legend where one is named."""
        where = self.page.get_by_role("group", name=within).first if within else self.page
        where.get_by_label(label, exact=True).first.check()

    def sees(self, text: str) -> None:
        """Fails unless the page says this."""
        body = self.page.inner_text("body")
        assert text.casefold() in body.casefold(), f"{self.page.url} does not say {text!r}. It says:\n{body[:3000]}"

    def does_not_see(self, text: str) -> None:
        """Fails if the page says this."""
        assert text.casefold() not in self.page.inner_text("body").casefold()

    def signs_in(self, email: str, password: str = "invented-Passw0rd-only") -> None:
        """Signs in on the sign-in page."""
        self.goes_to("/account/login/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.locator("main form button[type=submit]").first.click()
        self.page.wait_for_load_state()
        self.looks_with_axe()

    def looks_with_axe(self) -> None:
        """Fails if axe finds anything on the page. Without scripts in the page axe cannot look."""
        if self.script:
            violations = axe(self.page)
            assert not violations, f"{self.page.url}\n" + "\n".join(violations)


def axe(page: Page) -> list[str]:
    """What axe finds on a page, in words."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']} at {', '.join(' '.join(node['target']) for node in one['nodes'][:5])}"
        for one in found["violations"]
    ]


@pytest.fixture
def visitor(browser: Browser, django_db_setup, live_server) -> Iterator[Callable[..., Visitor]]:
    """Makes people in front of browsers: `visitor()`, `visitor(script=False)`, `visitor(phone=True)`."""
    # The test database comes first: a server that starts before it would share this thread's connection, and SQLite crashes.
    contexts: list[BrowserContext] = []

    def make(*, script: bool = True, phone: bool = False) -> Visitor:
        # Scripts of ours are kept out by the policy's own rule, so axe is injected past it.
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP, java_script_enabled=script, bypass_csp=True, locale="en-GB",
            timezone_id="Europe/London",
        )  # fmt: skip
        # Generous: the first page of a process reads all packs, which takes long where the whole suite runs beside it.
        context.set_default_timeout(60_000)
        contexts.append(context)
        return Visitor(context.new_page(), live_server.url, script=script)

    yield make
    for context in contexts:
        context.close()
