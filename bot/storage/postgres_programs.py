"""PostgreSQL's own programs, pg_dump and pg_restore: found on PATH, fed and read piece by piece."""

import os
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from sqlalchemy import URL

from bot.errors import StorageError

PIECE = 1024 * 1024
_KNOWN = ("host", "port", "sslmode")
"""What may stand behind the `?` of an address for these programs, too."""
_QUICK = "--compress=1"
"""Sealed bytes stand in a dump as hex digits, twice as long: the quickest compression takes that back."""
_DUMP = ("--format=custom", _QUICK, "--no-owner", "--no-privileges")
_RESTORE = ("--format=custom", "--no-owner", "--no-privileges", "--exit-on-error")


def dumped(url: URL) -> Iterator[bytes]:
    """A dump of the database, all of one moment. StorageError where it fails, be it at the end."""
    with _running("pg_dump", *_DUMP, url=url) as program:
        while piece := _out(program).read(PIECE):
            yield piece


def filled(url: URL, content: Iterator[bytes]) -> None:
    """Restore a dump into an empty database. StorageError where it fails; what `content` raises goes through."""
    with _running("pg_restore", *_RESTORE, url=url) as program:
        try:
            for piece in content:
                _in(program).write(piece)
            _in(program).close()
        except BrokenPipeError:
            # It has ended: well or not, it says itself. The rest is looked at all the same, for it may be damaged.
            deque(content, maxlen=0)


@contextmanager
def _running(name: str, *arguments: str, url: URL) -> Iterator[subprocess.Popen[bytes]]:
    """A program at work on a database; stopped where something is raised meanwhile."""
    command = [_found(name), *arguments, f"--dbname={_address(url)}"]
    pipe = subprocess.PIPE
    with tempfile.TemporaryFile() as complaints:
        program = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=complaints, env=_environment(url))  # noqa: S603 - our own words, no shell
        try:
            yield program
            program.wait()
        finally:
            program.kill()
            program.wait()
            _in(program).close()
            _out(program).close()
        if program.returncode:
            raise StorageError(f"{name} failed: {_told(complaints)}")


def _found(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise StorageError(
            f"{name} is not on PATH: install PostgreSQL's client programs, of the server's version or newer "
            "(on Debian and Ubuntu: apt install postgresql-client)"
        )
    return path


def _address(url: URL) -> str:
    """The address without its password, which others could read in the list of processes."""
    query = {name: value for name, value in url.query.items() if name in _KNOWN}
    if "ssl" in url.query:
        query["sslmode"] = url.query["ssl"]
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return plain.render_as_string()


def _environment(url: URL) -> dict[str, str]:
    more = {"PGCONNECT_TIMEOUT": "10"} | ({"PGPASSWORD": str(url.password)} if url.password else {})
    return {**os.environ, **more}


def _told(complaints: IO[bytes]) -> str:
    """What a program complained of, without the lines that may show a row."""
    complaints.seek(0)
    lines = complaints.read(64 * 1024).decode("utf-8", "replace").splitlines()
    told = [line.partition("error: ")[2] or line.partition("detail: ")[2] for line in lines]
    said = "; ".join(one for one in told if one) or "it does not say why"
    if "version mismatch" in said:
        return f"{said}: install PostgreSQL's client programs of the server's version"
    return said


def _in(program: subprocess.Popen[bytes]) -> IO[bytes]:
    if program.stdin is None:
        raise ValueError("it has a pipe")
    return program.stdin


def _out(program: subprocess.Popen[bytes]) -> IO[bytes]:
    if program.stdout is None:
        raise ValueError("it has a pipe")
    return program.stdout
