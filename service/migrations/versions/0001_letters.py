"""Letters, their originals, identities, analyses and events; cases to compare with."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = """
CREATE TRIGGER no_{name}_of_events BEFORE {verb} ON events
BEGIN SELECT RAISE(ABORT, 'events is append-only'); END
"""
# INSERT OR REPLACE deletes without asking the trigger above.
NO_REPLACE = """
CREATE TRIGGER no_replacement_of_events BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events is append-only'); END
"""


def upgrade() -> None:
    """Make the tables and the triggers that keep events as they were written."""
    _letters()
    _analyses()
    _events()
    _cases()


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("received", sa.String(32), nullable=False),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("masked", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
    )
    op.create_table(
        "originals",
        sa.Column("letter", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("letter", name="pk_originals"),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name="fk_originals_letter"),
    )
    op.create_table(
        "identities",
        sa.Column("letter", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("letter", "position", name="pk_identities"),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name="fk_identities_letter"),
    )


def _analyses() -> None:
    op.create_table(
        "analyses",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("letter", sa.String(32), nullable=False),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_analyses"),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name="fk_analyses_letter"),
    )
    op.create_index("ix_analyses_letter", "analyses", ["letter"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("letter", sa.String(32), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name="fk_events_letter"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_letter", "events", ["letter"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(APPEND_ONLY.format(verb=verb, name=verb.lower()))
    op.execute(NO_REPLACE)


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("masked", sa.Text, nullable=False),
        sa.Column("charges", sa.JSON, nullable=False),
        sa.Column("cause", sa.Text),
        sa.Column("date", sa.Date),
        sa.PrimaryKeyConstraint("number", name="pk_cases"),
        sa.UniqueConstraint("id", name="uq_cases_id"),
        sqlite_autoincrement=True,
    )
