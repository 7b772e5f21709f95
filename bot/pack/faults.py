"""The faults of a pack, gathered so that an operator sees all of them at once, in plain words."""

from collections.abc import Sequence

from msgspec import Struct, field
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.errors import PackError

# pydantic's names for what can be wrong, in the words of someone who edits a file; {} takes what it must be.
PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is not a key that is known here; is it spelt right?",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "date_type": "must be a date such as 2026-06-01, without quotes",
    "tuple_type": "must be a list in square brackets",
    "dict_type": "must be a table of its own",
    "model_type": "must be a table of its own",
    "mapping_type": "must be a table of its own",
    "greater_than_equal": "must be {} or more",
    "less_than_equal": "must be {} or less",
    "too_short": "must have {} or more entries",
    "too_long": "must have {} entries or fewer",
    "literal_error": "must be {}",
}


class Faults(Struct):
    """What is wrong with the pack in the folder called `pack`; one line a fault."""

    pack: str
    lines: list[str] = field(default_factory=list)

    def add(self, file: str, where: str, what: str) -> None:
        """Note that `what` is wrong in `file`, at `where` (a line, or a table and key; empty for the whole file)."""
        place = f"{self.pack}/{file}"
        line = f"{place}, {where}: {what}" if where else f"{place}: {what}"
        self.lines.append(" ".join(line.split()))  # what is quoted from a file may hold line ends

    def add_shape(self, file: str, refused: ValidationError, within: str = "") -> None:
        """Note all that pydantic refused in one table; `within` says where the table stands."""
        for error in refused.errors(include_url=False):
            where = " ".join(part for part in (within, _path(error["loc"])) if part)
            self.add(file, where, _plain(error))

    def settle(self) -> None:
        """Raise PackError with every fault, one per line; do nothing where there is none."""
        if self.lines:
            raise PackError("\n".join(self.lines))


def said_plainly(refused: ValidationError) -> list[str]:
    """All that pydantic refused in one table, in words for whoever filled in a form."""
    errors = refused.errors(include_url=False)
    return [": ".join(filter(None, (_path(error["loc"]), _plain(error)))) for error in errors]


def _path(loc: Sequence[int | str]) -> str:
    """Where in a table, such as `names.en` or `places entry 3`."""
    parts = [f" entry {part + 1}" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).lstrip(". ").replace(" .", ".")


def _plain(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] not in PLAIN:
        return error["msg"]
    figure = next((f"{context[key]:g}" for key in ("ge", "le", "min_length", "max_length") if key in context), "")
    return PLAIN[error["type"]].format(context.get("expected", figure))
