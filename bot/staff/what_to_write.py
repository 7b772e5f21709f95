"""The words a worker can begin a message with, each with who may: shown to them, so that nobody has to know them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.channel import Outgoing
from bot.conversation.events import Reserved
from bot.conversation.replies import Values
from bot.domain.worker import Right, Worker

WORKS = re.compile(r"\s*/work(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a worker asks what they can write."""

MAY: Mapping[str, Sequence[Right]] = {
    "note": (Right.WRITE_DOWN,),
    "friday": (Right.WRITE_DOWN,),
    "activity": (Right.WRITE_DOWN,),
    "meeting": (Right.WRITE_DOWN, Right.DECIDE),
    "starting": (Right.WRITE_DOWN,),
    "spend": (Right.WRITE_DOWN,),
    "away": (Right.ANSWER,),
    "digest": (Right.READ_WORDS,),
    "review": (Right.ANSWER,),
    "report": (Right.SEE_FIGURES,),
    "console": (),
    "work": (),
}
"""Any one of these rights, anywhere, is enough; none is needed where none stands."""
_THEIRS = frozenset({"start", *(one.value for one in Reserved)})
"""What a resident can write, and a worker like anybody else."""


def listed(worker: Worker, say: Callable[[str, Values], str]) -> Outgoing:
    """What this worker can write, a line each."""
    return Outgoing("\n".join(_lines(worker, say)))


def unknown(worker: Worker, text: str, say: Callable[[str, Values], str]) -> Outgoing | None:
    """What they can write, where they wrote a word that is none of theirs; None for what residents can write, too."""
    word = text.split(maxsplit=1)[0].partition("@")[0].casefold()
    if word.removeprefix("/") in _THEIRS:
        return None
    return Outgoing("\n".join([say("staff.work.none", {"word": word}), *_lines(worker, say)]))


def _lines(worker: Worker, say: Callable[[str, Values], str]) -> Iterator[str]:
    yield say("staff.work.heading", {})
    for word, rights in MAY.items():
        if not rights or any(worker.may(one) for one in rights):
            yield say(f"staff.work.{word}", {})
