"""Which sections there are, in their order, and which edition has which."""

from collections.abc import Callable

from msgspec import Struct

from reports.document import Section
from reports.model import Edition
from reports.page import Page
from reports.sections import (
    also_heard,
    coming,
    enjoyment,
    five_lines,
    good_news,
    groups,
    happened,
    hopes,
    how_made,
    how_to_read,
    in_school,
    in_short,
    in_their_words,
    obstacles,
    one_story,
    questions,
    say_more,
    signposts,
    tell_us,
    then,
    went_on,
    young,
)

RULES = "2026.4"
"""The version of the rules of counting and hiding, printed in every report; raise it when one changes."""

WHOLE = frozenset({Edition.AGENCY, Edition.INTERNAL})
"""The editions with all fourteen sections; the others are one side of paper."""
SCHOOL, RESIDENTS = frozenset({Edition.SCHOOL}), frozenset({Edition.RESIDENTS})
HUNG_UP = RESIDENTS | {Edition.CHILDREN}


class Entry(Struct, frozen=True):
    """A section's line in the catalogue; one that has nothing to say in a month writes None."""

    write: Callable[[Page], Section | None]
    editions: frozenset[Edition]


CATALOGUE: tuple[Entry, ...] = (
    # The fourteen (product.md, "The Dialogue Report, section by section"); good news is the second half of the fifth.
    Entry(five_lines.section, WHOLE),
    Entry(how_to_read.section, WHOLE),
    Entry(hopes.section, WHOLE),
    Entry(obstacles.section, WHOLE),
    Entry(enjoyment.section, WHOLE),
    Entry(good_news.section, WHOLE),
    Entry(also_heard.section, WHOLE),
    Entry(young.section, WHOLE),
    Entry(happened.section, WHOLE),
    Entry(questions.section, WHOLE),
    Entry(groups.section, WHOLE),
    Entry(went_on.section, WHOLE),
    Entry(signposts.section, WHOLE),
    Entry(tell_us.section, WHOLE),
    Entry(how_made.section, WHOLE),
    # One side of paper.
    Entry(in_school.when_in, SCHOOL),
    Entry(in_short.section, SCHOOL | RESIDENTS),
    Entry(in_their_words.section, HUNG_UP),
    Entry(then.section, HUNG_UP),
    Entry(in_school.to_head, SCHOOL),
    Entry(coming.section, SCHOOL | HUNG_UP),
    Entry(one_story.section, RESIDENTS),
    Entry(in_school.meet, SCHOOL),
    Entry(say_more.section, HUNG_UP),
)


def sections(page: Page) -> tuple[Section, ...]:
    """The sections of the page's edition, written."""
    written = (entry.write(page) for entry in CATALOGUE if page.request.edition in entry.editions)
    return tuple(section for section in written if section is not None)
