"""All that the web channel is given by app: what it may look up, what it may have done, and how it is set."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct
from starlette.routing import BaseRoute

from bot.domain.activity import Activity
from bot.domain.area import Area
from bot.domain.attachment import File
from bot.domain.closing import Closing
from bot.domain.friday import Friday, Step
from bot.domain.question import AnswerLink, AskedOf, Felt, Reply
from bot.domain.release import Published
from bot.domain.talk import Seen, Withheld
from bot.i18n import Wording
from handlers.web.lines import Lines, Wait


class WebSettings(Struct, frozen=True):
    """How the web channel is set.

    `public_url` is what people type to get here, without a slash at the end; `telegram` is the bot's user name, None
    while Telegram is off; `operator_key` opens the report pages, which stay shut while it is empty. `hide_to` is where
    [Hide] leads, "" for a blank page of our own; `back_pause` is how long a try of return words takes at least, and
    `patience` how long a form may take to arrive, both in seconds.
    """

    public_url: str
    host: str = "127.0.0.1"
    port: int = 8080
    telegram: str | None = None
    operator_key: str = ""
    hide_to: str = ""
    back_pause: float = 0.4
    patience: float = 30.0

    @property
    def secure(self) -> bool:
        """True where people reach us by https: Secure cookies and HSTS."""
        return self.public_url.startswith("https://")


class Known(Struct, frozen=True):
    """What a page may know of someone: the language they chose in the chat, and whether a shared screen is likely.

    `young`: under 13, so that no screen keeps who they are, their own neither (product.md 24). `adult`: they said 18+.
    `neighbourhood` is where they told us something, "" where they have not. `news`: something became of what they told
    us, and they have not been told. `in_case`: a case of theirs is open: nothing is shown they did not come for.
    """

    language: str
    child: bool
    young: bool = False
    adult: bool = False
    neighbourhood: str = ""
    news: bool = False
    in_case: bool = False


class HandedOver(Struct, frozen=True):
    """What someone brings along from another channel: words not yet used, and the door they came by."""

    words: str
    door: str | None


Know = Callable[[str], Awaitable[Known | None]]
"""A person's id to what a page may know of them; None for a stranger."""

FindByReturnWords = Callable[[str], Awaitable[str | None]]
"""Three words, lower case, one space between, to the person they belong to."""

LookAtHandOver = Callable[[str], Awaitable[HandedOver | None]]
"""A one-time token to what it stands for; None where it is used up, too old or made up."""

UseUpHandOver = Callable[[str], Awaitable[None]]
"""Takes a one-time token whose words are kept: nobody has them by it any more."""

KeepUpload = Callable[[bytes], Awaitable[File]]
"""A photo or voice note to the name it is kept under; raises StorageError."""

MakeReport = Callable[[str, str | None, str, str], Awaitable[Mapping[str, bytes]]]
"""Month (2026-10), neighbourhood's id or None for the area, edition, language -> files by name; raises ReportError."""


MakeOwnCopy = Callable[[str, str], Awaitable[Mapping[str, bytes]]]
"""A person's id and a language to files by name: all that is kept of them, as .txt and .json; none of a stranger."""


class Talks(Protocol):
    """The worker's side of talks, each opened by its link (bot.talk_desk)."""

    async def look(self, token: str, *, is_here: bool = False) -> Seen | None:
        """The talk a link opens; None where it opens none."""

    async def join(self, token: str) -> Withheld | None:
        """Begin it; returns why it may not begin."""

    async def write(self, token: str, words: str) -> Withheld | None:
        """Send words; returns why they did not go out."""

    async def leave(self, token: str) -> None:
        """End it."""


