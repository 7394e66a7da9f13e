"""Where a refused file or row stood in its upload; the letters of an archive that is read later."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns; what jobs had one answer of becomes a list of one."""
    op.add_column("refusals", sa.Column("place", sa.Text))
    op.add_column("jobs", sa.Column("letters", sa.JSON(none_as_null=True)))
    op.alter_column("jobs", "answer", new_column_name="answers")
    op.execute("UPDATE jobs SET answers = json_array(json(answers)) WHERE answers IS NOT NULL")
