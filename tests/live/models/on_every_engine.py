"""Models for every engine: naming conventions, types, constraints, indexes, defaults of both kinds."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import uuid

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base."""

    metadata = MetaData(naming_convention=NAMES)


class Status(enum.Enum):
    """An enum of Python."""

    new = "new"
    paid = "paid"
    gone = "gone"


def now() -> dt.datetime:
    """Return the time."""
    return dt.datetime.now(tz=dt.UTC)


tagged = Table(
    "tagged",
    Base.metadata,
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(40), primary_key=True),
)


class Customer(Base):
    """A table with most kinds of columns."""

    __tablename__ = "customer"
    __table_args__ = (
        UniqueConstraint("country", "code"),
        CheckConstraint("visits >= 0", name="visits_positive"),
        Index("ix_customer_country_name", "country", "name"),
        Index(None, "born"),
        {"comment": "Who buys"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), comment="As written on letters")
    code: Mapped[str] = mapped_column(String(8), unique=True)
    country: Mapped[str] = mapped_column(String(2), server_default="de")
    born: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime] = mapped_column(DateTime, server_default=func.current_timestamp())
    changed_at: Mapped[dt.datetime] = mapped_column(default=now, onupdate=now)
    visits: Mapped[int] = mapped_column(server_default=text("0"))
    level: Mapped[int] = mapped_column(SmallInteger, default=3)
    big: Mapped[int | None] = mapped_column(BigInteger)
    balance: Mapped[decimal.Decimal] = mapped_column(Numeric(12, 2), server_default=text("0.00"))
    doubled: Mapped[int | None] = mapped_column(Integer, Computed("visits * 2", persisted=True))
    status: Mapped[Status] = mapped_column(Enum(Status, name="customer_status"), server_default="new")
    letter: Mapped[str | None] = mapped_column(Enum("a", "b", name="letter", native_enum=False, create_constraint=True))
    active: Mapped[bool] = mapped_column(Boolean)
    token: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    settings: Mapped[dict[str, str] | None] = mapped_column(JSON)
    photo: Mapped[bytes | None] = mapped_column(LargeBinary)
    note: Mapped[str | None] = mapped_column(Text)

    orders: Mapped[list[Order]] = relationship(back_populates="customer")


class Order(Base):
    """A table by a word of SQL, with keys of several columns and to itself."""

    __tablename__ = "order"
    __table_args__ = (
        UniqueConstraint("customer_id", "number"),
        ForeignKeyConstraint(["parent_customer", "parent_number"], ["order.customer_id", "order.number"], ondelete="SET NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", onupdate="CASCADE"), index=True)
    number: Mapped[int]
    parent_customer: Mapped[int | None]
    parent_number: Mapped[int | None]
    day: Mapped[dt.date] = mapped_column(Date)

    customer: Mapped[Customer] = relationship(back_populates="orders")
