"""From a frozen month to files: count, protect, write, draw. Heavy, so it can run in a process of its own."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.area import Area
from bot.errors import ReportError
from bot.i18n import Wording
from bot.kept import FOLDER
from reports.analyse import PEOPLE
from reports.catalogue import RULES, sections
from reports.dataset import fingerprint, load
from reports.document import Document, Facts, Paragraph, Section
from reports.figures import Figure
from reports.findings import Counted
from reports.frozen import WHOLE_AREA, Frozen
from reports.model import Files, Month, Request
from reports.page import Page
from reports.render.data import as_json, data
from reports.render.paper import paper
from reports.render.tidy import tidy_table
from reports.render.web import charts, web_page
from reports.render.workbook import workbook
from reports.stands import Stood, counted_of
from reports.wording import Voice


def make(request: Request, frozen: Frozen, area: Area, wording: Wording) -> Files:
    """One finished report of a frozen month. The same request and month give the same bytes.

    ReportError where the area has no such neighbourhood, or the month frozen is another.
    """
    return Making(frozen, area, wording).files(request)


def make_all(requests: Sequence[Request], frozen: Frozen | bytes, area: Area, locales: Path) -> tuple[Files, ...]:
    """Several reports of one month, in a process of its own: everything given and returned can be pickled.

    The month is given as it is, or in bytes as it is kept.
    `locales` is the folder of the wording, read here because compiled wording cannot be handed from process to process.
    """
    month = load(frozen, requests[0].month) if isinstance(frozen, bytes) else frozen
    making = Making(month, area, Wording.load(locales, FOLDER))
    return tuple(making.files(request) for request in requests)


class Making(Struct, frozen=True, dict=True):
    """Draws the reports of one month: what they share is counted and protected once."""

    frozen: Frozen
    area: Area
    wording: Wording

    def files(self, request: Request) -> Files:
        """One finished report; ReportError as `make`."""
        voice = Voice(self.wording, request.language)
        return finished(self.document(request), voice, request.month, request.stem)

    def document(self, request: Request) -> Document:
        """A report before it is drawn; ReportError as `make`."""
        return compose(self.page(request))

    def page(self, request: Request) -> Page:
        """What the sections of a report are written with; ReportError as `make`."""
        here = request.neighbourhood
        if here is not None and self.area.neighbourhood(here) is None:
            raise ReportError(f"{self.area.name} has no neighbourhood {here!r}.")
        if request.month != self.frozen.month:
            raise ReportError(f"{self.frozen.month} was frozen, not {request.month}.")
        if self.frozen.printed is not None and not request.edition.public:
            raise ReportError(f"{self.frozen.month} went out: it has its printed figures, and no exact ones.")
        voice = Voice(self.wording, request.language)
        places = self._places(request) if here is None and not request.edition.one_side else {}
        return Page(request, self.area, self._counted.find(request), voice, self._hash, RULES, self.frozen, places)

    def _places(self, request: Request) -> dict[str, Figure]:
        of = {one.id: replace(request, neighbourhood=one.id) for one in self.area.neighbourhoods if one.served}
        return {id_: self._counted.find(one)[PEOPLE] for id_, one in of.items()}

    @cached_property
    def _counted(self) -> Counted | Stood:
        if self.frozen.printed is not None:
            return Stood(self.area, self.frozen.printed)
        return counted_of(self.frozen, self.area)

    @cached_property
    def _hash(self) -> str:
        return fingerprint(self.frozen)


def finished(document: Document, voice: Voice, month: Month, stem: str) -> Files:
    """A document in all its forms; `month` dates the files, `stem` names them."""
    drawn, told = charts(document), data(document)
    pdf, refused = paper(document, drawn, month)
    return Files(
        stem,
        html=web_page(document, drawn),
        pdf=pdf,
        csv=tidy_table(told),
        xlsx=workbook(told, voice, month),
        json=as_json(told),
        notes=(voice("note.plain", stem=stem, reason=refused),) if refused else (),
    )


def compose(page: Page) -> Document:
    """The document of a page's edition: title block and sections."""
    say, edition = page.say, page.request.edition
    audience = "public" if edition.public else "internal"
    return Document(
        title=say(f"short.title_{edition}" if edition.one_side else "title"),
        place=page.place,
        organisation=page.area.organisation_name,
        month=say.month(page.month),
        edition=say(f"edition.{edition}"),
        status=page.say("status.draft", status=_status(page)) if page.request.draft else _status(page),
        footer=say(f"footer.{audience}"),
        contents="" if edition.one_side else say("contents"),
        page_of=say("page_of", page="{page}", pages="{pages}"),
        unchecked=say("pdf.plain"),
        language=say.language,
        rtl=say.rtl,
        internal=not edition.public,
        one_side=edition.one_side,
        sections=sections(page)
        if edition.one_side
        else said_once(sections(page), page.say("hidden.note", what="|").partition("|")[0]),
        facts=Facts(
            month=str(page.month),
            scope=page.request.neighbourhood or WHOLE_AREA,
            edition=edition,
            rules=page.rules,
            revision=page.frozen.revision,
            fingerprint=page.fingerprint,
        ),
    )


def said_once(written: Sequence[Section], always: str) -> tuple[Section, ...]:
    """The sections with each quiet note where it is first said; those that begin with `always` stand each time."""
    seen = set[str]()
    found = list[Section]()
    for one in written:
        notes = {each.text for each in one.blocks if isinstance(each, Paragraph) and each.quiet}
        again = {text for text in notes & seen if not text.startswith(always)}
        blocks = [
            each for each in one.blocks if not (isinstance(each, Paragraph) and each.quiet and each.text in again)
        ]
        seen |= notes
        found.append(replace(one, blocks=tuple(blocks)))
    return tuple(found)


def _status(page: Page) -> str:
    """Whether a person has checked it, and who; inside, that it stays inside."""
    review = page.review
    if not page.request.edition.public:
        return page.say("status.internal")
    if review.checked_on is None:
        return page.say("status.unchecked")
    return page.say("status.checked", who=review.checked_by, day=page.say.day(review.checked_on))
