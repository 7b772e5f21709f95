"""JSON as we keep and send it: quick for nearly everything, and complete for what people can type."""

import json
from typing import Any

import orjson

# Made once: json.dumps with separators would make it anew each time.
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode


def encode(content: Any) -> bytes:
    """`content` as compact JSON. Lone surrogates and numbers beyond 64 bits, which orjson refuses, are written too.

    Raises TypeError for what JSON has no form for.
    """
    try:
        return orjson.dumps(content)
    except TypeError:
        return _ENCODE(content).encode()


def decode(raw: bytes) -> Any:
    """What `encode` wrote, or anyone else's JSON; a whole number beyond 64 bits comes as the nearest float.

    Raises ValueError or RecursionError for what is none.
    """
    try:
        return orjson.loads(raw)
    except ValueError:
        return json.loads(raw)
