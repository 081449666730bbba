"""Links that are announced as buttons answer to the space bar, as buttons do."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "waymark" / "web" / "templates"
LINK = re.compile(r"<a\b[^<]*\brole=\"button\"[^<]*")


def test_every_link_announced_as_a_button_has_the_behaviour_of_one():
    # Given every link in the templates that screen readers announce as a button
    links = [(path, link) for path in TEMPLATES.rglob("*.html") for link in LINK.findall(path.read_text())]
    assert len(links) > 10

    # Then each asks for the script that lets the space bar follow it
    without = [f"{path.name}: {link}" for path, link in links if 'data-module="govuk-button"' not in link]
    assert not without, without
