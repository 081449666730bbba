"""A throwaway PostgreSQL for the tests: made in a temporary folder, reached by a socket, gone when the tests end."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

# Speed over safety: nothing here outlives the tests.
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=40"


def start() -> str:
    """Start a cluster and give its URL. It is stopped and removed when this process ends."""
    programs = _programs()
    home = Path(tempfile.mkdtemp(prefix="waymark-pg-"))
    owner = _owner(home)
    data = home / "data"
    _run(owner, programs / "initdb", "-D", data, "-U", "waymark", "-A", "trust", "-E", "UTF8", "--no-sync")
    server = f"{OPTIONS} -c unix_socket_directories={home}"
    _run(owner, programs / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", server, "start")
    _stop_with_us(owner, programs, home)
    return f"postgresql://waymark@/postgres?host={home}"


def _programs() -> Path:
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not folders:
        raise RuntimeError("PostgreSQL is not installed. On Debian: apt install postgresql.")
    return folders[0]


def _owner(home: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then its own user, whom Debian's package makes, runs it."""
    if os.getuid() != 0:
        return []
    shutil.chown(home, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(owner: list[str], *command: str | Path) -> None:
    done = subprocess.run(
        [*owner, *map(str, command)], cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


def _stop_with_us(owner: list[str], programs: Path, home: Path) -> None:
    """Leave somebody behind who waits for our end, even if we are killed: then the pipe to him closes."""
    stop = shlex.join([*owner, str(programs / "pg_ctl"), "-D", str(home / "data"), "-m", "immediate", "stop"])
    command = f"cat; {stop}; rm -rf {shlex.quote(str(home))}"
    waiting = subprocess.Popen(
        ["sh", "-c", command], cwd="/", start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _waiting.append(waiting)


_waiting: list[subprocess.Popen[bytes]] = []
