"""From `earshot run` to the first answer and the first page, and how much memory 200 conversations leave resident.

What each of the programs takes of processor to start, too.
"""

import argparse
import os
import re
import resource
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.phones import FIRST_PERSON, WORDS
from tests.crash.harness import ROOT, Telegram, free_port, telegram
from tests.crash.subjects import as_usual
from tests.fakes.bot_api import TOKEN

PATIENCE = 60.0
NTH_BUTTON = (3, 0, 2)
"""What is tapped: "18+", "That's right", "No thanks"."""
PROGRAMS = ("bot --help", "bot.commands.apart", "reports")
"""Each ends at once: the last two are given no order."""


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until the first web page and the first answer on Telegram, and seconds of processor till then."""

    page: float
    answer: float
    processor: float


@contextmanager
def running(api: Telegram, folder: Path, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """`earshot run` on SQLite in `folder`, for as long as the block runs."""
    environment = as_usual(os.environ) | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": api.base_url,
        "DATA_DIR": str(folder / "var"),
        "MASTER_KEY_FILE": str(folder / "master.key"),
        "WEB_PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    program = Path(sys.executable).with_name("earshot")
    with subprocess.Popen([program, "run"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def started(api: Telegram, folder: Path, person: int) -> Start:
    """One start, with somebody's message waiting already."""
    port = free_port()
    api.say([(person, "/start")])
    began = time.perf_counter()
    with running(api, folder, port) as process:
        seen: dict[str, float] = {}
        asked: dict[str, Callable[[], object]] = {
            "page": lambda: _page(port),
            "answer": lambda: api.heard(person)[person],
        }
        while len(seen) < len(asked) and time.perf_counter() - began < PATIENCE:
            for name in asked.keys() - seen.keys():
                if asked[name]():
                    seen[name] = time.perf_counter() - began
            time.sleep(0.01)
        user, system = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return Start(**seen, processor=(int(user) + int(system)) / os.sysconf("SC_CLK_TCK"))


def processor(program: str) -> float:
    """Seconds of processor that `python -m` with this takes from its start to its end, where there is nothing to do."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([sys.executable, "-m", *program.split()], env=as_usual(os.environ), cwd=ROOT, check=False, **quiet)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def resident(api: Telegram, folder: Path, people: int) -> float:
    """MB (Linux's VmRSS) after so many whole conversations."""
    crowd = range(FIRST_PERSON, FIRST_PERSON + people)
    with running(api, folder, free_port()) as process:
        for step in _steps(api, crowd):
            step()
            assert api.until_heard(crowd, 1), "the bot never said hello"
            api.until_quiet()
        said = api.heard(crowd[0])
        assert all(any("Thank" in line for line in said[person]) for person in crowd), said[crowd[0]]
        status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1000


def _steps(api: Telegram, crowd: range) -> tuple[Callable[[], None], ...]:
    age, right, thanks = ([(person, nth) for person in crowd] for nth in NTH_BUTTON)
    return (
        lambda: api.say([(person, "/start") for person in crowd]),
        lambda: api.tap(age),
        lambda: api.say([(person, f"{WORDS}, on Fishermead") for person in crowd]),
        lambda: api.tap(right),
        lambda: api.tap(thanks),
    )


def _page(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/", timeout=1.0).is_success
    except httpx.TransportError:
        return False


def main() -> None:
    """Print medians of the starts, the first of them on a machine that never ran it, and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--people", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder_name, telegram(secrets.randbelow(10**6)) as api:
        folder = Path(folder_name)
        fresh = [started(api, folder / str(n), FIRST_PERSON - 1 - n) for n in range(asked.starts)]
        again = [started(api, folder / "0", FIRST_PERSON - 101 - n) for n in range(asked.starts)]
        for name, starts in (("on a new database", fresh), ("on the same again", again)):
            page = statistics.median(one.page for one in starts)
            answer = statistics.median(one.answer for one in starts)
            spent = min(one.processor for one in starts)
            print(f"{name}: first page after {page:.2f} s, first answer after {answer:.2f} s (limit 3)")
            print(f"{name}: {spent:.2f} s of processor till then, the best of {asked.starts}")
        for program in PROGRAMS:
            spent = min(processor(program) for _ in range(asked.starts))
            print(f"python -m {program}: {spent:.2f} s of processor, the best of {asked.starts}")
        memory = resident(api, folder / "0", asked.people)
        print(f"resident after {asked.people} conversations: {memory:.0f} MB (limit 200)")


if __name__ == "__main__":
    main()
