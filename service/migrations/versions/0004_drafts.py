"""Pages that a person has to transcribe: their pictures and OCR's guesses."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of drafts."""
    op.create_table(
        "drafts",
        sa.Column("job", sa.String(32), nullable=False),
        sa.Column("page", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("doubts", sa.JSON, nullable=False),
        sa.Column("picture", sa.LargeBinary),
        sa.PrimaryKeyConstraint("job", "page", name="pk_drafts"),
        sa.ForeignKeyConstraint(["job"], ["jobs.id"], name="fk_drafts_job"),
    )
