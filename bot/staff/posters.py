"""Posters and cards: a code for each place where one hangs, and the PDF to print, in the languages that are on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from unicodedata import bidirectional

from msgspec import Struct

from bot.channel import Document
from bot.conversation.replies import Value
from bot.dialogues.helplines import emergency
from bot.domain.area import Area, Neighbourhood
from bot.domain.doors import POSTER_SIGNS
from bot.domain.friday import Friday, Step
from bot.domain.its_own import languages_at, printed_at, prompt_at
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK, Wording, right_to_left
from bot.storage import audit, posters
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.posters import Hung
from reports.posters.press import Press
from reports.posters.sheet import Became, Face, Form, Paper, Sheet

SIGNS = "23456789bcdfghjkmnpqrstvwxz"
"""What a code is drawn from: nothing that is read as another sign, and no vowels, so that it never spells a word."""
LONGEST_WHERE = 60
FEW = 5
"""Fewer people than these are not told apart: "fewer than 5"."""
BLANKS = 3
"""As many words bring somebody back to the web chat."""


class Hanging(Struct, frozen=True):
    """A poster, and how many people told us something through it; None for fewer than FEW."""

    hung: Hung
    came: int | None


class Posters(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex, `draw` a number below the one given."""

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    draw: Callable[[int], int]
    wording: Wording
    press: Press
    public_url: str

    async def hang(self, worker: Worker, neighbourhood: str, where: str) -> Hung:
        """A code of its own for a poster that hangs there. Raises NotFound beyond the fence, Refused in words."""
        place, now, told = self._fenced(worker, neighbourhood), self.clock(), " ".join(where.split())
        if not told or len(told) > LONGEST_WHERE:
            raise Refused(f"say where it hangs, in {LONGEST_WHERE} signs at most: the school gate")
        ending = "".join(SIGNS[self.draw(len(SIGNS))] for _ in range(POSTER_SIGNS))
        made = Hung(place.door + ending, place.id, told, now)
        async with self.database.write() as conn:
            await posters.hang(conn, self.keys, made, worker.id)
            await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=f"poster {made.code}", now=now)
        return made

    async def hanging(self, worker: Worker, neighbourhood: str) -> list[Hanging]:
        """The posters of a neighbourhood, its own door first, with who came by each. Raises NotFound."""
        place = self._fenced(worker, neighbourhood)
        async with self.database.read() as conn:
            own = Hung(place.door, place.id, "", self.clock())
            every = [own, *(await posters.hung(conn, self.keys, place.id))]
            came = await posters.came(conn, self.keys.organisation, [one.code for one in every])
        return [Hanging(one, _told(came.get(one.code, 0))) for one in every]

    async def poster(
        self, worker: Worker, neighbourhood: str, code: str, languages: Sequence[str], paper: Paper = Paper.A4
    ) -> Document:
        """The poster of a code: a page for each language, the other ones below its question.

        Raises NotFound beyond the fence or for another neighbourhood's code, ReportError where it cannot be drawn.
        """
        place = self._fenced(worker, neighbourhood)
        if self.area.behind_door(code) != place:
            raise NotFound(code)
        spoken = self._spoken(place, languages)
        faces = [self._poster(place, code, one, [other for other in spoken if other != one]) for one in spoken]
        name = f"poster-{place.id}-{code}-{paper}.pdf"
        return await self._drawn(Form.POSTER, paper, name, self._of("title", place), faces)

    async def cards(self, worker: Worker, neighbourhood: str, languages: Sequence[str]) -> Document:
        """Eight cards a page, with room for three words: a page for each language. Raises NotFound, ReportError."""
        place = self._fenced(worker, neighbourhood)
        faces = [self._card(one) for one in self._spoken(place, languages)]
        return await self._drawn(Form.CARDS, Paper.A4, f"cards-{place.id}.pdf", self._of("cards_title", place), faces)

    async def friday(self, friday: Friday, became: Sequence[Step], languages: Sequence[str] = ()) -> Document:
        """The Friday answer for the school gate: a page for each language, the words as they were written."""
        place = self.area.neighbourhood(friday.neighbourhood)
        if place is None:
            raise NotFound(friday.neighbourhood)
        faces = [self._friday(place, friday, became, one) for one in self._spoken(place, languages)]
        name = f"friday-{place.id}-{friday.week}.pdf"
        return await self._drawn(Form.FRIDAY, Paper.A4, name, faces[0].heading, faces)

    async def _drawn(self, form: Form, paper: Paper, name: str, title: str, faces: Sequence[Face]) -> Document:
        sheet = Sheet(form, paper, title, self.area.organisation_name, self.clock().isoformat(), tuple(faces))
        return Document(name, await self.press.draw(sheet))

    def _poster(self, place: Neighbourhood, code: str, language: str, others: Sequence[str]) -> Face:
        who = "place.who" if place.served else "place.unserved"
        host = {"mobiliser": place.mobiliser} if place.served else {}
        also = [(one, self._asks(place, one), right_to_left(one)) for one in others]
        return self._face(
            language,
            f"/p/{code}",
            heading=self._asks(place, language),
            lead=self._web("landing.what", language),
            also=tuple(also),
            foot=(
                self._web(who, language, organisation=self.area.organisation_name, **host),
                self._web("landing.told", language),
                self._foot(language),
            ),
        )

    def _card(self, language: str) -> Face:
        return self._face(
            language,
            "/chat/back",
            heading=self._say("poster.card.heading", language),
            lead=self._say("poster.card.lead", language),
            steps=(self._say("poster.card.scan", language), self._say("poster.card.words", language)),
            blanks=BLANKS,
            foot=(self._foot(language),),
        )

    def _friday(self, place: Neighbourhood, friday: Friday, became: Sequence[Step], language: str) -> Face:
        return self._face(
            language,
            f"/p/{place.door}",
            heading=self._web("friday.heading", language, who=friday.who, date=friday.week),
            who=place.name,
            words=tuple(one for one in friday.words.split("\n") if one.strip()),
            words_rtl=_runs_left(friday.words),
            became_heading=self._web("place.became", language),
            became=tuple(Became(one.asked, told_of(self.wording, one, language)) for one in untold(became, friday)),
            lead=self._asks(place, language),
        )

    def _face(self, language: str, path: str, **said: Any) -> Face:
        return Face(
            language=language,
            rtl=right_to_left(language),
            scan=self._web("place.scan", language),
            code=self._web("place.page_code", language),
            address=f"{self.public_url}{path}",
            **said,
        )

    def _foot(self, language: str) -> str:
        return self._web("foot", language, organisation=self.area.organisation_name, emergency=emergency(self.area))

    def _asks(self, place: Neighbourhood, language: str) -> str:
        """The question of a place: its own, else the usual one."""
        return prompt_at(place, language) or self._web("place.heading", language, place=place.name)

    def _spoken(self, place: Neighbourhood, languages: Sequence[str]) -> list[str]:
        """Those of the languages asked for that are on, the place's own first; its own where none is."""
        on = [one.code for one in languages_at(self.area, place)] or [FALLBACK]
        return [one for one in on if one in languages] or [*printed_at(self.area, place)] or on[:1]

    def _fenced(self, worker: Worker, neighbourhood: str) -> Neighbourhood:
        place = self.area.neighbourhood(neighbourhood)
        if place is None or not worker.may(Right.WRITE_DOWN, place.id):
            raise NotFound(neighbourhood)
        return place

    def _of(self, key: str, place: Neighbourhood) -> str:
        return self._say(f"staff.poster.{key}", FALLBACK, place=place.name)

    def _web(self, key: str, language: str, **values: Value) -> str:
        return self.wording.text(f"web.{key}", language, values)

    def _say(self, key: str, language: str, **values: Value) -> str:
        return self.wording.text(key, language, values)


def untold(became: Sequence[Step], friday: Friday | None) -> list[Step]:
    """What became of things, without what the answer's own words say."""
    words = friday.words.casefold() if friday else ""
    return [one for one in became if one.asked.casefold() not in words]


def told_of(wording: Wording, step: Step, language: str) -> str:
    """How far something has come, by when, and why, as everybody reads it."""
    became = wording.text(f"progress.{step.progress}", language) + "."
    until = wording.text("web.place.by", language, {"date": step.until}) if step.until else ""
    return " ".join(one for one in (became, until, step.told) if one)


def _runs_left(words: str) -> bool:
    """Whether words run from right to left, as their first letter does (UAX 9, P2)."""
    return next((way != "L" for one in words if (way := bidirectional(one)) in {"L", "R", "AL"}), False)


def _told(people: int) -> int | None:
    return people if people >= FEW or not people else None
