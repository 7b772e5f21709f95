"""All that can happen in a conversation, on one page. A channel turns what it receives into one of these."""

from enum import StrEnum

from msgspec import Struct

from bot.domain.attachment import File, Medium
from bot.domain.broadcast import Broadcast


class Reserved(StrEnum):
    """Words that work in every step and every language, alone in a message; also commands and MENU buttons."""

    BACK = "back"
    CANCEL = "cancel"
    HELP = "help"
    MENU = "menu"
    DELETE = "delete"
    LANGUAGE = "language"
    STOP = "stop"
    STATUS = "status"
    MORE = "more"
    HIDE = "hide"
    SAFE = "safe"
    PERSON = "person"
    ABOUT = "about"
    PRIVACY = "privacy"
    SIGNPOSTS = "signposts"
    WHATS_ON = "whats_on"
    WHO_DECIDES = "who_decides"
    COMPLAIN = "complain"
    REPORT = "report"
    HOLIDAY = "holiday"
    STORY = "story"
    MY_WORDS = "my_words"


class Opened(Struct, frozen=True):
    """Someone came through a door: a poster's code, a link, or none.

    `language` is the one the page they came from is in, for someone not met before; None where the channel has none.
    """

    door: str | None = None
    language: str | None = None


class Said(Struct, frozen=True):
    """Someone wrote a message."""

    text: str


class Pressed(Struct, frozen=True):
    """Someone tapped a button; `token` is what the button carried, trusted only if it fits the step being asked."""

    token: str


class Commanded(Struct, frozen=True):
    """Someone gave a reserved word as a command, such as /help."""

    word: Reserved


class Corrected(Struct, frozen=True):
    """Someone edited the message that the channel knows as `message`."""

    message: str
    text: str


class Showed(Struct, frozen=True):
    """Someone sent something that is not text; `caption` is what they wrote with it, `file` where it can be fetched."""

    medium: Medium
    caption: str = ""
    file: File | None = None


class Left(Struct, frozen=True):
    """Someone blocked us or left; nothing can be sent to them until they come back."""


class WorkerJoined(Struct, frozen=True):
    """A worker is there to write with this person; `second` also sees every message ("" for nobody)."""

    talk: str
    worker: str
    second: str = ""


class WorkerWrote(Struct, frozen=True):
    """The worker wrote to this person."""

    talk: str
    words: str


class WorkerLeft(Struct, frozen=True):
    """The worker ended the talk."""

    talk: str


class Prompted(Struct, frozen=True):
    """The clock came by: there may be news for this person, or a question to ask.

    `unasked`: what is said now reaches them although they did not come to us. With `message` that is all it brings.
    `here`: no clock, they are looking at the chat this moment: news is told at any hour, and nothing is asked.
    `answer`: a complaint of theirs was answered. They asked for that: it is told after STOP too, and nothing beside it.
    `anyway`: they were in danger, and the safeguarding lead says that they are told it all the same.
    """

    unasked: bool = False
    here: bool = False
    message: Broadcast | None = None
    answer: bool = False
    anyway: bool = False


Theirs = Opened | Said | Pressed | Commanded | Corrected | Showed | Left
Workers = WorkerJoined | WorkerWrote | WorkerLeft
Event = Theirs | Workers | Prompted
