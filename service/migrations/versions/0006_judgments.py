"""What a judgment says of itself, beside the text of its case; masked."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    op.add_column("cases", sa.Column("judgment", sa.JSON(none_as_null=True)))
