"""Nothing that anybody said, and no token, is ever written to a log, whatever breaks and however much is logged."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import structlog

from bot import logs
from tests.crash.harness import start, stop, telegram
from tests.crash.subjects import EARSHOT, earshot
from tests.fakes.bot_api import TOKEN

WORDS = "zanzibarian marmalade"
SECRET = "xylophonic"


@pytest.fixture
def quiet_again() -> Iterator[None]:
    """Whatever a test sets up is undone."""
    before, level = list(logging.getLogger().handlers), logging.getLogger().level
    yield
    logging.getLogger().handlers[:] = before
    logging.getLogger().setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def broken() -> Exception:
    """A fault whose message and frames hold somebody's words and a token."""
    said = {"words": WORDS, "token": TOKEN}
    try:
        int(f"{said}")
    except ValueError as fault:
        fault.__cause__ = KeyError(WORDS)
        return fault
    return ValueError()


@pytest.mark.usefixtures("quiet_again")
def test_a_logged_fault_says_where_and_never_what(capsys: pytest.CaptureFixture[str], broken: Exception) -> None:
    logs.set_up("DEBUG")
    structlog.get_logger("earshot").error("it broke", exc_info=broken)
    logging.getLogger("some.server").error("Exception in ASGI application", exc_info=broken)
    told = capsys.readouterr().err
    assert told.count("ValueError") == 2
    assert told.count("KeyError") == 2
    assert "test_logs.py" in told
    assert "in broken" in told
    assert WORDS not in told
    assert TOKEN not in told


@pytest.mark.usefixtures("quiet_again")
def test_a_token_is_struck_out_of_any_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO")
    structlog.get_logger("earshot").info(f"asked https://api.example/bot{TOKEN}/getMe", reason=f"no {TOKEN}")
    logging.getLogger("some.library").error("POST https://api.example/bot%s/sendMessage", TOKEN)
    told = capsys.readouterr().err
    assert told.count("[token]") == 3
    assert TOKEN not in told


@pytest.mark.usefixtures("quiet_again")
@pytest.mark.parametrize(("level", "heard"), [("DEBUG", 3), ("INFO", 2), ("WARNING", 1), ("ERROR", 0)])
def test_a_level_lets_through_what_is_as_grave(level: str, heard: int, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(level)
    log = structlog.get_logger("earshot")
    for one in (log.debug, log.info, log.warning):
        one("hello")
    assert capsys.readouterr().err.count("hello") == heard


@pytest.mark.usefixtures("quiet_again")
def test_other_libraries_say_only_what_is_grave(capsys: pytest.CaptureFixture[str]) -> None:
    """At INFO the client of the Bot API prints every address, and those hold the token."""
    logs.set_up("DEBUG")
    for name in ("httpx", "telegram.Bot", "uvicorn.access", "sqlalchemy.engine"):
        logging.getLogger(name).info("an address")
        logging.getLogger(name).debug("an address")
    assert capsys.readouterr().err == ""


@pytest.mark.enable_socket
@pytest.mark.skipif(not Path(EARSHOT).exists(), reason="the program earshot is not installed")
def test_a_whole_conversation_leaves_no_trace_in_the_logs(tmp_path: Path) -> None:
    """By Telegram and on the web, with names, danger, an edit and a token, at the level that says most (F62)."""
    said = [f"my name is {SECRET} and {WORDS} would be good", f"I want to kill myself, says {SECRET}"]
    with telegram() as api:
        subject = earshot(api, tmp_path, mode="polling")
        environment = dict(subject.environment) | {"LOG_LEVEL": "DEBUG"}
        object.__setattr__(subject, "environment", environment)
        with subject.log.open("ab") as log:
            bot = start(subject, log)
            try:
                api.say([(41, "/start")])
                assert api.until_heard([41], 1)
                for count, words in enumerate(said, start=2):
                    api.say([(41, words)])
                    assert api.until_heard([41], count)
                api.say([(41, "hide")])
                api.until_quiet()  # it takes back what it said, so that how much is heard says nothing
                _chat_on_the_web(environment["PUBLIC_URL"])
            finally:
                stop(bot)
        told = subject.log.read_text("utf-8")
    assert "telegram is on" in told
    for canary in (SECRET, "zanzibarian", "marmalade", TOKEN, TOKEN.partition(":")[2], "kill myself"):
        assert canary not in told, told
    assert "Traceback" not in told


def _chat_on_the_web(url: str) -> None:
    with httpx.Client(base_url=url, follow_redirects=True) as browser:
        browser.get("/chat")
        browser.post("/chat", data={"words": f"{WORDS} {SECRET}"})
        browser.get(f"/chat?words={SECRET}")
        browser.get(f"/p/{SECRET}")
        browser.get(f"/carry-on/{SECRET}")
        browser.post("/telegram", json={"update_id": 1, "message": {"text": WORDS}})
    time.sleep(0.1)
