"""Schemas that the tests of every dialect compile: a rich one, and one that asks for nothing special."""

from __future__ import annotations

from schemac.model.names import Name
from schemac.model.objects import Domain, DomainCheck, Enum, Namespace, View
from schemac.model.schema import Schema
from schemac.model.tables import Check, Column, ForeignKey, Generated, Identity, Index, IndexKey, PrimaryKey, Table, Unique

CUSTOMER = Table(
    name="customer",
    comment="People's \\ companies\nwho buy",
    columns=(
        Column(name="id", type="bigint", identity=Identity(), nullable=False),
        Column(name="email", type="varchar(320)", nullable=False, comment="it's where we write to"),
        Column(name="Name", type="varchar(80)"),
        Column(name="active", type="boolean", nullable=False, default="true"),
        Column(name="created_at", type="timestamptz", nullable=False, default="now()"),
        Column(name="motto", type="text", default="'don''t'"),
    ),
    constraints=(PrimaryKey(columns=("id",)), Unique(columns=("email",)), Unique(columns=("Name",))),
    indexes=(Index(name="customer_email_lower_idx", keys=(IndexKey(sql="lower(email)"),)),),
)

ORDER = Table(
    name="order",
    columns=(
        Column(name="id", type="bigint", identity=Identity(always=False, start=10), nullable=False),
        Column(name="customer_id", type="bigint", nullable=False),
        Column(name="status", type="order_status", nullable=False, default="'pending'"),
        Column(name="total", type="money_amount", nullable=False),
        Column(name="quantity", type="int unsigned", nullable=False, default="1"),
        Column(name="doubled", type="bigint", generated=Generated(sql="quantity * 2")),
        Column(name="details", type="jsonb"),
        Column(name="tags", type="text[]"),
    ),
    constraints=(
        PrimaryKey(columns=("id",)),
        Check(name="order_total_positive", sql="\"total\" > 0 or status = 'shipped'"),
        ForeignKey(columns=("customer_id",), table=Name("", "customer"), referenced=("id",), on_delete="restrict"),
    ),
    indexes=(
        Index(
            keys=(IndexKey(column="customer_id"), IndexKey(column="total", order="desc")),
            where="total > 0",
            include=("quantity",),
        ),
    ),
)

INVOICE = Table(
    name="invoice",
    namespace="billing",
    columns=(Column(name="id", type="bigint", nullable=False), Column(name="order_id", type="bigint"), Column(name="code", type="char(3)")),
    constraints=(PrimaryKey(columns=("id",)), ForeignKey(columns=("order_id",), table=Name("", "order"), referenced=("id",))),
    indexes=(Index(keys=(IndexKey(column="order_id"),)),),
)

RICH = Schema.of(
    (
        Namespace(name="billing"),
        Enum(name="order_status", values=("pending", "it's {paid}", "shipped")),
        Domain(name="money_amount", type="numeric(12,2)", checks=(DomainCheck(sql="value >= 0"),)),
        CUSTOMER,
        ORDER,
        INVOICE,
        View(name="open_orders", sql="select id, customer_id from \"order\" where status in ('pending')", comment="Not yet sent"),
    )
)
"""A schema with most of what the language can say."""

PLAIN = Schema.of(
    (
        Table(
            name="country",
            comment="Where people live",
            columns=(
                Column(name="code", type="varchar(2)", nullable=False),
                Column(name="name", type="varchar(80)", nullable=False, comment="In its own language"),
                Column(name="population", type="bigint"),
                Column(name="area", type="numeric(12,2)"),
                Column(name="since", type="date"),
                Column(name="changed_at", type="timestamp(3)"),
                Column(name="select", type="boolean", default="false"),
            ),
            constraints=(
                PrimaryKey(columns=("code",)),
                Unique(columns=("name",)),
                Check(name="country_population_check", sql="population >= 0"),
            ),
        ),
        Table(
            name="city",
            columns=(Column(name="id", type="integer", nullable=False), Column(name="country", type="varchar(2)", nullable=False)),
            constraints=(
                PrimaryKey(columns=("id",)),
                ForeignKey(columns=("country",), table=Name("", "country"), referenced=("code",)),
            ),
            indexes=(Index(keys=(IndexKey(column="country"),)),),
        ),
        View(name="big_country", sql="select code, name from country where population > 1000000"),
    )
)
"""A schema that every target has."""
