"""What `earshot check` looks at: settings, machine, pack, wording, keys, database. It changes nothing."""

from bot.checkup.finding import Finding, Level, good, lines
from bot.checkup.whole import check

__all__ = ["Finding", "Level", "check", "good", "lines"]
