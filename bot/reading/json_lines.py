"""What `earshot read` answers: one JSON line in, one JSON line out. Pure."""

import json

from msgspec import to_builtins

from bot.reading.readers import Readers

LONGEST_LINE = 1_000_000
"""Bytes; far more than any message, far less than would stop the reader."""


def answer(readers: Readers, line: bytes) -> str:
    """The reading of `{"text": ..., "language"?: ...}` as a line of JSON, or `{"error": ...}` saying what is wrong."""
    try:
        text, language = _asked(line)
    except ValueError as wrong:
        return json.dumps({"error": str(wrong)})
    return json.dumps(to_builtins(readers.read(text, language)))


def _asked(line: bytes) -> tuple[str, str | None]:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"longer than {LONGEST_LINE} bytes")
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise ValueError(f"not JSON in UTF-8: {wrong}") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError(  # noqa: TRY004 - one kind of error for whatever was asked wrongly
            'expected {"text": "...", "language": "..."}, where language may be left out'
        )
    language = asked.get("language")
    if not isinstance(language, str | None):
        raise ValueError("language must be a code such as en, or left out")  # noqa: TRY004 - likewise
    return asked["text"], language
