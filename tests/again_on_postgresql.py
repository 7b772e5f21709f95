"""Which tests run on PostgreSQL in the long run only: every statement they send, others send there all the same.

`make test` sends every statement to both stores and `make test-long` repeats every test on both. A test that is not in
the list runs on both at once; the list is found anew by

    .venv/bin/pytest -m "not browser" -k postgresql --find-what-is-met-again
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

LIST = Path(__file__).with_suffix(".txt")
ON_BOTH = ("tests/bot/storage", "tests/bot/backup", "tests/bot/test_", "tests/crash", "tests/days", "tests/test_")
"""Where the store itself is what is tested: always on both."""
OPTION = "--find-what-is-met-again"
_VALUES = re.compile(r"(?:\$\d+(?:::[A-Z ]+)?(?:, )?)+")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to find the list anew."""
    parser.addoption(OPTION, action="store_true", help=f"write {LIST.name} anew")


def pytest_configure(config: pytest.Config) -> None:
    """Listen to what is sent to PostgreSQL, where the list is to be found anew."""
    if config.getoption(OPTION):
        config.pluginmanager.register(_Listener(config.rootpath))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the long run what is in the list."""
    again = frozenset() if config.getoption(OPTION) else frozenset(LIST.read_text("utf-8").split())
    for item in items:
        if isinstance(item, pytest.Function) and _on_postgresql(item) and _name(item.nodeid) in again:
            item.add_marker(pytest.mark.long)


def _on_postgresql(item: pytest.Function) -> bool:
    return hasattr(item, "callspec") and item.callspec.params.get("store") == "postgresql"


def _name(nodeid: str) -> str:
    """The test without what is given to it."""
    return nodeid.partition("[")[0]


class _Listener:
    """Hears which statements each test sends to PostgreSQL, and in the end writes down whose others send as well."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sent: dict[str, set[str]] = defaultdict(set)
        self._now = ""
        event.listen(Engine, "before_cursor_execute", self._hears)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._now = _name(item.nodeid)
        return (yield)

    def _hears(self, conn: Connection, _cursor: object, statement: str, *_: object) -> None:
        if conn.dialect.name == "postgresql":
            self._sent[self._now].add(_VALUES.sub("$", statement))

    def pytest_sessionfinish(self) -> None:
        again = sorted(set(self._sent) - _enough(self._sent))
        LIST.write_text("".join(f"{one}\n" for one in again), "utf-8")


def _enough(sent: Mapping[str, set[str]]) -> set[str]:
    """Tests that between them send every statement: those that are always there, then whoever adds most."""
    chosen = {name for name in sent if name.startswith(ON_BOTH)}
    missing = set().union(*sent.values()) - set().union(*(sent[name] for name in chosen))
    while missing:
        best = max(sorted(sent), key=lambda name: len(sent[name] & missing))
        chosen.add(best)
        missing -= sent[best]
    return chosen
