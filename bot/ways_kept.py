"""The ways to say something, taken apart into words once and kept for the next start."""

from functools import partial
from pathlib import Path

from bot.i18n import Wording
from bot.kept import fingerprint, kept
from bot.ways_to_say import WaysToSay, ways_to_say

CODE = ("ages.py", "ways.py", "ways_listed.py", "ways_named.py", "ways_to_say.py", "reading/normalise.py")
"""What they are made by; a test holds that it is all."""
_HERE = Path(__file__).parent


def ways_kept(wording: Wording, locales: Path, folder: Path) -> WaysToSay:
    """What `ways_to_say` makes of the wording of these locales; made anew when that or our code changes."""
    files = sorted(locales.glob("*/*.po"))
    made_by = fingerprint([*(_HERE / one for one in CODE), *files], [one.parent.name for one in files])
    return kept(folder / f"ways-{made_by}", WaysToSay, partial(ways_to_say, wording))
