"""Steps that look something up in the store: what this person told us, and what the house knows by now."""

from msgspec import Struct


class LookUp(Struct, frozen=True):
    """Look up what this person has told us; answered by Summaries, newest first."""

    key: str = "look_up"


class Recall(Struct, frozen=True):
    """Recall one thing this person told us, by its id; answered by Told, or None where it is not theirs."""

    contribution: str
    key: str = "recall"


class Beginning(Struct, frozen=True):
    """How one thing this person told us begins, fit for a list; answered by a str, "" where nothing of it may show."""

    contribution: str
    key: str = "beginning"


class RecallAll(Struct, frozen=True):
    """Recall everything this person told us, words and all; only for what is told without being put on record."""

    key: str = "recall_all"


class Supports(Struct, frozen=True):
    """Which holiday suggestions they support; only for what is told without being put on record."""

    key: str = "supports"


class LookAround(Struct, frozen=True):
    """Look up where help is and what is on by now; answered by a Directory, and never journalled: it may be long."""

    key: str = "look_around"


class StoriesToCheck(Struct, frozen=True):
    """Which stories that workers wrote down wait for them to look at; answered by ToChecks, and never journalled."""

    key: str = "stories_to_check"


class HasStory(Struct, frozen=True):
    """Whether a story of theirs may be used for something, so that they can take it back; answered by a bool."""

    key: str = "has_story"


class Answers(Struct, frozen=True):
    """Which answers to their complaints they have not been told; never journalled."""

    key: str = "answers"
