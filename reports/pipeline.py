"""From rows to files: analyse, disclose, write, draw. Heavy on the processor, so it can run in a process of its own."""

import hashlib
from collections.abc import Iterable, Sequence
from operator import attrgetter
from pathlib import Path

from bot.domain.area import Area
from bot.domain.form import encode
from bot.errors import ReportError
from bot.i18n import Wording
from reports.catalogue import RULES, sections
from reports.document import Document
from reports.findings import find
from reports.model import Files, Heard, Request
from reports.page import Page
from reports.render.paper import paper
from reports.render.tidy import tidy_table
from reports.render.web import charts, web_page
from reports.wording import Voice


def make(request: Request, heard: Iterable[Heard], area: Area, wording: Wording) -> Files:
    """One finished report. The same request and rows, in whatever order, give the same bytes.

    `heard` must hold what was said from `request.first` to `request.last`: of the neighbourhood, or, for the whole
    area, of every one. ReportError where the area has no such neighbourhood.
    """
    rows = _wanted(request, heard, area)
    voice = Voice(wording, request.language)
    document = compose(Page(request, area, find(request, rows, area), voice, fingerprint(rows), RULES))
    drawn = charts(document)
    pdf, refused = paper(document, drawn, request.month)
    notes = (voice("note.plain", stem=request.stem, reason=refused),) if refused else ()
    return Files(request.stem, web_page(document, drawn), pdf, tidy_table(document), notes)


def make_all(requests: Sequence[Request], heard: Sequence[Heard], area: Area, locales: Path) -> tuple[Files, ...]:
    """Several reports of one set of rows, in a process of its own: everything given and returned can be pickled.

    `locales` is the folder of the wording, read here because compiled wording cannot be handed from process to process.
    """
    wording = Wording.load(locales)
    return tuple(make(request, heard, area, wording) for request in requests)


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


def fingerprint(rows: Sequence[Heard]) -> str:
    """SHA-256 over the rows, whatever their order, in hexadecimal.

    It can be printed in public: each row has its contribution's random id in it, so that nobody can try out small sets
    until one fits.
    """
    digest = hashlib.sha256()
    for row in sorted(rows, key=attrgetter("id")):
        digest.update(encode(row) + b"\n")
    return digest.hexdigest()


def _wanted(request: Request, heard: Iterable[Heard], area: Area) -> list[Heard]:
    here = request.neighbourhood
    if here is not None and area.neighbourhood(here) is None:
        raise ReportError(f"{area.name} has no neighbourhood {here!r}.")
    return [row for row in heard if request.first <= row.said_on <= request.last and here in {None, row.neighbourhood}]
