"""From a frozen month to files: count, protect, write, draw. Heavy, so it can run in a process of its own."""

from collections.abc import Sequence
from pathlib import Path

from bot.domain.area import Area
from bot.errors import ReportError
from bot.i18n import Wording
from reports.catalogue import RULES, sections
from reports.dataset import fingerprint
from reports.document import Document
from reports.findings import find
from reports.frozen import Frozen
from reports.model import Files, Heard, Request
from reports.page import Page
from reports.render.paper import paper
from reports.render.tidy import tidy_table
from reports.render.web import charts, web_page
from reports.wording import Voice


def make(request: Request, frozen: Frozen, area: Area, wording: Wording) -> Files:
    """One finished report of a frozen month. The same request and month give the same bytes.

    ReportError where the area has no such neighbourhood, or the month frozen is another.
    """
    return _made(request, frozen, area, wording, fingerprint(frozen))


def make_all(requests: Sequence[Request], frozen: Frozen, area: Area, locales: Path) -> tuple[Files, ...]:
    """Several reports of one month, in a process of its own: everything given and returned can be pickled.

    `locales` is the folder of the wording, read here because compiled wording cannot be handed from process to process.
    """
    wording, hashed = Wording.load(locales), fingerprint(frozen)
    return tuple(_made(request, frozen, area, wording, hashed) for request in requests)


def _made(request: Request, frozen: Frozen, area: Area, wording: Wording, hashed: str) -> Files:
    rows = _wanted(request, frozen, area)
    voice = Voice(wording, request.language)
    document = compose(Page(request, area, find(request, rows, area), voice, hashed, RULES, frozen))
    drawn = charts(document)
    pdf, refused = paper(document, drawn, request.month)
    notes = (voice("note.plain", stem=request.stem, reason=refused),) if refused else ()
    return Files(request.stem, web_page(document, drawn), pdf, tidy_table(document), notes)


def compose(page: Page) -> Document:
    """The document of a page's edition: title block and sections."""
    say, audience = page.say, "public" if page.request.edition.public else "internal"
    return Document(
        title=say("title"),
        place=page.place,
        organisation=page.area.organisation_name,
        month=say.month(page.month),
        edition=say(f"edition.{page.request.edition}"),
        status=say(f"status.{audience}"),
        footer=say(f"footer.{audience}"),
        contents=say("contents"),
        page_of=say("page_of", page="{page}", pages="{pages}"),
        unchecked=say("pdf.plain"),
        language=say.language,
        rtl=say.rtl,
        internal=not page.request.edition.public,
        sections=sections(page),
    )


def _wanted(request: Request, frozen: Frozen, area: Area) -> list[Heard]:
    here = request.neighbourhood
    if here is not None and area.neighbourhood(here) is None:
        raise ReportError(f"{area.name} has no neighbourhood {here!r}.")
    if request.month != frozen.month:
        raise ReportError(f"{frozen.month} was frozen, not {request.month}.")
    first, last = request.first, request.last
    return [row for row in frozen.heard if first <= row.said_on <= last and here in {None, row.neighbourhood}]
