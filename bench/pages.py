"""How fast the pages answer over a large partnership's data: `python -m bench pages`, or over a database that `bench.web_data` has filled,
`WAYMARK_DATABASE_URL=… python -m bench.pages --children 100000`.

Each page is asked for through the whole application (session, post, permission, log of reading, template), by somebody signed in, of another
child, worker or filter each time, and once before so that the procedures are read. "All areas" is a manager who sees all 100,000 children; "one area"
sees a quarter of them. How often a page asks the database is compared with the same pages over a hundredth of the children.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

from bench.measuring import Row, apart, new_database, to_three_figures
from bench.web_data import AREAS, CHILDREN, EVENTS, FIRST, LAST, NOW

ROUNDS = 40
#: What issue 3 asks for, in milliseconds.
MEDIAN, NINETY_FIFTH = 200, 500
EVERYWHERE, ONE_AREA, WORKER = "bench0@example.org", "bench1@example.org", "bench{}@example.org"


@dataclass(frozen=True, slots=True)
class Asked:
    """A page: who asks for it, and its address, another each time."""

    who: Callable[[], str]
    address: Callable[[], str]


def run(*, quick: bool = False) -> list[Row]:
    """Rows with milliseconds at the median and the 95th percentile and questions to the database, beside those of a smaller partnership."""
    large, small = (120, 60) if quick else (CHILDREN, CHILDREN // 100)
    few, _ = _over(small, rounds=10 if not quick else 2)
    many, loaded = _over(large, rounds=ROUNDS if not quick else 3)
    rows = [{"name": name, **row, "questions over fewer": few[name]["questions"]} for name, row in many.items()]
    return [{"name": "loaded", **loaded}, *rows]


def _over(children: int, rounds: int) -> tuple[dict[str, Row], Row]:
    """What was measured over so many children, and what loading them took."""
    with new_database() as (_, environment):
        numbers = ("--children", children, "--events", children * EVENTS // CHILDREN)
        loaded = apart("bench.web_data", *numbers, environment=environment)
        measured = apart("bench.pages", "--children", children, "--rounds", rounds, environment=environment)
    return measured, loaded


def pages(chance: Random, children: int) -> dict[str, Asked]:
    """Every page that is measured."""
    from bench.pages_data import AT_HOME, LONG_FILES, SOCIAL_WORKERS, long_file, nhs_number
    from waymark.web.shell.streams import slug_of

    filters = _in_turn(
        "tab=new", "tab=screening", "tab=signing", "overdue=yes", "rating=none", "allocated=no", "allocated=yes&overdue=yes",
        "sort=newest", "sort=oldest&page=40", "page=20", "mine=yes", f"area={AREAS[1]}", "tab=finished", "text=Ambrosia+Testcase",
    )  # fmt: skip
    by_group = _in_turn(
        "", "?group=overdue", "?group=running", "?by=date", "?by=child", "?by=family", "?group=untimed", "?from=50"
    )
    names = [f"{one[:-1]}+{other}" for one, other in product(FIRST, LAST)] + [f"{one}+Testkase" for one in FIRST]

    def leader() -> str:
        return EVERYWHERE

    def worker() -> str:
        return WORKER.format(chance.randrange(2, 2 + SOCIAL_WORKERS))

    def long_page(tab: str) -> Callable[[], str]:
        return lambda: f"/child/{slug_of(long_file(chance.randrange(LONG_FILES)))}/{tab}"

    def born() -> str:
        return f"/child/?q={chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(2010, 2024)}"

    found = {
        "the board, all areas": Asked(leader, lambda: "/board/"),
        "the board, one area": Asked(lambda: ONE_AREA, lambda: "/board/"),
        "the board with filters, all areas": Asked(leader, lambda: f"/board/?{next(filters)}"),
        "the board with filters, one area": Asked(lambda: ONE_AREA, lambda: f"/board/?{next(filters)}"),
        "my work": Asked(worker, lambda: "/work/"),
        "my work, a part of it or grouped": Asked(worker, lambda: f"/work/{next(by_group)}"),
        "the team, its own children": Asked(lambda: ONE_AREA, lambda: "/work/team/?team=mine"),
        "the team, one area": Asked(lambda: ONE_AREA, lambda: "/work/team/"),
    }
    for tab, title in {
        "": "overview",
        "pathway/": "pathway",
        "tasks/": "tasks",
        "chronology/": "chronology",
        "records/": "records",
    }.items():
        found[f"a file of 500 events: {title}"] = Asked(worker, long_page(tab))
    return found | {
        "an ordinary file: overview": Asked(worker, lambda: f"/child/{slug_of(f'child:SYN{chance.randrange(children):08d}')}/"),
        "search by a name and its sound": Asked(leader, lambda: f"/child/?q={chance.choice(names)}"),
        "search by the whole name": Asked(leader, lambda: f"/child/?q={chance.choice(FIRST)}+{chance.choice(LAST)}-{chance.randrange(children)}"),
        "search by date of birth": Asked(leader, born),
        "search by NHS number": Asked(leader, lambda: f"/child/?q={nhs_number(chance.randrange(AT_HOME))}"),
        "children opened last": Asked(worker, lambda: "/child/"),
    }  # fmt: skip


def _in_turn(*words: str) -> Iterator[str]:
    while True:
        yield from words


def measure(children: int, rounds: int, only: str = "") -> dict[str, Row]:
    """Ask for every page so many times."""
    from bench.pages_data import prepare
    from waymark.web import clock

    with clock.at(NOW):
        prepare(children)
        ask, found = _Asking(), {}
        for name, asked in pages(Random(11), children).items():
            if name.startswith(only):
                found[name] = _measured(asked, ask, rounds)
                print(f"  {name}: {found[name]}", file=sys.stderr, flush=True)
    return found


class _Asking:
    """Browsers of people who are signed in."""

    def __init__(self) -> None:
        self.clients: dict[str, Any] = {}

    def browser(self, who: str) -> Any:
        from django.test import Client

        from waymark.agencies.queries import user_by_email

        if who not in self.clients:
            self.clients[who] = client = Client(SERVER_NAME="localhost")
            client.force_login(user_by_email(who))
        return self.clients[who]

    def page(self, who: str, address: str) -> int:
        """Ask for a page; how many bytes it has."""
        answer = self.browser(who).get(address)
        assert answer.status_code == 200, (who, address, answer.status_code)
        return len(answer.content)


def _measured(asked: Asked, ask: _Asking, rounds: int) -> Row:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    taken, busy, questions, size = [], [], 0, 0
    for _ in range(max(2, rounds // 10)):
        who, address = asked.who(), asked.address()
        ask.browser(who)
        with CaptureQueriesContext(connection) as captured:
            size = ask.page(who, address)
        questions = max(questions, len(captured))
    for _ in range(rounds):
        who, address = asked.who(), asked.address()
        ask.browser(who)
        began, worked = time.perf_counter(), time.process_time()
        ask.page(who, address)
        taken.append((time.perf_counter() - began) * 1000)
        busy.append((time.process_time() - worked) * 1000)
    return _row(sorted(taken), sorted(busy)) | {"questions": questions, "kilobytes": size // 1024}


def _row(taken: list[float], busy: list[float]) -> Row:
    ninety_fifth = min(int(len(taken) * 0.95), len(taken) - 1)
    return {
        "milliseconds": to_three_figures(taken[len(taken) // 2]), "95th": to_three_figures(taken[ninety_fifth]),
        "of this processor": to_three_figures(busy[len(busy) // 2]), "95th of it": to_three_figures(busy[ninety_fifth]),
        "goal met": taken[len(taken) // 2] < MEDIAN and taken[ninety_fifth] < NINETY_FIFTH,
    }  # fmt: skip


def main() -> None:
    """All measurements, as JSON."""
    import argparse

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    os.environ["WAYMARK_HOSTS"] = "localhost"
    django.setup()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=CHILDREN, help="how many the database holds")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="pages whose names begin so")
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.children, chosen.rounds, chosen.only), indent=1))


if __name__ == "__main__":
    main()
