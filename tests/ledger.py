"""What a store would hold after the effects of a conversation: a checker, which refuses what can only be a defect."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from msgspec.structs import replace

from bot.conversation.effects import (
    AddToCase,
    AddWords,
    AgreeToQuote,
    AmendContribution,
    AnswerCase,
    AskFollowUp,
    AskForPerson,
    Complain,
    DoubtCase,
    Effect,
    ErasePerson,
    HandOver,
    Introduce,
    JoinTo,
    KeepContribution,
    KeepFollowUp,
    KeepOffer,
    KeepStory,
    MarkSupportTold,
    MarkTold,
    OpenCase,
    ReplaceWords,
    SetAside,
    Support,
    TakeBackSupport,
    Withdraw,
    WithdrawIntroduction,
    WithdrawStories,
)
from bot.domain.contribution import HelpRole, Standing
from bot.domain.suggestion import Stage, Supported
from bot.domain.told import Agreed, Asked, Became, Introduced, Told

SOME_DAY = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)


@dataclass(slots=True)
class Row:
    """A contribution as the store would hold it."""

    kept: KeepContribution
    words: list[str]
    offer: HelpRole | None = None
    introduced_to: list[str] = field(default_factory=list)
    themes: tuple[str, ...] = ()
    agreed: list[Agreed] = field(default_factory=list)
    became: list[Became] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    joined_to: str = ""


@dataclass(slots=True)
class Ledger:
    """Contributions and cases by id; requests for a person; words handed over."""

    contributions: dict[str, Row] = field(default_factory=dict)
    cases: dict[str, list[str]] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    handed_over: list[str] = field(default_factory=list)
    supports: dict[str, Stage] = field(default_factory=dict)
    stories: dict[str, set[str]] = field(default_factory=dict)

    def take(self, effects: Iterable[Effect]) -> None:
        """Do as the store would; AssertionError for what it would refuse."""
        for effect in effects:
            match effect:
                case KeepContribution():
                    assert effect.id not in self.contributions, "kept twice"
                    self.contributions[effect.id] = Row(effect, [effect.words])
                case OpenCase():
                    assert effect.id not in self.cases, "opened twice"
                    self.cases[effect.id] = [effect.words]
                case AskForPerson():
                    assert effect.id not in self.requests, "asked twice"
                    self.requests[effect.id] = effect.words
                case Complain():
                    assert effect.id not in self.requests, "complained twice"
                    self.requests[effect.id] = effect.words
                case HandOver():
                    self.handed_over.append(effect.words)
                case ErasePerson():
                    self.contributions.clear()
                    self.supports.clear()
                    self.stories.clear()
                case _:
                    self._change(effect)

    def _change(self, effect: Effect) -> None:
        match effect:
            case AddWords() | ReplaceWords():
                row = self.contributions[effect.contribution]
                row.words = [*(row.words if isinstance(effect, AddWords) else ()), effect.words]
            case AgreeToQuote():
                agreed = Agreed(SOME_DAY, effect.may_quote, effect.basis)
                self.contributions[effect.contribution].agreed.append(agreed)
            case AmendContribution():
                self._amend(effect)
            case KeepOffer():
                self.contributions[effect.contribution].offer = effect.role
            case JoinTo():
                assert {effect.contribution, effect.to} <= self.contributions.keys(), "joined to nothing"
                self.contributions[effect.contribution].joined_to = effect.to
            case Withdraw():
                row = self.contributions[effect.contribution]
                row.kept, row.words = replace(row.kept, standing=Standing.WITHDRAWN), []
            case _:
                self._settle(effect)

    def _settle(self, effect: Effect) -> None:
        match effect:
            case AddToCase():
                # A case may be of an earlier chat; then it is in the store, and not here.
                self.cases.setdefault(effect.case, []).append(effect.words)
            case AnswerCase() | DoubtCase():
                assert effect.case in self.cases, "no such case"
            case _:
                self._arrange(effect)

    def _arrange(self, effect: Effect) -> None:
        match effect:
            case Support():
                self.supports.setdefault(effect.suggestion, effect.stage)
            case MarkSupportTold():
                self.supports[effect.suggestion] = effect.stage
            case TakeBackSupport():
                self.supports.pop(effect.suggestion, None)
            case KeepStory():
                self.stories[effect.id] = set(effect.uses)
            case WithdrawStories():
                self.stories = {id_: uses - {effect.use} for id_, uses in self.stories.items() if effect.use}
            case _:
                self._tell(effect)

    def _tell(self, effect: Effect) -> None:
        match effect:
            case Introduce():
                self.contributions[effect.contribution].introduced_to.append(effect.agency)
            case WithdrawIntroduction():
                self.contributions[effect.contribution].introduced_to.remove(effect.agency)
            case MarkTold():
                row = self.contributions[effect.contribution]
                row.became = [replace(one, told=one.told or one.step <= effect.step) for one in row.became]
            case AskFollowUp():
                self.contributions[effect.contribution].asked.append(Asked(effect.step, SOME_DAY))
            case KeepFollowUp():
                row = self.contributions[effect.contribution]
                row.asked = [
                    replace(one, answer=effect.answer) if one.step == effect.step else one for one in row.asked
                ]
            case SetAside():
                row = self.contributions[effect.contribution]
                row.kept = replace(row.kept, standing=Standing.HELD)

    def _amend(self, effect: AmendContribution) -> None:
        row = self.contributions[effect.contribution]
        names = ("neighbourhood", "place_about", "read_by")
        given = {name: getattr(effect, name) for name in names if getattr(effect, name) is not None}
        row.kept = replace(
            row.kept, **given, reading=replace(row.kept.reading, kind=effect.kind or row.kept.reading.kind)
        )
        row.themes = effect.themes or row.themes

    def supported(self) -> tuple[Supported, ...]:
        """The holiday suggestions they support."""
        return tuple(Supported(*one) for one in self.supports.items())

    def told(self) -> tuple[Told, ...]:
        """What a dialogue is given that asks for what was told, newest first; `became` is put in by the test."""
        return tuple(_told(row) for row in reversed(self.contributions.values()))

    @property
    def news(self) -> bool:
        """Whether something became of anything that they have not been told."""
        return any(not one.told for row in self.standing for one in row.became)

    @property
    def standing(self) -> list[Row]:
        """The contributions that count: neither withdrawn nor those that stand for a case."""
        apart = {Standing.WITHDRAWN, Standing.SAFEGUARDING}
        return [one for one in self.contributions.values() if one.kept.standing not in apart]

    @property
    def all_words(self) -> list[str]:
        """Every text that was kept anywhere, as often as it was."""
        kept = [words for row in self.contributions.values() for words in row.words]
        cases = [words for case in self.cases.values() for words in case]
        return [*kept, *cases, *self.requests.values(), *self.handed_over]


def _told(row: Row) -> Told:
    kept = row.kept
    return Told(
        id=kept.id,
        reference=kept.reference,
        kind=kept.reading.kind,
        standing=kept.standing,
        said_on=kept.said_on,
        received_at=SOME_DAY,
        read_by=kept.read_by,
        words="\n".join(row.words),
        themes=row.themes or tuple(one.theme for one in kept.reading.themes),
        neighbourhood=kept.neighbourhood,
        place_about=kept.place_about,
        language=kept.reading.language,
        door=kept.door,
        help_role=row.offer,
        became=tuple(row.became),
        asked=tuple(row.asked),
        agreed=tuple(row.agreed),
        introduced=tuple(Introduced(one, SOME_DAY) for one in row.introduced_to),
    )
