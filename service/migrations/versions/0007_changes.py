"""Numbers of changes, by which the index of matters follows the store.

What is there already gets its numbers in the order in which an index was built from it: cases, then letters. They are
as many as the sequence was before, so that an index that held everything still does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table and number what is there."""
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO changes (id) SELECT id FROM cases ORDER BY number")
    op.execute("INSERT INTO changes (id) SELECT id FROM letters ORDER BY received, id")
