"""How lines of a chat look: what is text, what can be followed, which buttons still count. Pure."""

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

from msgspec import Struct, field

from bot.channel import Button
from bot.domain.area import Area
from handlers.web.lines import Line, Side

_ADDRESS = r"https?://[^\s<>\"'\u2068\u2069]*[^\s<>\"'\u2068\u2069.,;:!?)]"
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Piece(Struct, frozen=True):
    """A piece of a line's text; `link` is where it leads, "" for nowhere; `keep` marks what they should keep."""

    text: str
    link: str = ""
    keep: bool = False


class Shown(Struct, frozen=True):
    """A line as it is shown. One without pieces is not shown, but it still retires the buttons before it."""

    id: str
    side: Side
    pieces: tuple[Piece, ...]
    buttons: tuple[Button, ...]
    copy: str

    def as_json(self) -> dict[str, Any]:
        """The same for chat.js."""
        return {
            "id": self.id,
            "side": self.side.value,
            "pieces": [[one.text, one.link, one.keep] for one in self.pieces],
            "buttons": [[one.label, one.token] for one in self.buttons],
            "copy": self.copy,
        }


def fit_to_show(text: str) -> str:
    """`text` with what no page can hold (NUL, lone surrogates, control characters) as replacement characters."""
    return _UNSHOWABLE.sub("\ufffd", text)


class Show(Struct):
    """Turns lines into what is shown, remembering what each button was called, so that a tap can be shown by name."""

    links: re.Pattern[str]
    texted: frozenset[str] = frozenset()
    labels: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, area: Area) -> "Show":
        """For one chat; the area's own telephone numbers can be rung, or texted, from our lines."""
        texted = frozenset(one.number for one in area.crisis_contacts if one.how.startswith("text "))
        given = {*(one.number for one in area.crisis_contacts), *(one.phone for one in area.agencies)}
        numbers = sorted((re.escape(one) for one in given if one), key=len, reverse=True)
        rung = rf"|(?<![\w-])(?:{'|'.join(numbers)})(?![\w-])" if numbers else ""
        return cls(re.compile(_ADDRESS + rung), texted)

    def lines(self, lines: Iterable[Line]) -> list[Shown]:
        """Lines in order, as they are shown; the buttons of all but the last word of ours are gone."""
        shown = [self._line(one) for one in lines]
        spoke = max((n for n, one in enumerate(shown) if one.side is Side.THEM), default=-1)
        return [
            Shown(one.id, one.side, one.pieces, one.buttons if n > spoke else (), one.copy)
            for n, one in enumerate(shown)
        ]

    def _line(self, line: Line) -> Shown:
        if line.side is Side.US:
            self.labels.update((one.token, one.label) for one in line.buttons)
            return Shown(line.id, line.side, self._pieces(line.text, line.copy), line.buttons, line.copy)
        text = line.text or next((self.labels.get(one.token, "") for one in line.buttons), "")
        return Shown(line.id, line.side, (Piece(fit_to_show(text)),) if text else (), (), "")

    def _pieces(self, text: str, keep: str) -> tuple[Piece, ...]:
        text, end, pieces = fit_to_show(text), 0, list[Piece]()
        marks = re.compile(f"{re.escape(keep)}|{self.links.pattern}") if keep else self.links
        for found in marks.finditer(text):
            here = found.group()
            pieces.append(Piece(text[end : found.start()]))
            pieces.append(Piece(here, keep=True) if here == keep else Piece(here, self._link(here)))
            end = found.end()
        return tuple(one for one in (*pieces, Piece(text[end:])) if one.text)

    def _link(self, text: str) -> str:
        if "://" in text:
            return text
        return ("sms:" if text in self.texted else "tel:") + re.sub(r"[^\d+]", "", text)


def thanked(shown: Sequence[Shown]) -> bool:
    """True where our last words end a talk: something to keep was given. What is asked after it can be skipped."""
    return any(one.copy for one in takewhile(lambda one: one.side is not Side.THEM, reversed(shown)))
