"""Models with what PostgreSQL alone has."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    Sequence,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, CITEXT, DOMAIN, ENUM, INET, INT4RANGE, JSONB, TSRANGE, TSVECTOR, UUID, ExcludeConstraint
from sqlalchemy.schema import ExecutableDDLElement

metadata = MetaData()
MOOD = ENUM("good", "bad", name="mood", schema="people", metadata=metadata)
POSITIVE = DOMAIN("positive", Integer, check="VALUE > 0", not_null=True)
NUMBERS = Sequence("invoice_numbers", start=1000, increment=5, metadata=metadata)

person = Table(
    "person",
    metadata,
    Column("id", Integer, Identity(always=True, start=10, increment=2), primary_key=True),
    Column("nick", CITEXT, nullable=False),
    Column("mood", MOOD, server_default="good", nullable=False),
    Column("tags", ARRAY(Text), server_default="{}", nullable=False),
    Column("grid", ARRAY(Integer, dimensions=2)),
    Column("extra", JSONB, server_default=text("'{}'::jsonb")),
    Column("address", INET),
    Column("key", UUID, server_default=func.gen_random_uuid()),
    Column("words", TSVECTOR, Computed("to_tsvector('english', nick::text)", persisted=True)),
    Column("age", POSITIVE),
    Column("seen", DateTime(timezone=True), server_default=func.now()),
    Index("person_words", "words", postgresql_using="gin"),
    Index("person_nick_lower", func.lower("nick"), unique=True, postgresql_where=text("mood = 'good'")),
    Index("person_tags", "tags", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    Index("person_pattern", "nick", postgresql_include=["age"], postgresql_ops={"nick": "citext_pattern_ops"}),
    Index("person_seen", text("seen DESC NULLS LAST")),
    CheckConstraint("age < 200", name="old"),
    schema="people",
    comment="Everybody",
)
invoice = Table(
    "invoice",
    metadata,
    Column("number", Integer, NUMBERS, server_default=NUMBERS.next_value(), primary_key=True),
    Column("person_id", ForeignKey("people.person.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("room", Integer, nullable=False),
    Column("total", Numeric(10, 2)),
    Column("during", TSRANGE),
    Column("seats", INT4RANGE),
    Column("code", String(10, collation="C")),
    UniqueConstraint("person_id", "room", deferrable=True, name="invoice_once"),
    ExcludeConstraint(("during", "&&"), ("room", "="), name="invoice_room", using="gist", where=text("total > 0")),
    postgresql_with={"fillfactor": 70},
)
NAMES: ExecutableDDLElement = DDL("CREATE VIEW people.names AS SELECT id, nick FROM people.person")  # type: ignore[no-untyped-call] # its own
event.listen(metadata, "after_create", NAMES)
