"""JSON as we keep and send it: quick for nearly everything, and complete for what people can type."""

import json
from typing import Any, TypeVar

from msgspec import convert, to_builtins
from msgspec.json import Encoder
from msgspec.json import decode as quick_decode

T = TypeVar("T")

# Made once: json.dumps with separators would make it anew each time.
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_QUICK = Encoder()


def encode(content: Any) -> bytes:
    """`content` as compact JSON. Lone surrogates, which the quick way refuses, are written too.

    Raises TypeError for what JSON has no form for.
    """
    try:
        return _QUICK.encode(content)
    except UnicodeEncodeError:
        return _ENCODE(to_builtins(content)).encode()


def decode(raw: bytes, form: type[T]) -> T:
    """What `encode` wrote, or anyone else's JSON, in the form asked for (Any: as it is).

    Raises ValueError or RecursionError for what is no JSON, or of another form.
    """
    try:
        return quick_decode(raw, type=form)
    except ValueError:
        return convert(json.loads(raw), form)
