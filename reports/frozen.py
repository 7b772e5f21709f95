"""The frozen month: all that every edition of it is drawn from, as plain values (docs/decisions/0014).

The figures are counted from `heard`, which has no words. Words get in only as values a person let out: a `Line` was
cleared (a quote with its speaker's consent), what is `Told` too, a `Story` was checked by its teller. Everything else
is a worker's or an agency's own wording.
"""

from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.contribution import Kind, Progress
from reports.model import Heard, Month
from reports.printed import Printed


class LineUse(StrEnum):
    """As what a line stands: in its speaker's own words, or told in a worker's."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"


class Line(Struct, frozen=True):
    """What somebody said, as a person cleared it. It carries no age and no place finer than its neighbourhood.

    `id` is the contribution's; `child`: its speaker is under 18, of unknown age or skipped; `agreed_by` the voices of
    a group that agreed to these words (0: they are one person's); `door` how it came (analyse.DOORS, "talk" for a
    group talk); `translated_from` a locale code where the text is a translation.
    """

    id: str
    neighbourhood: str
    kind: Kind
    theme: str
    text: str
    use: LineUse
    child: bool = False
    language: str = "en"
    translated_from: str | None = None
    agreed_by: int = 0
    door: str = ""


class Told(Struct, frozen=True):
    """You said, and what happened: both in words cleared for everybody. `on` is the day of the last step."""

    id: str
    neighbourhood: str
    kind: Kind
    theme: str
    asked: str
    told: str
    status: Progress
    on: date
    child: bool = False


class Pace(Struct, frozen=True):
    """How promises were kept in the month, for the whole service only: what was due, and kept by its day.

    `answered` were answered for the first time in the month, half of them within `median_days`.
    """

    due: int = 0
    kept: int = 0
    answered: int = 0
    median_days: int = 0


class Question(Struct, frozen=True):
    """A question to an agency (its id), and its reply. `neighbourhood` is None for the whole area.

    `asked` is the month whose report asks it; `status` and `answer` are as cleared, None and "" while there is none;
    `delivered`: it was proved to have reached the agency ten working days before the end of the month that prints this,
    without which nobody is said not to have replied;
    `register`: nobody asked it, the agency said by itself that it is already working on this.
    """

    id: str
    agency: str
    theme: str
    text: str
    asked: Month
    neighbourhood: str | None = None
    reply_by: date | None = None
    answer: str = ""
    status: Progress | None = None
    answered_on: date | None = None
    delivered: bool = False
    register: bool = False


class Decision(Struct, frozen=True):
    """What a group decided on something: doing, find out more, not us, not now, and why."""

    about: str
    outcome: Progress
    why: str = ""


class Action(Struct, frozen=True):
    """Something to be done, by whom (a role, never a name) and when; how it stood at the month's end."""

    what: str
    owner: str = ""
    due: date | None = None
    done: bool = False
    overdue: bool = False


class Earlier(Struct, frozen=True):
    """What a group had to do from meetings of earlier months: what was done in this one, and what is left."""

    neighbourhood: str
    actions: tuple[Action, ...]


class Meeting(Struct, frozen=True):
    """A meeting of a Local Action Group; `on` is None for what was decided between meetings."""

    neighbourhood: str
    on: date | None = None
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    new_faces: int = 0
    vacancies: int = 0


class Money(Struct, frozen=True):
    """What a neighbourhood's group spent in the month, has promised, and has left of its own year's budget, in pence.

    `left` is None where the pack sets it no budget (`group_budget`), and below zero where more was spent.
    """

    neighbourhood: str
    spent: int = 0
    committed: int = 0
    left: int | None = None


class Gathering(Struct, frozen=True):
    """An activity that took place: attendances, not people, and never added to the people who spoke.

    `again_month` and `again_year` of them had come there before, in the month and the year; None where nobody said.
    """

    neighbourhood: str
    title: str
    on: date
    attended: int
    first_timers: int = 0
    by_young_people: bool = False
    by_residents: bool = False
    again_month: int | None = None
    again_year: int | None = None


