"""Simple readers for conversations: what they make of a text can be seen at a glance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.events import Reserved
from bot.domain.area import Area
from bot.domain.contribution import Interest, Kind
from bot.domain.reading import Danger, DangerLevel, PlaceSpan, PrivateSpan, PrivateType, Reading, ThemeScore

RED = ("kill myself", "he hits me", "want to die")
AMBER = ("bullied", "scared of")
KINDS = {
    Kind.ISSUE: ("damp", "broken", "dealing", "rubbish", "too fast", "mould", "wrong", "all night"),
    Kind.INTEREST: ("i like", "i can", "i'd like to learn"),
    Kind.GOOD_NEWS: ("thank", "great now", "new lights"),
}
SAFE_WORD = "blue umbrella"
NAME = re.compile(r"(my name is )?\b((?:Kevin|Dave|Priya|Mrs Lane)\b)", re.IGNORECASE)
SCHOOL = re.compile(r"\bDockside Primary\b", re.IGNORECASE)
PHONE = re.compile(r"\b0\d{4} ?\d{6}\b")


@dataclass(frozen=True, slots=True)
class PlainReaders:
    """Reads by plain words: the pack's names and theme words, and the short lists above."""

    area: Area

    def read(self, text: str, language: str) -> Reading:
        said = text.casefold()
        return Reading(
            language=language,
            kind=next((kind for kind, words in KINDS.items() if any(one in said for one in words)), Kind.IDEA),
            themes=self._themes(said),
            places=self._places(text),
            private=self._private(text),
            danger=self.screen(text),
            interest=self._interest(said),
            someone=any(one[1] is None for one in NAME.finditer(text)) or "my neighbour" in said,
        )

    def _interest(self, said: str) -> Interest:
        if "learn" in said:
            return Interest.LEARN
        return Interest.OFFER if "i can" in said else Interest.LIKE

    def _private(self, text: str) -> tuple[PrivateSpan, ...]:
        found = [PrivateSpan(PrivateType.PHONE, *one.span()) for one in PHONE.finditer(text)]
        found += [PrivateSpan(PrivateType.NAME, *one.span(2)) for one in NAME.finditer(text)]
        found += [PrivateSpan(PrivateType.SCHOOL, *one.span()) for one in SCHOOL.finditer(text)]
        return tuple(sorted(found, key=lambda one: one.start))

    def screen(self, text: str) -> Danger:
        said = text.casefold()
        if any(one in said for one in RED):
            return Danger(DangerLevel.RED, ("plain_red",))
        return Danger(DangerLevel.AMBER, ("plain_amber",)) if any(one in said for one in AMBER) else Danger()

    def screen_together(self, texts: Sequence[str]) -> Danger:
        return self.screen(" ".join(texts))

    def reserved(self, text: str) -> Reserved | None:
        said = text.strip(" .!").casefold()
        if said == SAFE_WORD:
            return Reserved.SAFE
        return Reserved(said) if said in set(Reserved) else None

    def _themes(self, said: str) -> tuple[ThemeScore, ...]:
        found = [one.code for one in self.area.themes if any(word in said for word in one.words.get("en", ()))]
        return tuple(ThemeScore(code, 1.0) for code in found)

    def _places(self, text: str) -> tuple[PlaceSpan, ...]:
        found = []
        for place in self.area.places.values():
            for name in (place.name, *place.aliases):
                at = text.casefold().find(name.casefold())
                if at >= 0:
                    found.append(PlaceSpan(place.id, place.name, at, at + len(name)))
        return tuple(sorted(found, key=lambda one: one.start))
