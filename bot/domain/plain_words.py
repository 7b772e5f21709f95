"""Phrases that nothing we or a worker say to residents may hold: a promised outcome, or talking down (product.md 5)."""

import re

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


_ENDS = "fix|mend|repair|build|sort|solve|install|deliver|put (?:in|up)|give you|get (?:you|it|that|this|one|a|the)"
_ENDS = f"(?:{_ENDS}|make (?:it|this|that) happen)"
_SURELY = "(?:definitely|certainly|surely)"
_WAYS = tuple(
    re.compile(rf"\b{way}\b")
    for way in (
        "promises?",
        rf"(?:i|we)(?: will|'ll) (?:{_SURELY} )?{_ENDS}",
        rf"(?:i am|i'm|we are|we're) going to {_ENDS}",
        rf"will {_SURELY}",
        "(?:will|'ll|(?:is|are) going to) be (?:fixed|mended|repaired|built|sorted|solved|installed|put (?:in|up))",
        "(?:you|they)(?: will|'ll) get (?:it|one|your|their|(?:an?|the) (?!reply|answer|letter|message|call))",
    )
)
_HONEST = re.compile(
    r"\b(?:we will|we'll|i will|i'll) get (?:back|in touch)\b|\b(?:can't|cannot|can not|won't|not|no|never|nothing)\b"
    r"(?: be| a| any)? ?(?:promises?|promised|guarantee\w*)\b|\bnothing will be \w+"
)
"""What says that nothing is promised, or no more than an answer."""


def not_to_be_said(text: str) -> tuple[str, ...]:
    """The phrases of both kinds that stand in a text, whatever its capitals, and ways to promise in other words."""
    said = _HONEST.sub(" ", text.replace("\u2019", "'").casefold())
    phrases = [one for one in (*PROMISES, *NEVER) if re.search(rf"(?<!\w){re.escape(one)}", said)]
    found = [one[0] for way in _WAYS for one in way.finditer(said)]
    return tuple(dict.fromkeys((*phrases, *found)))
