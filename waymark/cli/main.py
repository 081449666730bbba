"""The `waymark` command and its groups."""

from __future__ import annotations

import click

from waymark.cli.demo import demo
from waymark.cli.directory import directory
from waymark.cli.documents import documents
from waymark.cli.importing import import_group
from waymark.cli.ledger import ledger
from waymark.cli.manual import manual
from waymark.cli.packs import packs
from waymark.cli.replaying import replay
from waymark.cli.reporting import explain, report
from waymark.cli.search import search
from waymark.cli.serving import serve
from waymark.cli.users import users
from waymark.cli.work import notices, tick, worklist


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Waymark: casework in which the procedures are the program."""


for command in (
    packs,
    manual,
    replay,
    import_group,
    report,
    explain,
    worklist,
    tick,
    notices,
    ledger,
    demo,
    serve,
    users,
    search,
    documents,
    directory,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
