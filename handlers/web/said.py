"""What a form of the chat says: the event it stands for, and the words that must not be lost. Pure."""

from collections.abc import Mapping

from msgspec import Struct

from bot.conversation.events import Commanded, Event, Pressed, Reserved, Said

LONGEST = 4096
"""UTF-16 code units, as long as the longest message of any channel."""
_TOKEN = 200


class Posted(Struct, frozen=True):
    """What was posted: the event, None where there is nothing in it; the words left in the box; what is wrong."""

    event: Event | None
    left: str = ""
    too_long: int = 0


def posted(form: Mapping[str, object]) -> Posted:
    """A button counts before the words beside it, which then stay in the box."""
    words = words_in(form)
    token, command = _field(form, "token"), _field(form, "command")
    if command:
        return Posted(Commanded(Reserved(command)) if command in set(Reserved) else Pressed(command[:_TOKEN]), words)
    if token:
        return Posted(Pressed(token[:_TOKEN]), words)
    if length(words) > LONGEST:
        return Posted(None, words, too_long=length(words))
    return Posted(Said(words)) if words.strip() else Posted(None)


def words_in(form: Mapping[str, object]) -> str:
    """The words in the box, line ends as everywhere else."""
    return _field(form, "words").replace("\r\n", "\n").replace("\r", "\n")


def content(event: Event) -> str:
    """What tells one event of a form from another."""
    match event:
        case Said(text):
            return f"said {text}"
        case Pressed(token):
            return f"pressed {token}"
        case Commanded(word):
            return f"commanded {word}"
        case _:
            return repr(event)


def length(text: str) -> int:
    """UTF-16 code units of `text`."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _field(form: Mapping[str, object], name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
