"""Where tests find their fixtures: a plugin each topic. The network is closed but for this machine's own loopback."""

import gc
import signal
from types import FrameType

import pytest
from hypothesis import HealthCheck, settings

from tests.compiled import compile_once
from tests.taken_up import take_up_once

pytest_plugins = ["tests.stores", "tests.transcript_option", "tests.again_on_postgresql"]

LONGEST_NAME = 100
"""Of an example, in signs."""

# The same examples each time: what a change breaks, it breaks for everybody. The long run tries new ones.
settings.register_profile("ordinary", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])


def pytest_configure(config: pytest.Config) -> None:
    """Choose how examples are made."""
    gc.disable()  # what collecting makes stays to the end
    settings.load_profile("long" if config.option.markexpr == "long" else "ordinary")
    compile_once()
    take_up_once()
    # Where Python's own handler is, asyncio puts another around every fixture, and Python then spells out all that the
    # fixture made (`signal.getsignal` asks an enum, whose error has a repr): up to 50 ms each.
    signal.signal(signal.SIGINT, _interrupt)


def pytest_collection_finish() -> None:
    """The tests themselves stay to the end: nobody looks through them for garbage, and seldom for what they leave."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call a long example by how it begins and how long it is: xdist sends names to and fro, once they were 30 MB."""
    if isinstance(val, (str, bytes)) and len(val) > LONGEST_NAME:
        return f"{val[:LONGEST_NAME]!r}... {len(val)}"
    return None


def _interrupt(number: int, frame: FrameType | None) -> None:
    signal.default_int_handler(number, frame)
