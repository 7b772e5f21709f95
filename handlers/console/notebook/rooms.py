"""All rooms of the notebook."""

from collections.abc import Sequence

from starlette.routing import Route

from handlers.console.frame import Frame
from handlers.console.notebook.needs import NeedsRoom
from handlers.console.notebook.signposts import Signposts
from handlers.console.notebook.spends import SpendsRoom
from handlers.console.notebook.whats_on import WhatsOn


def notebook_routes(frame: Frame) -> Sequence[Route]:
    """Their routes."""
    rooms = (Signposts(frame), WhatsOn(frame), SpendsRoom(frame), NeedsRoom(frame))
    return [route for room in rooms for route in room.routes]
