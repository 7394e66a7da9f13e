"""The store of letters: the system of record, from which every index is built again.

Who wrote (`identities`) and what came in (`originals`, `uploads`) stand apart from what is worked with (`letters`,
`analyses`), so that access to them can be granted and logged apart (DOMAIN §2.7: identity is masked by default).
`events` is append-only; triggers in the migration refuse UPDATE and DELETE.
Moments are ISO 8601 with their offset, always the same one, so that they sort as text: SQLite would drop the offset.
A change here needs a migration; a test compares both.
"""

from typing import Final

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

letters: Final = Table(
    "letters",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("received", String(32), nullable=False),
    Column("form", String(16), nullable=False),  # txt, pdf, docx, typed
    Column("masked", Text, nullable=False),
)

originals: Final = Table(
    "originals",
    metadata,
    Column("letter", ForeignKey("letters.id"), primary_key=True),
    Column("name", Text, nullable=False),  # a file's name may name a person
    Column("sha256", String(64), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
)

identities: Final = Table(
    "identities",
    metadata,
    Column("letter", ForeignKey("letters.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
)

analyses: Final = Table(
    "analyses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("letter", ForeignKey("letters.id"), nullable=False),
    Column("made", String(32), nullable=False),
    Column("answer", JSON, nullable=False),  # without the text, which stands in originals
    Index("ix_analyses_letter", "letter"),
)

events: Final = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("letter", ForeignKey("letters.id"), nullable=False),
    Column("at", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Index("ix_events_letter", "letter"),
    sqlite_autoincrement=True,  # a number is never given twice
)

cases: Final = Table(
    "cases",
    metadata,
    Column("number", Integer, primary_key=True),  # in the order of import
    Column("id", String(128), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("masked", Text, nullable=False),
    Column("charges", JSON, nullable=False),
    Column("cause", Text),
    Column("date", Date),
    Column("judgment", JSON(none_as_null=True)),  # masked, its spans those of `masked`
    UniqueConstraint("id", name="uq_cases_id"),
    sqlite_autoincrement=True,
)

# Which letter or case came or changed, in order: an index that stands at a number lacks what comes after it.
changes: Final = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(128), nullable=False),
    sqlite_autoincrement=True,
)

# A file that is read later. Its id is the id of the letter that becomes of it, so that none is kept twice.
jobs: Final = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("purpose", String(16), nullable=False),
    Column("state", String(8), nullable=False),
    Column("created", String(32), nullable=False),
    Column("ended", String(32)),
    Column("attempts", Integer, nullable=False),
    Column("pages_read", Integer, nullable=False),
    Column("pages", Integer),
    Column("failures", JSON(none_as_null=True), nullable=False),
    Column("answers", JSON(none_as_null=True)),  # of an analysis that keeps no letter, until it is swept
    Column("letters", JSON(none_as_null=True)),  # the ids of all letters of an archive, the job's own the first
)

# The bytes of a file, from its arrival until its job ends.
uploads: Final = Table(
    "uploads",
    metadata,
    Column("job", ForeignKey("jobs.id"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# All that is kept of a file with a mark of state secrecy (保密法 21, 31).
refusals: Final = Table(
    "refusals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("place", Text),  # 第 5 个文件, 清单第 8 行: where it stood in an upload whose other parts were taken in
    sqlite_autoincrement=True,
)

# Pages that OCR could not read: the picture and its guess side by side, for a person. Identities may stand in both.
drafts: Final = Table(
    "drafts",
    metadata,
    Column("job", ForeignKey("jobs.id"), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("doubts", JSON, nullable=False),
    Column("picture", LargeBinary),
)

# Which head of column holds what in an office's lists.
mappings: Final = Table(
    "mappings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("columns", JSON, nullable=False),
)

# The number that an office gave a letter, or the hash of a row without one.
foreign_numbers: Final = Table(
    "foreign_numbers",
    metadata,
    Column("mapping", ForeignKey("mappings.name"), primary_key=True),
    Column("number", String(128), primary_key=True),
    Column("letter", ForeignKey("letters.id"), nullable=False),
    Index("ix_foreign_numbers_letter", "letter"),
)
