"""Lines for a review to begin with, of the frozen month: what changed, who was heard, asked, kept, what is next. Pure.

They hold figures as the outside editions print them, and a worker's or an agency's wording: no word of a resident's. A
person takes them, changes them or leaves them (product.md, the Dialogue Report, 1).
"""

from collections import Counter
from collections.abc import Iterator

from bot.domain.area import Area
from bot.domain.contribution import Kind, Progress
from bot.domain.review import LONGEST_LINE
from bot.i18n import FALLBACK, Wording
from reports.analyse import NEW, PEOPLE, VOICES
from reports.change import Direction
from reports.frozen import WHOLE_AREA, Frozen, Review
from reports.model import Edition, Request
from reports.page import Page
from reports.pipeline import Making
from reports.sections.happened import ORDER, tenths

MOST_NEXT = 2
"""So many things of next month are named."""
UNSAID = frozenset({Progress.READ, Progress.WAITING})
"""What nobody would call a change."""


def drafted(frozen: Frozen, area: Area, wording: Wording) -> tuple[Review, ...]:
    """Lines for each scope's review, as the agency edition says things."""
    making = Making(frozen, area, wording)
    scopes = (None, *(one.id for one in area.served))
    asked = [Request(frozen.month, scope, Edition.AGENCY, FALLBACK) for scope in scopes]
    return tuple(Review(one.neighbourhood or WHOLE_AREA, lines=lines_of(making.page(one))) for one in asked)


def lines_of(page: Page) -> tuple[str, ...]:
    """The lines of one scope; none that is too long to be read at one go."""
    found = (_changed(page), _heard(page), _asked(page), _kept(page), _next(page))
    return tuple(one for one in found if one and len(one) <= LONGEST_LINE)


def _changed(page: Page) -> str:
    became = Counter(one.status for one in page.here(page.frozen.told))
    told = tuple(
        page.say("prefill.became", number=page.say.number(became[one]), status=page.say.status(one))
        for one in ORDER
        if became[one] and one not in UNSAID
    )
    first = page.say("prefill.changed", told=told) if told else page.say("prefill.no_change")
    return " ".join([first, *_moved(page)])


def _moved(page: Page) -> Iterator[str]:
    for key, direction in (("more", Direction.MORE), ("fewer", Direction.FEWER)):
        cells = [("kind", kind.value) for kind in Kind]
        kinds = tuple(page.say.kind(one) for one in cells if page.findings.change(one).direction is direction)
        if kinds:
            yield page.say(f"prefill.{key}", kinds=kinds)


def _heard(page: Page) -> str:
    found, count = page.findings, page.say.count
    new = page.some(found[NEW])
    people = count("people", found[PEOPLE])
    lines = [
        page.say("prefill.heard_new", people=people, new=count("people", found[NEW]))
        if new
        else page.say("prefill.heard", people=people)
    ]
    if page.some(found[VOICES]):
        lines.append(page.say("prefill.voices", voices=count("voices", found[VOICES])))
    return " ".join(lines)


def _asked(page: Page) -> str:
    asked = [one for one in page.here(page.frozen.questions) if one.asked == page.month and not one.register]
    agencies = tuple(dict.fromkeys(page.agency(one.agency) for one in asked))
    if not asked:
        return page.say("prefill.asked_nothing")
    whole = page.say("prefill.asked", agency=agencies[0], question=asked[0].text)
    if len(asked) == 1 and len(whole) <= LONGEST_LINE:
        return whole
    return page.say("prefill.asked_several", agencies=agencies)


def _kept(page: Page) -> str:
    """For the whole service only, and of enough promises, as everywhere."""
    pace = page.frozen.pace
    if page.rounding is None or pace.due < page.rounding.threshold:
        return ""
    return page.say("prefill.kept", tenths=page.say.number(tenths(pace.kept, pace.due)))


def _next(page: Page) -> str:
    found = sorted(page.here(page.frozen.coming), key=lambda one: (one.on, one.name))[:MOST_NEXT]
    told = tuple(page.say("prefill.on", what=one.name, day=page.say.day(one.on)) for one in found)
    return page.say("prefill.next", told=told) if told else ""
