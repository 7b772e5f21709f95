"""Every limit of a conversation, named: whatever goes on for too long ends, politely."""

from datetime import timedelta

STEPS_A_TURN = 400
"""A script that takes more steps than this in one turn is caught in a loop."""
FRAMES = 4
"""So many dialogues may lie on top of one another (a menu over a question over ...); the oldest one gives way."""
ENTRIES = 120
"""A dialogue that has gone on for longer than this ends politely; what was said is kept."""
CASE_FRESH = timedelta(hours=24)
"""Within this time of a first reply to danger, later dangerous words get one short line (product.md)."""
EXCHANGE = timedelta(minutes=30)
"""What follows so soon after the last word about a danger belongs to it, however harmless it sounds alone."""
ONCE = 12
"""So many things that are offered once in a chat are remembered, the newest."""
LATELY = 4
"""So many texts before the last are screened for danger together with it: a window of five (reliability.md S12)."""
LATELY_FRESH = timedelta(hours=24)
"""What was written longer ago than this is no longer read together with what is written now, and is forgotten then."""
LATELY_LONG = 400
"""Of each of them so many signs are remembered, its last: who writes more at once has told it in one."""
