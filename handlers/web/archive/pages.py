"""/reports: the months that were published, their documents, and the feed.

A private archive is there for whoever brings the link of a contact; nobody else learns that there is one.
"""

import asyncio
import re
from datetime import datetime
from functools import partial

from babel import Locale
from babel.dates import format_date
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.domain.release import Published
from bot.i18n import FALLBACK
from handlers.web.archive.feed import feed
from handlers.web.front import Front
from handlers.web.guard import SLOW
from handlers.web.identity import hosted
from handlers.web.parts import Archive
from handlers.web.report_pages import KINDS, opened
from reports.model import Month
from reports.wording import month_in

COOKIE = "earshot_archive"
AT = "/reports"
_NAME = re.compile(r"([a-z]+)(?:\.([A-Za-z-]{2,12}))?\.([a-z]{3,4})")
_PUBLIC = ("agency", "school", "residents", "children")
"""The editions that leave the house, in the order in which they are listed."""


class ArchivePages:
    """The archive's pages."""

    def __init__(self, front: Front, archive: Archive) -> None:
        self._front, self._archive = front, archive
        self._cookie = hosted(COOKIE, secure=front.parts.settings.secure)
        self.routes = [
            Route(AT, self.months, methods=["GET"]),
            Route(f"{AT}/feed.xml", self.feed, methods=["GET"]),
            Route(AT + "/{month}", self.month, methods=["GET"]),
            Route(AT + "/{month}/{scope}/{name}", self.file, methods=["GET"]),
        ]

    async def months(self, request: Request) -> Response:
        """Every month that was published; the feed of a private archive with the reader's own key, which it needs."""
        if (brought := await self._comes_in(request)) is not None:
            return brought
        visit = await self._front.visit(request)
        spoken = partial(_written, visit.language)
        key = "" if self._archive.public else request.cookies.get(self._cookie, "")
        return self._front.page(
            visit,
            "archive.html",
            months=await self._archive.months(),
            written=spoken,
            feed=f"{AT}/feed.xml?key={key}" if key else f"{AT}/feed.xml",
        )

    async def feed(self, request: Request) -> Response:
        """The same for feed readers, which keep no cookie: a private one carries its key in every address."""
        key = request.query_params.get("key", "")
        if not self._archive.public and not await self._archive.opens(key):
            await self._check(request)
        parts = self._front.parts
        title = f"{self._front.say(FALLBACK)('archive.title')}: {parts.area.name}"
        written = feed(
            await self._archive.months(),
            self._front.say(FALLBACK),
            title=title,
            author=parts.area.organisation_name,
            at=parts.settings.public_url + AT,
            made=f"?key={key}" if key and not self._archive.public else "",
        )
        return Response(written, media_type="application/atom+xml; charset=utf-8")

    async def month(self, request: Request) -> Response:
        """One month: its documents by place, its corrections, the hash of its data set."""
        if (brought := await self._comes_in(request)) is not None:
            return brought
        found = await self._archive.month(request.path_params["month"])
        if found is None:
            raise HTTPException(404)
        area = self._front.parts.area
        places = [("all", area.name), *((one.id, one.name) for one in area.neighbourhoods)]
        visit = await self._front.visit(request)
        return self._front.page(
            visit,
            "archive_month.html",
            month=found,
            written=partial(_written, visit.language),
            at=AT,
            fallback=FALLBACK,
            places=[(scope, name, _editions(found, scope)) for scope, name in places if _editions(found, scope)],
            spoken={one.code: one.name for one in area.languages},
        )

    async def file(self, request: Request) -> Response:
        """A document as it was published: /reports/2026-10/all/agency.html, agency.pl.pdf for another language."""
        await self._check(request)
        named = _NAME.fullmatch(request.path_params["name"])
        if named is None or named[1] not in _PUBLIC or named[3] not in KINDS:
            raise HTTPException(404)
        edition, language, kind = named[1], named[2] or FALLBACK, named[3]
        month, scope = request.path_params["month"], request.path_params["scope"]
        body = await self._archive.file(month, (scope, edition, language, kind))
        if body is None:
            raise HTTPException(404)
        return opened({f"{month}_{scope}_{edition}_{language}.{kind}": body}, kind)

    async def _comes_in(self, request: Request) -> Response | None:
        """A private archive: whoever brings a key has it as a cookie from now on, and not in the address bar."""
        key = request.query_params.get("key")
        if self._archive.public or key is None:
            await self._check(request)
            return None
        if not await self._archive.opens(key):
            await asyncio.sleep(SLOW)
            raise HTTPException(404)
        response = RedirectResponse(request.url.path, 303)
        secure = self._front.parts.settings.secure
        # Lax: they come from a mail. No longer than the browser is open.
        response.set_cookie(self._cookie, key, path="/", httponly=True, secure=secure, samesite="lax")
        return response

    async def _check(self, request: Request) -> None:
        if not self._archive.public and not await self._archive.opens(request.cookies.get(self._cookie, "")):
            raise HTTPException(404)


def _editions(month: Published, scope: str) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Each edition of a place with its languages, and each one's kinds of file."""
    found: dict[str, dict[str, list[str]]] = {}
    order = {kind: number for number, kind in enumerate(KINDS)}
    for where, edition, language, kind in sorted(month.names, key=lambda name: order.get(name[3], len(order))):
        if where == scope and edition in _PUBLIC and kind in KINDS:
            found.setdefault(edition, {}).setdefault(language, []).append(kind)
    return [(edition, sorted(found[edition].items(), key=_english_first)) for edition in _PUBLIC if edition in found]


def _english_first(one: tuple[str, list[str]]) -> tuple[bool, str]:
    return one[0] != FALLBACK, one[0]


def _written(language: str, moment: str | datetime) -> str:
    """A month ("2026-10"), or a day, as a language writes it."""
    locale = Locale.parse("en-GB" if language == FALLBACK else language, sep="-")
    if isinstance(moment, str):
        return month_in(locale, Month.of(moment))
    return format_date(moment, "long", locale=locale)
