"""All rooms of the notebook."""

from collections.abc import Sequence

from starlette.routing import Route

from handlers.console.frame import Frame
from handlers.console.notebook.complaints import ComplaintsRoom
from handlers.console.notebook.introductions import IntroductionsRoom
from handlers.console.notebook.meetings import MeetingsRoom
from handlers.console.notebook.needs import NeedsRoom
from handlers.console.notebook.paper import PaperRoom
from handlers.console.notebook.recordings import RecordingsRoom
from handlers.console.notebook.signposts import Signposts
from handlers.console.notebook.spends import SpendsRoom
from handlers.console.notebook.starting import StartingRoom
from handlers.console.notebook.stories import StoriesRoom
from handlers.console.notebook.whats_on import WhatsOn


def notebook_routes(frame: Frame) -> Sequence[Route]:
    """Their routes."""
    knows = (Signposts, WhatsOn, NeedsRoom, SpendsRoom, MeetingsRoom, StartingRoom)
    told = (PaperRoom, RecordingsRoom, StoriesRoom, IntroductionsRoom, ComplaintsRoom)
    return [route for room in (*knows, *told) for route in room(frame).routes]