class Coming(Struct, frozen=True):
    """What is on next month: `neighbourhood` is None for the whole area."""

    name: str
    on: date
    neighbourhood: str | None = None
    note: str = ""


class Story(Struct, frozen=True):
    """A story of change: its teller agreed to its use in the report and checked it, a person cleared it."""

    id: str
    neighbourhood: str
    before: str
    happened: str
    now: str


class Signpost(Struct, frozen=True):
    """Where help is with these themes, and when somebody last saw that it is true."""

    themes: tuple[str, ...]
    name: str
    checked_on: date
    phone: str = ""


class Gap(Struct, frozen=True):
    """How often help with a theme was looked for in a neighbourhood in vain."""

    neighbourhood: str
    theme: str
    count: int


class Starting(Struct, frozen=True):
    """A group that only needs so many more adults to start, in a worker's own words: what, where and when."""

    neighbourhood: str
    title: str
    needs: int = 1
    where: str = ""
    when: str = ""


class Pulse(Struct, frozen=True):
    """The last answers to the three questions: how many were asked and answered, and said yes to each."""

    month: Month
    asked: int = 0
    answered: int = 0
    useful: int = 0
    acted: int = 0
    trusted: int = 0


class Review(Struct, frozen=True):
    """What a mobiliser says of a scope (a neighbourhood's id, or "all"): lines of their own, the one ask.

    `checked_by` is the name to print, `checked_on` the day.
    """

    scope: str
    lines: tuple[str, ...] = ()
    ask: str = ""
    checked_by: str = ""
    checked_on: date | None = None
    story: str = ""


class Correction(Struct, frozen=True):
    """What a new revision of the month changed, and when."""

    revision: int
    on: date
    text: str


class Frozen(Struct, frozen=True):
    """A month of the whole area. `heard` begins three months before it, for what it is compared with.

    `revision` counts from 1, the first release; `address` is where residents reach the chat ("https://..."), "" where
    that is not known. `printed` takes the place of `heard` once the month is released (reports.stands).
    `drafted` are lines for the reviews to begin with: no document shows them.
    """

    month: Month
    heard: tuple[Heard, ...] = ()
    lines: tuple[Line, ...] = ()
    told: tuple[Told, ...] = ()
    pace: Pace = Pace()
    questions: tuple[Question, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    money: tuple[Money, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    coming: tuple[Coming, ...] = ()
    stories: tuple[Story, ...] = ()
    signposts: tuple[Signpost, ...] = ()
    gaps: tuple[Gap, ...] = ()
    starting: tuple[Starting, ...] = ()
    pulse: Pulse | None = None
    reviews: tuple[Review, ...] = ()
    corrections: tuple[Correction, ...] = ()
    revision: int = 1
    address: str = ""
    printed: Printed | None = None
    drafted: tuple[Review, ...] = ()
    earlier: tuple[Earlier, ...] = ()

    def with_figures(self, printed: Printed | None) -> "Frozen":
        """The month with the figures it was printed with, in the place of its rows."""
        return replace(self, heard=(), printed=printed) if printed else self

    def counts_only(self) -> "Frozen":
        """The month with figures alone: what goes out on the set day where no person has checked it."""
        return Frozen(
            self.month,
            heard=self.heard,
            pace=self.pace,
            coming=self.coming,
            signposts=self.signposts,
            gaps=self.gaps,
            pulse=self.pulse,
            corrections=self.corrections,
            revision=self.revision,
            address=self.address,
            printed=self.printed,
        )

    def review(self, scope: str | None) -> Review:
        """The review of a neighbourhood, or of the whole area (None); an empty one where there is none."""
        wanted = scope or WHOLE_AREA
        return next((one for one in self.reviews if one.scope == wanted), Review(wanted))


WHOLE_AREA = "all"
"""The scope of what is about the whole area."""
