"""How far screening has come: of each numbered step whether it is done, and in words how it stands. Nothing here blocks anything."""

from __future__ import annotations

from waymark.sharing.requests import Request
from waymark.web.board.decisions import Decision, Standing
from waymark.web.board.matching import Matching
from waymark.web.board.screening import Clock, Screening, Told

Step = tuple[bool, str]


def progress(view: Screening, match: Matching) -> dict[int, Step]:
    """By number: done, and words."""
    open_requests = [one for one in view.requests if one.state == "open"]
    undecided = [one for one in view.outcomes if one.standing in (Standing.OWED, Standing.WAITING)]
    decided = [one for one in view.outcomes if one.made]
    rated = [one for one in view.ratings if one.made]
    unrated = [one for one in view.ratings if not one.made]
    return {
        1: (match.done, match.words),
        2: (True, _history(view)),
        3: (bool(view.requests) and not open_requests, _information(view.requests, open_requests)),
        4: (
            bool(rated) and not unrated,
            rated[-1].made.title if rated and rated[-1].made else "Not rated" if unrated else "Guidance",
        ),
        5: (not view.urgent, "Nothing urgent is owed" if not view.urgent else f"{len(view.urgent)} to do"),
        6: (bool(decided) and not undecided, _decided(decided, undecided)),
        7: (bool(view.told) and not view.feedback, _feedback(view.told, view.feedback)),
        8: (bool(view.worker), f"With {view.worker}" if view.worker else "With nobody yet"),
    }


def _history(view: Screening) -> str:
    before = f"{len(view.earlier)} earlier" if view.earlier else "No earlier referral"
    return f"{before}; {len(view.other_open)} open" if view.other_open else before


def _information(asked: list[Request], still: list[Request]) -> str:
    if not asked:
        return "Nothing asked of anybody"
    return f"Waiting for {len(still)} of {len(asked)}" if still else "All answers are there"


def _decided(made: list[Decision], still: list[Decision]) -> str:
    if any(one.standing is Standing.WAITING for one in still):
        return "Waiting for a signature"
    if still:
        return "To be decided"
    return made[-1].made.title if made and made[-1].made else "Nothing decided"


def _feedback(told: list[Told], still: list[Clock]) -> str:
    if still:
        return f"{still[0].words}" if still[0].owed.due is not None else "The referrer is to be told"
    return "Told" if told else "Nothing is owed to the referrer now"
