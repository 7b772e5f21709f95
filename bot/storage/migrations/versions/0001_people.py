"""People, the talks they are in, and what they said: from the first migration with provenance and progress."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _organisation()
    _installation()
    _participant()
    _journal()
    _seen()
    _quarantine()
    _contribution()
    _progress()


def downgrade() -> None:
    for table in (
        "progress",
        "contribution",
        "quarantine",
        "seen",
        "journal",
        "participant",
        "installation",
        "organisation",
    ):
        op.drop_table(table)


def _organisation() -> None:
    op.create_table(
        "organisation",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name="pk_organisation"),
    )


def _installation() -> None:
    op.create_table(
        "installation",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_check", sa.LargeBinary(), nullable=False),
        sa.Column("hash_check", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", name="pk_installation"),
    )


def _participant() -> None:
    op.create_table(
        "participant",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("band", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("neighbourhood", sa.Text(), nullable=True),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_told_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("return_words_hash", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "hash", name="pk_participant"),
    )
    op.create_index(
        "ix_participant_organisation_return_words_hash",
        "participant",
        ["organisation", "return_words_hash"],
        unique=False,
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_order", sa.BigInteger(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["organisation", "participant"],
            ["participant.organisation", "participant.hash"],
            name="fk_journal_organisation_participant",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "participant", name="pk_journal"),
    )


def _seen() -> None:
    op.create_table(
        "seen",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "account", "external_id", name="pk_seen"),
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "account", "external_id", name="pk_quarantine"),
    )


def _contribution() -> None:
    op.create_table(
        "contribution",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("lane", sa.SmallInteger(), server_default="0", nullable=False),
        *_what_was_said(),
        sa.ForeignKeyConstraint(
            ["organisation", "participant"],
            ["participant.organisation", "participant.hash"],
            name="fk_contribution_organisation_participant",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_contribution"),
        sa.UniqueConstraint(
            "organisation",
            "account",
            "external_id",
            "lane",
            name="uq_contribution_organisation_account_external_id_lane",
        ),
        sa.UniqueConstraint("organisation", "reference", name="uq_contribution_organisation_reference"),
    )
    op.create_index(
        "ix_contribution_organisation_neighbourhood_said_on",
        "contribution",
        ["organisation", "neighbourhood", "said_on"],
        unique=False,
    )
    op.create_index(
        "ix_contribution_organisation_participant", "contribution", ["organisation", "participant"], unique=False
    )
    op.create_index("ix_contribution_organisation_said_on", "contribution", ["organisation", "said_on"], unique=False)


def _what_was_said() -> list[sa.Column[Any]]:
    return [
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("place_about", sa.Text(), nullable=True),
        sa.Column("place_of_speaker", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("door", sa.Text(), nullable=True),
        sa.Column("prompted_by", sa.Text(), nullable=True),
        sa.Column("written_by", sa.Text(), nullable=True),
        sa.Column("said_it", sa.Integer(), server_default="1", nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by", sa.Date(), nullable=True),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("joined_to", sa.Text(), nullable=True),
        sa.Column("help_role", sa.Text(), nullable=True),
    ]


def _progress() -> None:
    op.create_table(
        "progress",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("contribution", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "contribution"],
            ["contribution.organisation", "contribution.id"],
            name="fk_progress_organisation_contribution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation", "contribution", "step", name="pk_progress"),
    )
