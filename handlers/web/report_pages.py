"""The operator's way to the reports: pick a month and a place, open what was made of it."""

import asyncio
import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.errors import ReportError
from bot.i18n import FALLBACK
from handlers.web.front import Front
from handlers.web.guard import SLOW
from reports.release import AT_WORK

MONTHS = 13
"""So many months are offered: this one, and a year back."""
EDITIONS = ("internal", "agency", "school", "residents", "children")
EXACT = "internal"
"""The edition with exact figures: of a month that went out there is none any more."""
KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
DATA = frozenset({"csv", "xlsx", "json"})
"""Kinds that are saved rather than shown."""
WHOLE_AREA = "all"
SAME_LOOK = timedelta(minutes=1)
"""So long the report made last is handed out as it is: a page and the table saved from it say the same."""
_NONE = "'none'"


class ReportPages:
    """/report and its files, behind the operator's key; anybody else finds nothing there."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._last: tuple[tuple[str, ...], datetime, Mapping[str, bytes]] | None = None
        self.routes = [
            Route("/report", self.choose, methods=["GET"]),
            Route("/report/{month}/{scope}/{edition}/{language}.{kind}", self.file, methods=["GET"]),
        ]

    async def choose(self, request: Request) -> Response:
        """The reports there are of one month and place."""
        if "key" in request.query_params:
            return await self._admit(request.query_params["key"])
        self._only_operators(request)
        area, query = self._front.parts.area, request.query_params
        months = self._months()
        month = query["month"] if query.get("month") in months else months[0]
        here = area.neighbourhood(query.get("scope", ""))
        out = await self._is_out(month)
        return self._front.page(
            await self._front.visit(request),
            "reports.html",
            months=[(one, date.fromisoformat(f"{one}-01").strftime("%B %Y")) for one in months],
            month=month,
            neighbourhoods=area.neighbourhoods,
            scope=here.id if here else WHOLE_AREA,
            out=out,
            public=area.report_days.public_archive,
            editions=tuple(one for one in EDITIONS if one != EXACT or not out),
            kinds=tuple(KINDS),
            worded=_is_worded,
        )

    async def file(self, request: Request) -> Response:
        """One report, made now or within the last minute."""
        self._only_operators(request)
        asked = request.path_params
        if asked["kind"] not in KINDS or asked["edition"] not in EDITIONS or not _is_worded(**asked):
            raise HTTPException(404)
        try:
            files = await self._made(asked["month"], asked["scope"], asked["edition"], asked["language"])
        except ReportError as error:
            visit = await self._front.visit(request)
            return self._front.page(visit, "trouble.html", status=404, key="no_report", words=str(error), form={})
        return opened(files, asked["kind"])

    async def _made(self, *asked: str) -> Mapping[str, bytes]:
        month, scope, edition, language = asked
        now = self._front.parts.clock()
        if self._last and self._last[0] == asked and now - self._last[1] < SAME_LOOK:
            return self._last[2]
        place = None if scope == WHOLE_AREA else scope
        files = await self._front.parts.make_report(month, place, edition, language)
        self._last = (asked, now, files)
        return files

    async def _admit(self, key: str) -> Response:
        right = self._front.parts.settings.operator_key
        if not right or not hmac.compare_digest(key.encode("utf-8", "surrogatepass"), right.encode()):
            await asyncio.sleep(SLOW)
            raise HTTPException(404)
        response = RedirectResponse("/report", 303)
        self._front.seal.admit_operator(response)
        return response

    async def _is_out(self, month: str) -> bool:
        """Whether the month was published."""
        archive = self._front.parts.archive
        return archive is not None and any(one.period == month for one in await archive.months())

    def _only_operators(self, request: Request) -> None:
        if not (self._front.parts.settings.operator_key and self._front.seal.is_operator(request)):
            raise HTTPException(404)

    def _months(self) -> list[str]:
        today = self._front.parts.clock().astimezone(self._front.parts.area.zone)
        last = today.year * 12 + today.month - 1
        return [f"{one // 12}-{one % 12 + 1:02}" for one in range(last, last - MONTHS, -1)]


def _is_worded(edition: str, language: str, **_rest: str) -> bool:
    """Whether an edition is written in a language: those for people at work are in English alone."""
    return language == FALLBACK or edition not in AT_WORK | {EXACT}


def opened(files: Mapping[str, bytes], kind: str) -> Response:
    """One of a report's files, with what its page may use."""
    name, body = _of_kind(files, kind)
    headers = {"Content-Security-Policy": _policy(body)} if kind == "html" else {}
    if kind in DATA:
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(body, media_type=KINDS[kind], headers=headers)


def _of_kind(files: Mapping[str, bytes], kind: str) -> tuple[str, bytes]:
    name = next((one for one in files if one.rpartition(".")[2] == kind), None)
    if name is None:
        raise HTTPException(404)
    return name, files[name]


def _policy(page: bytes) -> str:
    """What a report's page may use: the styles it was made with, by their hashes, and pictures within it."""
    styles = re.findall(rb"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one).digest()).decode()}'" for one in styles)
    parts = ("default-src 'none'", f"style-src {hashes or _NONE}", "img-src data:", "font-src data:", "base-uri 'none'")
    return "; ".join((*parts, "frame-ancestors 'none'", "sandbox"))
