"""What a table hides, rounds or puts together, and why, in one sentence beside it. Pure.

It goes by the printed figures alone, so that it tells nothing that they do not.
"""

from collections.abc import Iterable

from reports.document import Paragraph
from reports.figures import Figure, Rounding, Shown
from reports.wording import Voice

MERGED = "merged"
REASONS = (*(one.value for one in Shown if one is not Shown.EXACT), MERGED)
"""The codes of the data; "report.shown.<code>" says what each means."""
_OPEN = frozenset({Shown.AT_LEAST, Shown.HIDDEN})


def note(
    say: Voice, figures: Iterable[Figure], rule: Rounding | None, *, merged: bool = False
) -> tuple[Paragraph, ...]:
    """The sentence for a table of these figures; none where it has nothing to say, as in the internal edition.

    `merged`: themes too small to stand alone stand under a family or together.
    """
    if rule is None:
        return ()
    shown = {one.shown for one in figures}
    said = {
        "rounded": bool(shown & {Shown.ROUNDED, Shown.AT_LEAST}),
        "few": Shown.FEW in shown,
        "open": bool(shown & _OPEN),
        "merged": merged,
    }
    values = {"threshold": say.number(rule.threshold), "step": say.number(rule.step)}
    what = tuple(say(f"hidden.{name}", **values) for name, stands in said.items() if stands)
    return (Paragraph(say("hidden.note", what=what), quiet=True),) if what else ()


def reason(figure: Figure, *, rest: bool = False) -> str:
    """Why a figure is not the number itself, as a code for the data; "" where it is. `rest`: small themes together."""
    if figure.shown is Shown.EXACT:
        return ""
    return MERGED if rest else figure.shown
