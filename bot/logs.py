"""Logs: one line each, never words, names or tokens."""

import logging
import re
import sys
import traceback
from typing import Any, TextIO

import structlog

_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,50}")
"""What a bot's token looks like, wherever it turns up: in an address there is "bot" right before it."""
_TALKATIVE = ("httpx", "httpcore", "apscheduler", "asyncio", "alembic", "uvicorn", "aiosqlite")


def set_up(level: str) -> None:
    """Log to standard error from `level` up. Other libraries' records take the same way out, from WARNING up."""
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False),
    ]
    numeric = logging.getLevelNamesMapping()[level]
    rendered = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_where)
    structlog.configure(
        processors=[*shared, rendered, _scrubbed],
        wrapper_class=structlog.make_filtering_bound_logger(numeric),
        logger_factory=_to_standard_error,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, rendered, _scrubbed],
            foreign_pre_chain=shared,
        )
    )
    logging.basicConfig(level=max(numeric, logging.WARNING), handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _scrubbed(_logger: object, _method: str, line: Any) -> str:
    """The finished line without anything that looks like a bot's token."""
    return _TOKEN.sub("[token]", line)


def _where(out: TextIO, exc_info: structlog.typing.ExcInfo) -> None:
    """An exception as its kind and the places it passed: its message and its frames' values may be somebody's words."""
    fault: BaseException | None = exc_info[1]
    while fault is not None:
        out.write(f"\n{type(fault).__module__}.{type(fault).__qualname__}")
        places = traceback.extract_tb(fault.__traceback__)
        out.writelines(f"\n  {one.filename}:{one.lineno} in {one.name}" for one in places)
        fault = fault.__cause__ or fault.__context__


def _to_standard_error(*_args: object) -> structlog.PrintLogger:
    # Asked for at each line: standard error may be another one by then.
    return structlog.PrintLogger(sys.stderr)
