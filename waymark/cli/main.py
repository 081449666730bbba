"""The `waymark` command and its groups."""

from __future__ import annotations

import click

from waymark.cli.packs import packs


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Waymark: casework in which the procedures are the program."""


main.add_command(packs)

if __name__ == "__main__":
    main()
