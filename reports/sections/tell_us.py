"""Tell us if this is useful: the three questions, and what was answered to them last."""

from collections.abc import Iterator

from reports.document import Block, Paragraph, Points, Section
from reports.figures import Figure, Rounding
from reports.frozen import Pulse
from reports.hiding import note
from reports.page import Page
from reports.tallies import single
from reports.wording import Voice

ANSWERS = ("asked", "answered", "useful", "acted", "trusted")


def section(page: Page) -> Section:
    """The pulse: three questions, and the last answers."""
    return Section("tell_us", page.say("tell_us.title"), tuple(_blocks(page)))


def _blocks(page: Page) -> Iterator[Block]:
    yield Paragraph(page.say("tell_us.lead"))
    yield Points(tuple(page.say(f"tell_us.{one}") for one in ("useful", "acted", "trusted")), numbered=True)
    pulse = page.frozen.pulse
    if pulse is None:
        yield Paragraph(page.say("tell_us.none"), quiet=True)
        return
    counts = answers(page.say, pulse, page.rounding)
    yield Paragraph(page.say("tell_us.last", month=page.say.month(pulse.month), **counts))
    yield from note(page.say, figures(pulse, page.rounding).values(), page.rounding)


def answers(say: Voice, pulse: Pulse, rule: Rounding | None) -> dict[str, str]:
    """How many were asked, answered, and said yes to each; few of them are hidden like everything that leaves."""
    return {name: say.figure(figure) for name, figure in figures(pulse, rule).items()}


def figures(pulse: Pulse, rule: Rounding | None) -> dict[str, Figure]:
    """The same as figures."""
    return {name: single(getattr(pulse, name), rule).figure for name in ANSWERS}
