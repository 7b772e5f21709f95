"""What every page of the web channel shares: who is visiting, in which language, and how a page is written out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channel import Incoming, Take
from bot.conversation.events import Event, Prompted
from bot.conversation.replies import Value
from bot.dialogues.helplines import emergency
from bot.domain.area import Neighbourhood
from bot.domain.its_own import languages_at
from bot.i18n import right_to_left
from handlers.templates import templates
from handlers.web.identity import Identity, Seal, new_nonce, new_person
from handlers.web.parts import Known, Parts
from handlers.web.said import content, words_in
from handlers.web.static_files import StaticFiles

ACCOUNT = "web"
AT_ONCE = 2000
"""Milliseconds within which what happens by itself (a greeting, news) happens once, however many tabs are open."""
HERE = Path(__file__).parent


class Visit(Struct, frozen=True):
    """A request, as far as we know whose: `identity` is None for a stranger; `shared`: others use the screen too.

    `young`: they are under 13, so that the screen counts as shared whatever they say of it. `adult`: they said 18+.
    `neighbourhood` is where they told us something, "" for nowhere yet. `news`: they have not been told all that became
    of it. `in_case`: a case of theirs is open.
    """

    identity: Identity | None
    language: str
    shared: bool = False
    young: bool = False
    adult: bool = False
    neighbourhood: str = ""
    news: bool = False
    in_case: bool = False


_STRANGER = Known("", child=False)
"""Of whom nothing is known."""


class Front:
    """The parts, the seal, the templates and the dispatcher, in one hand."""

    def __init__(self, parts: Parts, take: Take) -> None:
        self.parts = parts
        self.take = take
        self.seal = Seal(parts.secret, parts.clock, secure=parts.settings.secure)
        self.static = StaticFiles.read(HERE / "static")
        self._templates = templates(HERE / "templates")

    async def visit(self, request: Request) -> Visit:
        """Who is visiting. Their language is the chat's, else the page's, else the browser's, else the area's first."""
        identity = self.seal.identity(request)
        chosen = request.query_params.get("language", "")
        if identity is None:
            return Visit(None, self._language([chosen, *_accepted(request)]))
        known = await self.parts.know(identity.person) or _STRANGER
        language = self._language([chosen, known.language, identity.language, *_accepted(request)])
        shared = identity.shared if identity.shared is not None else known.child
        return Visit(
            identity,
            language,
            shared or known.young,
            known.young,
            known.adult,
            known.neighbourhood,
            known.news,
            known.in_case,
        )

    def _language(self, wished: Sequence[str]) -> str:
        """The first of the wished languages that the area speaks."""
        spoken = {code.casefold(): code for code in self._spoken()}
        return next((spoken[one.casefold()] for one in wished if one.casefold() in spoken), self._spoken()[0])

    def _spoken(self) -> list[str]:
        return [one.code for one in self.parts.area.languages_on] or ["en"]

    def page(
        self, visit: Visit, template: str, *, status: int = 200, around: Neighbourhood | None = None, **values: Any
    ) -> HTMLResponse:
        """A page in the visitor's language; `around` is the neighbourhood it is of, whose languages come first."""
        parts = self.parts
        written = self._templates.get_template(template).render(
            _=self.say(visit.language),
            language=visit.language,
            direction="rtl" if right_to_left(visit.language) else "ltr",
            languages=languages_at(parts.area, around),
            static=self.static.url,
            organisation=parts.area.organisation_name,
            area=parts.area.name,
            emergency=emergency(parts.area),
            **values,
        )
        return HTMLResponse(written.encode("utf-8", "replace"), status)

    def way_in(self, request: Request, visit: Visit, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page whose form brings somebody in whom we may not know yet: it is known again by its own token."""
        key = self.seal.page_key(request) or new_nonce()
        response = self.page(visit, template, status=status, csrf=self.seal.page_token(key), **values)
        if not self.seal.page_key(request):
            self.seal.keep_page_key(response, key)
        return response

    def say(self, language: str) -> Callable[..., str]:
        """The wording of pages in a language: the key without its `web.`, and values by name."""

        def say(key: str, **values: Value) -> str:
            return self.parts.wording.text(f"web.{key}", language, values)

        return say

    def form(self, identity: Identity) -> dict[str, str]:
        """What a form of this person's carries, hidden."""
        return {"csrf": self.seal.form_token(identity.person), "nonce": new_nonce()}

    def trouble(self, visit: Visit, key: str, status: int, words: str = "") -> Response:
        """A kind page saying what went wrong; words that were on their way are in its box, ready to go again."""
        identity = visit.identity
        if words and identity is None:
            identity = self.stranger(visit)
        form = self.form(identity) if identity and words else {}
        response = self.page(visit, "trouble.html", status=status, key=key, words=words, form=form)
        if identity and identity is not visit.identity:
            self.seal.remember(response, identity, shared=visit.shared)
        return response

    def stranger(self, visit: Visit) -> Identity:
        """Someone new at this screen."""
        return Identity(new_person(), visit.shared or None, visit.language)

    async def happened(self, identity: Identity, nonce: str, *events: Event) -> None:
        """Hand events over, in order; returns once they are committed. Raises StorageError where the store cannot."""
        await self._taken(
            identity, [(self.seal.external_id(identity.person, nonce, content(one)), one) for one in events]
        )

    async def told(self, identity: Identity) -> None:
        """Tell somebody who is looking what became of what they told us; two screens at once are told together."""
        moment = int(self.parts.clock().timestamp() * 1000) // AT_ONCE
        await self.happened(identity, f"news {moment}", Prompted(here=True))

    async def handed_over(self, identity: Identity, token: str, *events: Event) -> None:
        """The same for what a one-time token brings: said once, whoever has it and however often they try."""
        await self._taken(identity, [(self.seal.external_id("", token, content(one)), one) for one in events])

    async def _taken(self, identity: Identity, events: Sequence[tuple[str, Event]]) -> None:
        now, person = int(self.parts.clock().timestamp() * 1000), identity.person
        await self.take(
            [Incoming(ACCOUNT, id_, now + n, person, person, event) for n, (id_, event) in enumerate(events)]
        )


async def form_of(request: Request, most: int = 20) -> FormData:
    """The form a request brought; its words are kept where the pages for what goes wrong find them."""
    form = await request.form(max_files=0, max_fields=most)
    request.state.words = words_in(form)
    return form


def kept_words(request: Request) -> str:
    """The words a form brought before something went wrong."""
    return str(getattr(request.state, "words", ""))


def _accepted(request: Request) -> list[str]:
    """The languages the browser asks for, best first: zh-Hant-TW;q=0.9 stands for zh-Hant-TW, zh-Hant and zh."""
    given = "".join(request.headers.get("accept-language", "").split())
    weighed = [one.partition(";q=") for one in given.split(",")[:20]]
    wished = [one for one in weighed if _weight(one[2]) > 0]
    found: list[str] = []
    for tag, _, _ in sorted(wished, key=lambda one: _weight(one[2]), reverse=True):
        parts = tag.split("-")[:3]
        found += ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return found


def _weight(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0