class AgencyReplies(Protocol):
    """How an agency answers a month's questions, opened by its link (bot.staff.agency_answers)."""

    async def opened(self, token: str) -> tuple[AnswerLink, Sequence[AskedOf]] | None:
        """Whose link it is, and the questions it opens; None where it opens none."""

    async def answer(self, token: str, id_: str, reply: Reply) -> None:
        """Keep an answer. Raises NotFound, and Refused in words."""

    async def register(self, token: str, theme: str, words: str) -> None:
        """Keep that the agency works on something by itself. Raises NotFound, and Refused in words."""

    async def felt(self, token: str) -> Felt | None:
        """What the link's contact said of the report so far."""

    async def feel(self, token: str, felt: Felt) -> None:
        """Keep what they say of it. Raises NotFound."""


class Archive(Protocol):
    """What was published of the report (bot.staff.shelf)."""

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        ...

    async def months(self) -> list[Published]:
        """The newest month first."""
        ...

    async def month(self, period: str) -> Published | None:
        """A month with the names of its files."""
        ...

    async def file(self, period: str, name: tuple[str, str, str, str]) -> bytes | None:
        """A file by scope, edition, language and kind."""
        ...

    async def opens(self, token: str) -> bool:
        """Whether a link's token is somebody's who may read it."""
        ...


class FridayAnswers(Protocol):
    """What a neighbourhood is told, for its pages (bot.staff.fridays)."""

    async def newest(self, neighbourhood: str) -> Friday | None:
        """The answer that stands on its pages."""

    async def recording(self, neighbourhood: str) -> bytes | None:
        """That answer's voice note, OGG."""

    async def became(self, neighbourhood: str) -> Sequence[Step]:
        """What became of what was asked there, as far as everybody may read of it."""


class NoAnswers:
    """Knows no Friday answers."""

    async def newest(self, neighbourhood: str) -> Friday | None:
        """None."""
        del neighbourhood
        return None

    async def recording(self, neighbourhood: str) -> bytes | None:
        """None."""
        del neighbourhood
        return None

    async def became(self, neighbourhood: str) -> Sequence[Step]:
        """Nothing."""
        del neighbourhood
        return ()


HowItCloses = Callable[[], Awaitable[Closing | None]]
"""Whether Earshot closes, when, and where people turn then."""
WhatsOnIn = Callable[[str], Awaitable[Sequence[tuple[date, Activity]]]]
"""A neighbourhood's id to what is to come there, the next first."""


async def goes_on() -> Closing | None:
    """It does not close."""
    return None


async def nothing_on(_neighbourhood: str) -> Sequence[tuple[date, Activity]]:
    """Knows of nothing that is on."""
    return ()


class CasePage(Struct, frozen=True):
    """What a worker sees behind the link in a mail: in words, with a `button` where there is something to say."""

    title: str
    text: str
    button: str = ""


CaseLink = Callable[[str], Awaitable[CasePage | None]]
"""A link's token to what is shown behind it; None for one that is made up."""


async def no_link(_token: str) -> CasePage | None:
    """Knows no links."""
    return None


class Parts(Struct, frozen=True):
    """What app gives. `secret` signs cookies and forms (32 bytes or more); `clock` gives the time, in UTC.

    `routes` are other rooms' own routes, such as Telegram's webhook; they look after themselves.
    """

    settings: WebSettings
    secret: bytes
    area: Area
    wording: Wording
    clock: Callable[[], datetime]
    lines: Lines
    wait: Wait
    know: Know
    find_by_return_words: FindByReturnWords
    look_at_hand_over: LookAtHandOver
    use_up_hand_over: UseUpHandOver
    make_report: MakeReport
    own_copy: MakeOwnCopy
    talks: Talks | None = None
    replies: AgencyReplies | None = None
    keep_upload: KeepUpload | None = None
    look_at_case: CaseLink = no_link
    take_case: CaseLink = no_link
    fridays: FridayAnswers = NoAnswers()
    closing: HowItCloses = goes_on
    whats_on: WhatsOnIn = nothing_on
    routes: tuple[BaseRoute, ...] = ()
    archive: Archive | None = None
