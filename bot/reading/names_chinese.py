"""Chinese names, which have no capitals: with a surname, a title after it, "I am" or a relation before it, or known."""

from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import marked


def chinese_names(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Names in Chinese signs, each with its title; surnames that are words too are told by what stands beside them."""
    if hints.chinese_name is None or text.given.isascii():
        return
    for found in hints.chinese_name.finditer(text.text):
        yield marked(PrivateType.NAME, text, *found.span("told" if found["told"] else 0))
