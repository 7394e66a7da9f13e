"""SQL tables of the statute library. The library is filled from sources and may be rebuilt from them at any time."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

works = Table(
    "works",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False, index=True),
    Column("short", String, nullable=False),
    Column("issuer", String),
    Column("level", String, nullable=False),
    Column("region", String),
)

names = Table(
    "names",
    metadata,
    Column("name", String, primary_key=True),
    Column("work", String, primary_key=True),
)

versions = Table(
    "versions",
    metadata,
    Column("id", String, primary_key=True),
    Column("work", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("adopted", Date),
    Column("promulgated", Date),
    Column("effective_from", Date),
    Column("effective_to", Date),
    Column("by", String),
    Column("source", String, nullable=False),  # the one whose text is held
    Column("known_until", Date),
    Column("basis", String),
    Column("flag", String),
    Column("serves_from", Date),
    Column("serves_to", Date),
    Column("ended_by", String),
    Column("expiry", String),
    Column("expires", Date),
    Column("history", Text, nullable=False),  # one event a line
    # What the sources themselves say where other texts may tell more: all that is derived is derived from these anew.
    Column("said_kind", String, nullable=False),
    Column("said_from", Date),
    Column("said_basis", String),
)

provisions = Table(
    "provisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("path", Text, nullable=False),  # headings, one a line
    Column("no", Integer),
    Column("sub", Integer),
    Column("label", String, nullable=False),
    Column("text", Text, nullable=False),
    Index("provisions_number", "version", "no", "sub"),
    Index("provisions_order", "version", "ordinal"),
)

edges = Table(
    "edges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("version", String, nullable=False, index=True),
    Column("provision", String, nullable=False),
    Column("target", String, nullable=False, index=True),
    Column("no", Integer),
    Column("sub", Integer),
    Column("effective", Date),
    Column("moved_no", Integer),
    Column("moved_sub", Integer),
    Column("issued", Date),
    Column("document", String),
    Column("part", String),
)

# What each provision cites of others: a row for each provision and unit cited, at the place of its first mention.
citations = Table(
    "citations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String, nullable=False, index=True),
    Column("provision", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("target", String, nullable=False, index=True),  # the title as far as known, else as written
    Column("part", String),  # 第二编第三章
    Column("no", Integer),
    Column("sub", Integer),
    Column("to_no", Integer),  # the article that ends a range
    Column("to_sub", Integer),
)

# Which versions have been read for citations, and with which names of laws: with others they are read again.
readings = Table(
    "readings",
    metadata,
    Column("version", String, primary_key=True),
    Column("names", String, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("source", String, primary_key=True),
    Column("known_until", Date),
    Column("statutes", Integer, nullable=False),
)

# One row for each statute that a source gave, whole: what is the same needs no second filing, and a version that
# several sources give is put together from all of theirs. Behind `own` stands what the source says of the work.
filings = Table(
    "filings",
    metadata,
    Column("source", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("version", String, nullable=False, index=True),  # of which it is a text; empty: not known yet
    Column("title", String, nullable=False, index=True),
    Column("own", String, nullable=False),  # the version that it would be by its own word alone
    Column("promulgated", Date),
    Column("begun", String),  # the day of the first event of its history
    Column("issuer", String),
    Column("level", String, nullable=False),
    Column("ranked", String),  # what proves the level, where the text does
    Column("region", String),
    Column("reach", Date),  # the day to which the source reached when it gave it
    Column("original", LargeBinary, nullable=False),  # see originals.py
)

# Where two sources of one version differ: the text held, and the other one.
conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String, nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("held_source", String, nullable=False),
    Column("held", Text, nullable=False),
    Column("other_source", String, nullable=False),
    Column("other", Text, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Integer, nullable=False),
)
