"""What `earshot read` answers: one JSON line in, one JSON line out. Pure."""

import json

from msgspec import Struct, to_builtins

from bot.reading.readers import Readers
from bot.reading.similar import Told

LONGEST_LINE = 1_000_000
"""Bytes; far more than any message, far less than would stop the reader."""


def answer(readers: Readers, line: bytes) -> str:
    """The reading of `{"text": ..., "language"?: ..., "against"?: [...]}` as a line of JSON, or `{"error": ...}`.

    With `against`, `similar` is added: which of those texts are possibly the same, the most alike first.
    """
    try:
        asked = _asked(line)
    except ValueError as wrong:
        return json.dumps({"error": str(wrong)})
    read = to_builtins(readers.read(asked.text, asked.language))
    if asked.against is not None:
        read["similar"] = to_builtins(readers.similar(Told(asked.text), [Told(one) for one in asked.against]))
    return json.dumps(read)


class _Asked(Struct, frozen=True):
    text: str
    language: str | None
    against: list[str] | None


def _asked(line: bytes) -> _Asked:
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
    language, against = asked.get("language"), asked.get("against")
    if not isinstance(language, str | None):
        raise ValueError("language must be a code such as en, or left out")  # noqa: TRY004 - likewise
    if against is not None and not (isinstance(against, list) and all(isinstance(one, str) for one in against)):
        raise ValueError("against must be a list of texts, or left out")
    return _Asked(asked["text"], language, against)
