"""Phrases that nothing we or a worker say to residents may hold: a promised outcome, or talking down (product.md 5)."""

PROMISES = (
    "we will fix",
    "we'll fix",
    "make sure",
    "guarantee",
    "promise you",
    "we will get",
    "will be fixed",
    "solve",
)
NEVER = (
    "didn't understand",
    "don't understand",
    "invalid",
    "error",
    "user",
    "click",
    "deprived",
    "vulnerable",
    "you consent",
)


def not_to_be_said(text: str) -> tuple[str, ...]:
    """The phrases of both kinds that stand in a text, whatever its capitals."""
    said = text.replace("\u2019", "'").casefold()
    return tuple(one for one in (*PROMISES, *NEVER) if one in said)
