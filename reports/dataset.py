"""The rows of a report as bytes, frozen with its draft: the same rows give the same bytes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from operator import attrgetter
from typing import Any

from bot.domain.contribution import HelpRole, Kind, Standing
from reports.model import Heard


def dump(rows: Iterable[Heard]) -> bytes:
    """Rows as bytes, in the order of their ids."""
    ordered = sorted(rows, key=attrgetter("id"))
    return json.dumps([asdict(row) for row in ordered], default=date.isoformat, separators=(",", ":")).encode()


def load(raw: bytes) -> tuple[Heard, ...]:
    """The rows that `dump` wrote."""
    return tuple(_row(form) for form in json.loads(raw))


def _row(form: Mapping[str, Any]) -> Heard:
    first, role = form["first_said_on"], form["help_role"]
    typed = {
        "kind": Kind(form["kind"]),
        "themes": tuple(form["themes"]),
        "said_on": date.fromisoformat(form["said_on"]),
        "standing": Standing(form["standing"]),
        "help_role": HelpRole(role) if role else None,
        "first_said_on": date.fromisoformat(first) if first else None,
    }
    return Heard(**(dict(form) | typed))
