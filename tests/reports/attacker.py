"""A stranger with every public table of a month and patience: works out ranges until they narrow no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.contribution import Kind
from reports.analyse import DOORS, HELPERS, MESSAGES, NEW, NOT_NEW, OTHER_DOOR, PARTS, PEOPLE, RECEIVED, VOICES
from reports.disclosure import Protected
from reports.themes import REST

KINDS = tuple(kind.value for kind in Kind)
WITHOUT_END = 10**4
ROUNDS = 100


@dataclass
class Range:
    low: int
    high: int


@dataclass(frozen=True)
class Rule:
    """total = the sum of parts where `additive`, else max(parts) <= total <= sum(parts), the first where `holds`."""

    total: tuple
    parts: tuple
    additive: bool
    holds: bool = True


def ranges(reports: Mapping[str, Protected], families: Mapping[str, str]) -> dict[tuple, Range]:
    """What can be known of each cell: keys are (report's name, *cell). "all" is the whole area, others its places."""
    rules = [rule for name, report in reports.items() for rule in _within(name, report, families)]
    rules += _between(reports)
    known = {cell: Range(0, WITHOUT_END) for rule in rules for cell in (rule.total, *rule.parts)}
    for name, report in reports.items():
        for cell in [cell[1:] for cell in known if cell[0] == name]:
            if cell == NOT_NEW:
                continue
            if cell in report.figures or cell[0] != "theme":
                figure = report[cell]
                known[name, *cell] = Range(figure.low, WITHOUT_END if figure.high is None else figure.high)
            else:
                known[name, *cell] = Range(0, report.absent.high)
    for _ in range(ROUNDS):
        if not sum(_narrow(rule, known) for rule in rules):
            break
    assert all(one.low <= one.high for one in known.values()), "the printed figures contradict each other"
    return known


def _within(name: str, report: Protected, families: Mapping[str, str]) -> Iterable[Rule]:
    for kind in KINDS:
        shown = report.themes(kind)
        for family in {*families.values()} - {""}:
            yield _rule(
                name, ("theme", kind, family), _themes(kind, [one for one in families if families[one] == family])
            )
        small = [code for code in families if code not in shown and families[code] not in shown]
        if small:
            yield _rule(name, ("theme", kind, REST), _themes(kind, small))
        heads = [code for code in shown if families.get(code, "") not in shown]
        yield _rule(name, ("kind", kind), _themes(kind, heads))
    yield _rule(name, PEOPLE, [("kind", kind) for kind in KINDS])
    # A door that is not listed is one that a few came by, or nobody.
    yield _rule(name, PEOPLE, [("door", door) for door in (*DOORS, OTHER_DOOR)])
    yield _rule(name, PEOPLE, [NEW, NOT_NEW], additive=True)
    yield _rule(name, HELPERS, [("helpers", kind) for kind in KINDS])
    yield _rule(name, VOICES, [("voices", kind) for kind in KINDS], additive=True)
    # Group talks are received, but are no messages of people's.
    heard = ((name, "received", "included"), (name, "received", "joined"))
    yield Rule((name, *MESSAGES), heard, additive=False, holds=False)
    yield _rule(name, RECEIVED, [("received", part) for part in PARTS], additive=True)


def _between(reports: Mapping[str, Protected]) -> Iterable[Rule]:
    places = [name for name in reports if name != "all"]
    if not places:
        return
    for cell in reports["all"].figures:
        if cell[-1] != REST:
            parts = tuple((place, *cell) for place in places)
            # Of one person a few messages count: what is held of them here need not be counted there.
            yield Rule(("all", *cell), parts, cell[0] == "voices", cell[0] != "received" or len(cell) == 1)


def _themes(kind: str, codes: Iterable[str]) -> list[tuple]:
    return [("theme", kind, code) for code in codes]


def _rule(name: str, total: tuple, parts: list[tuple], *, additive: bool = False) -> Rule:
    return Rule((name, *total), tuple((name, *part) for part in parts), additive)


def _narrow(rule: Rule, known: dict[tuple, Range]) -> bool:
    total, parts = known[rule.total], [known[part] for part in rule.parts]
    lows, highs = sum(part.low for part in parts), sum(part.high for part in parts)
    least = max((part.low for part in parts), default=0) if rule.holds else 0
    changed = _cut(total, lows if rule.additive else least, highs)
    for part in parts:
        high = total.high - (lows - part.low) if rule.additive else total.high if rule.holds else part.high
        changed |= _cut(part, total.low - (highs - part.high), high)
    return changed


def _cut(range_: Range, low: int, high: int) -> bool:
    before = (range_.low, range_.high)
    range_.low, range_.high = max(range_.low, low), min(range_.high, high)
    return before != (range_.low, range_.high)
