"""Where the readers learn from what people confirmed, put together: here and in the process that learns apart."""

from functools import partial

from bot.core import LOCALES, Core
from bot.learning import Desk
from bot.lexicons import load_lexicons
from bot.prepared import spoken


def learning_desk(core: Core) -> Desk:
    """Where the readers learn from what people confirmed."""
    area, lexicons = spoken(core.area), partial(load_lexicons, LOCALES)
    return Desk(core.database, core.keys, area, lexicons, core.settings.data_dir)
