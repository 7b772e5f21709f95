"""Every table, by subject. Each key begins with the organisation: that is what lets a cluster shard them."""

from bot.storage.tables.asking import broadcast, brought
from bot.storage.tables.contributions import (
    agenda_item,
    cleared_line,
    contribution,
    follow_up,
    held_words,
    progress,
    quote_consent,
    silence_alarm,
    talked_over,
)
from bot.storage.tables.directory import directory_entry
from bot.storage.tables.finding_out import complaint, need
from bot.storage.tables.fridays import friday_answer, friday_draft, friday_voice, poster
from bot.storage.tables.holidays import holiday_support
from bot.storage.tables.naming import metadata
from bot.storage.tables.people import installation, journal, organisation, participant, seen
from bot.storage.tables.questions import agency_question, report_pulse
from bot.storage.tables.releasing import (
    agency_contact,
    report_delivery,
    report_edition,
    report_file,
    report_hold,
    report_release,
)
from bot.storage.tables.replies import (
    attachment,
    chat_line,
    handover,
    outbox,
    quarantine,
    talk,
    talk_line,
    talk_request,
    upload,
)
from bot.storage.tables.reporting import introduction, report_help
from bot.storage.tables.reviewing import report_line, report_review
from bot.storage.tables.running import audit, audit_end, closing, job_run, report_draft
from bot.storage.tables.safeguarding import (
    alert,
    case_line,
    case_note,
    safeguarding_case,
    said_in_case,
    staff_chat,
    staff_invite,
)
from bot.storage.tables.second_looks import hold, looked_at, second_look
from bot.storage.tables.spending import group_meeting, group_starting, spend
from bot.storage.tables.stories import story, story_consent
from bot.storage.tables.working import (
    absence,
    console_session,
    gathering,
    note_draft,
    staff_message,
    worker,
    worker_chat,
    worker_link,
)

__all__ = [
    "OF_PERSON",
    "absence",
    "agency_contact",
    "agency_question",
    "agenda_item",
    "alert",
    "attachment",
    "audit",
    "audit_end",
    "broadcast",
    "brought",
    "case_line",
    "case_note",
    "chat_line",
    "cleared_line",
    "closing",
    "complaint",
    "console_session",
    "contribution",
    "directory_entry",
    "follow_up",
    "friday_answer",
    "friday_draft",
    "friday_voice",
    "gathering",
    "group_meeting",
    "group_starting",
    "handover",
    "held_words",
    "hold",
    "holiday_support",
    "installation",
    "introduction",
    "job_run",
    "journal",
    "looked_at",
    "metadata",
    "need",
    "note_draft",
    "organisation",
    "outbox",
    "participant",
    "poster",
    "progress",
    "quarantine",
    "quote_consent",
    "report_delivery",
    "report_draft",
    "report_edition",
    "report_file",
    "report_help",
    "report_hold",
    "report_line",
    "report_pulse",
    "report_release",
    "report_review",
    "safeguarding_case",
    "said_in_case",
    "second_look",
    "seen",
    "silence_alarm",
    "spend",
    "staff_chat",
    "staff_invite",
    "staff_message",
    "story",
    "story_consent",
    "talk",
    "talk_line",
    "talk_request",
    "talked_over",
    "upload",
    "worker",
    "worker_chat",
    "worker_link",
]

OF_PERSON = tuple(
    table.name
    for table in metadata.sorted_tables
    if any(link.column.table is participant for link in table.foreign_keys) or table is participant
)
"""The names of the tables whose rows go when their person is erased (what became of a contribution goes with it)."""
