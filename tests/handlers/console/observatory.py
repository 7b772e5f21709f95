"""The rules of Mozilla's HTTP Observatory, for what one answer carries (reliability.md 7: no scan from outside).

Source: httpobs/docs/scoring.md and grader/grades.py of mozilla/http-observatory: base 100; what is missing takes away;
bonuses count only where nothing much was taken away (90 or more). Not looked at, since they are not Earshot's: the
redirection from http and HSTS preloading, which the proxy and its owner do.
"""

import re

import httpx

BONUS_FROM = 90
HALF_A_YEAR = 15_768_000
_PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def score(answer: httpx.Response) -> int:
    """The points of one answer that was asked for by https."""
    rules = (_policy, _cookies, _sharing, _transport, _referrer, _sniffing, _framing, _scripts)
    marks = [rule(answer) for rule in rules]
    taken = 100 + sum(one for one in marks if one < 0)
    return taken + sum(one for one in marks if one > 0) if taken >= BONUS_FROM else max(taken, 0)


def _directives(answer: httpx.Response) -> dict[str, str]:
    parts = (one.strip().partition(" ") for one in answer.headers.get("content-security-policy", "").split(";"))
    return {name.lower(): values for name, _, values in parts if name}


def _policy(answer: httpx.Response) -> int:
    policy = _directives(answer)
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", "*"))
    styles = policy.get("style-src", policy.get("default-src", "*"))
    if "http:" in " ".join(policy.values()) or "'unsafe-inline'" in scripts or "*" in scripts.split():
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if policy.get("default-src") == "'none'" else 5


def _cookies(answer: httpx.Response) -> int:
    cookies = [one.lower() for one in answer.headers.get_list("set-cookie")]
    if not cookies:
        return 0
    if any("; secure" not in one for one in cookies):
        return -40
    if any("; httponly" not in one for one in cookies):
        return -30
    return 5 if all("; samesite=" in one for one in cookies) else 0


def _sharing(answer: httpx.Response) -> int:
    return -50 if answer.headers.get("access-control-allow-origin") == "*" else 0


def _transport(answer: httpx.Response) -> int:
    found = re.search(r"max-age=(\d+)", answer.headers.get("strict-transport-security", ""))
    if not found:
        return -20
    return 0 if int(found[1]) >= HALF_A_YEAR else -10


def _referrer(answer: httpx.Response) -> int:
    policy = answer.headers.get("referrer-policy", "")
    return 5 if policy in _PRIVATE else -5 if policy else 0


def _sniffing(answer: httpx.Response) -> int:
    return 0 if answer.headers.get("x-content-type-options") == "nosniff" else -5


def _framing(answer: httpx.Response) -> int:
    if "frame-ancestors" in _directives(answer):
        return 5
    return 0 if answer.headers.get("x-frame-options") in {"DENY", "SAMEORIGIN"} else -20


def _scripts(answer: httpx.Response) -> int:
    """Scripts of somebody else's without a check of what they are take away; our own need none."""
    sources = re.findall(r'<script[^>]*\bsrc="([^"]+)"', answer.text)
    return -5 if any(re.match(r"(https?:)?//", one) for one in sources) else 0
