"""How the Bot API says no: a status, a description, sometimes parameters."""

from typing import Any


class Refused(Exception):
    """An answer other than ok: `status` doubles as error_code, `parameters` as Telegram's ResponseParameters."""

    def __init__(self, status: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON that goes out."""
        told = {"ok": False, "error_code": self.status, "description": self.description}
        return told | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(why: str, **parameters: Any) -> Refused:
    """400 in Telegram's wording."""
    return Refused(400, f"Bad Request: {why}", **parameters)


def forbidden(why: str) -> Refused:
    """403 in Telegram's wording."""
    return Refused(403, f"Forbidden: {why}")


def conflict(why: str) -> Refused:
    """409 in Telegram's wording."""
    return Refused(409, f"Conflict: {why}")


def too_many_requests(seconds: int) -> Refused:
    """429 with the wait that must be kept."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
