"""Small packs written in a test, and what comes out of a written history under them."""

from textwrap import dedent, indent

from waymark.procedures.loading import Library
from waymark.procedures.scenario import read_scenarios

HEAD = """
pack: small
edition: "2026-01"
from: 2026-01-01
pathway: visit
title: Visit
about: child
starts: [asked]
cites: [T-01]
"""


def small_pack(body):
    """The pack of one pathway, `visit`; every entry cites T-01 unless it says otherwise."""
    library = Library({"packs/small/visit.yaml": HEAD + dedent(body)})
    return library.pack("small")


def situation(pack, events, now, given=""):
    """How the events stand at a moment. `events` and `given` are YAML."""
    text = f"area: small\n{given}\nevents:\n{indent(dedent(events).strip(), '  ')}\nnow: {now}\n"
    (scenario,) = read_scenarios(text, "a test", lambda _area, _edition: pack)
    return scenario.situation()
