"""What workers are shown in their chats of answers that a second one looks at."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value, Values
from bot.domain.second_look import SecondLook, Verdict

GO, NO = "go", "no"
"""How the tokens of [Let it go] and [Not like this] begin, after `work.`."""


class SecondCards(Struct, frozen=True):
    """`say` words a key of the staff's wording."""

    say: Callable[[str, Values], str]

    def asked(self, one: SecondLook, author: str) -> Outgoing:
        """An answer that waits: the worker's words. What it answers is a child's, and in the console only (28)."""
        values: dict[str, Value] = {"author": author, "reference": one.reference, "words": one.deed.words}
        buttons = [Button(self._say(f"second.{what}"), f"work.{what}.{one.id}") for what in (GO, NO)]
        return Outgoing(self._say("second.asked", **values), tuple(buttons))

    def again(self, one: SecondLook, author: str, since: date) -> Outgoing:
        """The same, of an answer at which nobody has looked since a day that has passed."""
        asked = self.asked(one, author)
        text = "\n".join([self._say("second.again", date=since), asked.text])
        return Outgoing(text, asked.buttons)

    def decided(self, one: SecondLook, second: str, verdict: Verdict, why: str) -> Outgoing:
        """What came of it, for whoever wrote it."""
        return Outgoing(self._say(f"second.{verdict}", second=second, reference=one.reference, why=why))

    def why(self, one: SecondLook) -> Outgoing:
        """Asks the second worker why not."""
        return Outgoing(self._say("second.why", reference=one.reference))

    def done(self, one: SecondLook, verdict: Verdict) -> Outgoing:
        """What is shown to whoever decided."""
        return Outgoing(self._say(f"second.done_{verdict}", reference=one.reference))

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.{key}", values)
