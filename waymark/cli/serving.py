"""`waymark serve`: the web application, and beside it the small work that time brings."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

import click

from waymark.cli.database import in_words, ready

SECONDS_BETWEEN_LOOKS = 60


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where to listen.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="On which address. 0.0.0.0 lets other machines in."
)
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="How many requests at once.")
@in_words()
def serve(port: int, host: str, threads: int) -> None:
    """Serve the web application until it is stopped with Ctrl+C or SIGTERM.

    Each minute it also works out what falls due by time alone and sends notices.

    Behind a proxy that speaks HTTPS set WAYMARK_HTTPS=yes and WAYMARK_HOSTS to the names by which people call it.

    Example: waymark serve --port 8123
    """
    os.environ.setdefault("WAYMARK_HOSTS", f"localhost 127.0.0.1 {host}")
    ready()
    from waitress.server import create_server

    from waymark.config.wsgi import application

    try:
        server = create_server(application, host=host, port=port, threads=threads, clear_untrusted_proxy_headers=True)
    except OSError as fault:
        raise click.ClickException(
            f"Port {port} cannot be used: {fault.strerror}. Choose another with --port."
        ) from fault
    # Whatever stops a service says so with SIGTERM; it ends as with Ctrl+C.
    signal.signal(signal.SIGTERM, _interrupted)
    stopped = threading.Event()
    threading.Thread(target=_every_minute, args=(stopped, _what_time_brings), daemon=True).start()
    click.echo(f"Waymark is at http://{host}:{port}/  (stop with Ctrl+C)")
    try:
        server.run()
    finally:
        stopped.set()


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def _every_minute(stopped: threading.Event, work: Callable[[], None]) -> None:
    while not stopped.wait(SECONDS_BETWEEN_LOOKS):
        work()


def _what_time_brings() -> None:
    """Works out what falls due by time alone, sends notices, throws old drafts away. A fault is written down and tried again in a minute."""
    from waymark.casefile import drafts
    from waymark.web.report import drafts as concerns
    from waymark.work import notices, projections

    _tried("What time brings could not be worked out", projections.tick)
    _tried("Notices could not be sent", notices.send_pending)
    _tried("Old drafts could not be thrown away", drafts.purge)
    _tried("Old concerns that were not sent could not be thrown away", concerns.purge)


def _tried(fault: str, work: Callable[..., object]) -> None:
    """Do one piece of the small work; neither stops the other."""
    import logging

    from django.db import connection

    from waymark.cli.database import moment_now

    try:
        work(now=moment_now())
    except Exception:
        logging.getLogger("waymark").exception("%s; it is tried again in a minute.", fault)
    finally:
        connection.close()
