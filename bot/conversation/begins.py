"""What a dialogue is given when it begins: its frame's inputs, as the journal keeps them, and where it takes place."""

from bot.conversation.journal import Frame, danger_in, participant_in, shown_in
from bot.conversation.scene import Scene
from bot.conversation.script import Talk


def talk_of(frame: Frame, scene: Scene) -> Talk:
    """The talk that this frame is, the same at each replay but for the area and the channel."""
    return Talk(
        area=scene.area,
        surface=scene.surface,
        participant=participant_in(frame.inputs),
        opening=frame.inputs["opening"],
        door=frame.inputs["door"],
        danger=danger_in(frame.inputs),
        case=frame.inputs["case"],
        tapped=frame.inputs.get("tapped", ""),
        shown=shown_in(frame.inputs),
        worried=frame.inputs.get("worried", ""),
        prompted_by=frame.inputs.get("prompted_by"),
        questions=scene.outside.questions(),
    )
