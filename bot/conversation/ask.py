"""Questions. Each is one turn: the script waits here until the person answers."""

from collections.abc import Iterable
from functools import cache

from bot.conversation.replies import Urgency, Value
from bot.conversation.script import AskChoice, AskText, Option, Script, Typed


def text(key: str, **values: Value) -> Script[str]:
    """Ask the wording `key` for words."""
    answer: str = yield AskText(key, values)
    return answer


def choice(
    key: str,
    options: Iterable[Option | str],
    *,
    instead: bool = False,
    urgency: Urgency = Urgency.ANSWER,
    once: bool = False,
    **values: Value,
) -> Script[str]:
    """Ask for one of `options` and return its key; `once`: it may be skipped, and "thanks" skips it.

    Words typed instead end this dialogue and are taken as if said afresh: nothing typed is ever lost.
    """
    step = AskChoice(key, _options(options), values, typed=False, instead=instead, urgency=urgency, once=once)
    answer: str = yield step
    return answer


def choice_or_words(
    key: str,
    options: Iterable[Option | str],
    *,
    instead: bool = False,
    urgency: Urgency = Urgency.ANSWER,
    counted: bool = True,
    **values: Value,
) -> Script[str | Typed]:
    """Ask for one of `options` and return its key, or Typed words where they wrote instead of tapping."""
    answer: str | Typed = yield AskChoice(
        key, _options(options), values, typed=True, instead=instead, urgency=urgency, counted=counted
    )
    return answer


def _options(options: Iterable[Option | str]) -> tuple[Option, ...]:
    return tuple(_option(one) if isinstance(one, str) else one for one in options)


@cache
def _option(key: str) -> Option:
    # Every replay asks for the same ones again.
    return Option(key)
