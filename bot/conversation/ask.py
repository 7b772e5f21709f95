"""Questions. Each is one turn: the script waits here until the person answers."""

from collections.abc import Iterable
from functools import cache

from bot.conversation.replies import Urgency, Value
from bot.conversation.script import AskChoice, AskText, Option, Script, Typed

SKIPPED = Typed("")
"""The answer to a question that words may answer, by whoever skipped it."""


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
    yes: str = "yes",
    no: str = "no",
    **values: Value,
) -> Script[str]:
    """Ask for one of `options` and return its key; `once`: it may be skipped, and "thanks" skips it.

    `yes` and `no` are the options that a bare yes or no in any language stands for, where there are such.
    Words typed instead end this dialogue and are taken as if said afresh: nothing typed is ever lost.
    """
    answer: str = yield AskChoice(
        key, _options(options), values, typed=False, instead=instead, urgency=urgency, once=once, yes=yes, no=no
    )
    return answer


def choice_or_words(
    key: str,
    options: Iterable[Option | str],
    *,
    instead: bool = False,
    urgency: Urgency = Urgency.ANSWER,
    counted: bool = True,
    once: bool = False,
    yes: str = "yes",
    no: str = "no",
    again: bool = False,
    **values: Value,
) -> Script[str | Typed]:
    """Ask for one of `options` and return its key, or Typed words where they wrote instead of tapping.

    The rest as in `choice`; "thanks" where it may be skipped comes as SKIPPED. `again`: it was asked just before, and
    may be said shorter.
    """
    answer: str | Typed = yield AskChoice(
        key,
        _options(options),
        values,
        typed=True,
        instead=instead,
        urgency=urgency,
        counted=counted,
        once=once,
        yes=yes,
        no=no,
        again=again,
    )
    return answer


def _options(options: Iterable[Option | str]) -> tuple[Option, ...]:
    return tuple(_option(one) if isinstance(one, str) else one for one in options)


@cache
def _option(key: str) -> Option:
    # Every replay asks for the same ones again.
    return Option(key)
