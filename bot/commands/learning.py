"""`earshot learn`: let the readers learn now from what people confirmed."""

import asyncio
import sys

from bot import app as program
from bot import learning, logs, weights
from bot.desk import say
from bot.learning_parts import learning_desk
from bot.opening import opened
from bot.settings import load


def learn() -> None:
    """Let the readers learn from what people confirmed, as they do every night; what would make them worse is refused.

    Ends with 1 where it was refused. An Earshot that runs takes it up at its next start or night.
    """
    logs.set_up("WARNING")

    async def work() -> list[learning.Outcome]:
        async with opened(load(), program.utc_now) as core:
            outcomes = await learning.learn(learning_desk(core))
            weights.note_tried(core.settings.data_dir)
            return outcomes

    outcomes = asyncio.run(work())
    for outcome in outcomes:
        for line in outcome.lines():
            say(line)
    if any(outcome.refused for outcome in outcomes):
        sys.exit(1)
