"""The columns both stores share: moments in UTC, codes that any database accepts, lists of codes, what is sealed."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKeyConstraint, LargeBinary, Text, TypeDecorator
from sqlalchemy.types import TypeEngine


def plain(text: str) -> str:
    r"""`text` as both stores accept it: NUL and lone surrogates become \x00 and \udXXX, so that ids stay apart."""
    if text.isascii():
        return text.replace("\0", "\\x00") if "\0" in text else text
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


class Instant(TypeDecorator[datetime]):
    """A moment; takes only aware datetimes and gives UTC, also where the database knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse what has no time zone; ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Say which zone it is in: SQLite does not keep it."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Code(TypeDecorator[str]):
    """A short text that is no one's words: an id, a code, a hash. Made plain, since ids come from outside."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """The plain str of it: drivers know no enums."""
        return None if value is None else plain(str(value))


class Codes(TypeDecorator[tuple[str, ...]]):
    """Several codes in their order; none of them holds a comma."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, _dialect: Dialect) -> str | None:
        """Join them."""
        return None if value is None else plain(",".join(value))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...]:
        """Part them again."""
        return tuple(value.split(",")) if value else ()


def key(name: str, kind: type[TypeEngine[str]] = Text) -> Column[str]:
    """A part of a primary key."""
    return Column(name, kind, primary_key=True)


def code(name: str, kind: type[TypeEngine[str]] = Text) -> Column[str]:
    """A code that is always there."""
    return Column(name, kind, nullable=False)


def sealed(name: str = "sealed", *, nullable: bool = False) -> Column[bytes]:
    """What only a key opens."""
    return Column(name, LargeBinary, nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> Column[datetime]:
    """A moment."""
    return Column(name, Instant, nullable=nullable)


def of_person() -> ForeignKeyConstraint:
    """What makes rows go when their participant is erased."""
    return ForeignKeyConstraint(
        ["organisation", "participant"], ["participant.organisation", "participant.hash"], ondelete="CASCADE"
    )
