"""Models with what MariaDB and MySQL alone have."""

from __future__ import annotations

from sqlalchemy import Column, Computed, ForeignKey, Index, Integer, MetaData, String, Table, func, text
from sqlalchemy.dialects.mysql import BIGINT, DOUBLE, ENUM, LONGTEXT, MEDIUMINT, SET, TINYINT, VARCHAR, YEAR

metadata = MetaData()

person = Table(
    "person",
    metadata,
    Column("id", BIGINT(unsigned=True), primary_key=True, autoincrement=True),
    Column("flags", TINYINT(unsigned=True), server_default=text("1"), nullable=False),
    Column("mood", ENUM("good", "bad"), server_default="good"),
    Column("days", SET("mon", "tue")),
    Column("year", YEAR),
    Column("size", MEDIUMINT),
    Column("weight", DOUBLE(asdecimal=False)),
    Column("name", VARCHAR(80, charset="utf8mb4", collation="utf8mb4_bin"), comment="By the passport"),
    Column("bio", LONGTEXT),
    Column("upper_name", String(80), Computed("upper(name)", persisted=False)),
    Index("person_bio", "bio", mysql_length=20, mariadb_length=20),
    Index("person_name", "name", mysql_prefix="FULLTEXT", mariadb_prefix="FULLTEXT"),
    comment="Everybody",
    mysql_engine="InnoDB",
    mysql_charset="latin1",
    mariadb_engine="InnoDB",
    mariadb_charset="latin1",
)
visit = Table(
    "visit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", BIGINT(unsigned=True), ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("day", String(10), server_default=func.lower("X")),
)
