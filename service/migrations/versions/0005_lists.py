"""Lists of letters: the saved mappings of columns, and the numbers that others gave the letters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of mappings and of foreign numbers."""
    op.create_table(
        "mappings",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("columns", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mappings"),
    )
    op.create_table(
        "foreign_numbers",
        sa.Column("mapping", sa.String(64), nullable=False),
        sa.Column("number", sa.String(128), nullable=False),
        sa.Column("letter", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("mapping", "number", name="pk_foreign_numbers"),
        sa.ForeignKeyConstraint(["mapping"], ["mappings.name"], name="fk_foreign_numbers_mapping"),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name="fk_foreign_numbers_letter"),
    )
    op.create_index("ix_foreign_numbers_letter", "foreign_numbers", ["letter"])
