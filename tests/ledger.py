"""What a store would hold after the effects of a conversation: a checker, which refuses what can only be a defect."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from bot.conversation.effects import (
    AddToCase,
    AddWords,
    AmendContribution,
    AnswerCase,
    AskForPerson,
    Complain,
    DoubtCase,
    Effect,
    ErasePerson,
    HandOver,
    Introduce,
    KeepContribution,
    KeepOffer,
    OpenCase,
    SetAside,
    Withdraw,
    WithdrawIntroduction,
)
from bot.domain.contribution import HelpRole, Standing, Summary


@dataclass(slots=True)
class Row:
    """A contribution as the store would hold it."""

    kept: KeepContribution
    words: list[str]
    offer: HelpRole | None = None
    introduced_to: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ledger:
    """Contributions and cases by id; requests for a person; words handed over."""

    contributions: dict[str, Row] = field(default_factory=dict)
    cases: dict[str, list[str]] = field(default_factory=dict)
    requests: dict[str, str] = field(default_factory=dict)
    handed_over: list[str] = field(default_factory=list)

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
                case _:
                    self._change(effect)

    def _change(self, effect: Effect) -> None:
        match effect:
            case AddWords():
                self.contributions[effect.contribution].words.append(effect.words)
            case AmendContribution():
                self._amend(effect)
            case KeepOffer():
                self.contributions[effect.contribution].offer = effect.role
            case Withdraw():
                row = self.contributions[effect.contribution]
                row.kept, row.words = replace(row.kept, standing=Standing.WITHDRAWN), []
            case AddToCase():
                # A case may be of an earlier chat; then it is in the store, and not here.
                self.cases.setdefault(effect.case, []).append(effect.words)
            case AnswerCase() | DoubtCase():
                assert effect.case in self.cases, "no such case"
            case _:
                self._settle(effect)

    def _settle(self, effect: Effect) -> None:
        match effect:
            case Introduce():
                self.contributions[effect.contribution].introduced_to.append(effect.agency)
            case WithdrawIntroduction():
                self.contributions[effect.contribution].introduced_to.remove(effect.agency)
            case SetAside():
                row = self.contributions[effect.contribution]
                row.kept = replace(row.kept, standing=Standing.HELD)

    def _amend(self, effect: AmendContribution) -> None:
        row = self.contributions[effect.contribution]
        names = ("neighbourhood", "place_about", "reference", "read_by")
        given = {name: getattr(effect, name) for name in names if getattr(effect, name) is not None}
        row.kept = replace(
            row.kept, **given, reading=replace(row.kept.reading, kind=effect.kind or row.kept.reading.kind)
        )

    def summaries(self) -> tuple[Summary, ...]:
        """What STATUS is given, newest first."""
        return tuple(
            Summary(
                reference=row.kept.reference,
                kind=row.kept.reading.kind,
                said_on=row.kept.said_on,
                progress=None,
                read_by=row.kept.read_by,
                standing=row.kept.standing,
                id=row.kept.id,
                theme=row.kept.reading.themes[0].theme if row.kept.reading.themes else "other",
                neighbourhood=row.kept.neighbourhood,
                introduced_to=tuple(row.introduced_to),
            )
            for row in reversed(self.contributions.values())
        )

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
