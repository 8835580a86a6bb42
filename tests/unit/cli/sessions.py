"""What is typed in each session under golden/cli: files to begin with, and command lines; `cat FILE` shows a file between two of them."""

from __future__ import annotations

SMALL = """\
schemac: 1
database: {name: shop, targets: [sqlite, postgresql]}
tables:
  customer:
    columns:
      id: {type: int, primary_key: true}
      email: {type: varchar(255), nullable: false}
"""

LARGER = """\
schemac: 1
database: {name: shop, targets: [sqlite, postgresql]}
tables:
  customer:
    columns:
      id: {type: int, primary_key: true}
      email: {type: varchar(320), nullable: false, unique: true}
      phone: varchar(32)
    indexes:
      customer_phone_idx: {columns: [phone]}
  visit:
    columns:
      id: {type: int, primary_key: true}
      customer_id: {type: int, nullable: false, references: customer.id}
"""

SMALLER = """\
schemac: 1
database: {name: shop, targets: [sqlite]}
tables:
  customer:
    columns:
      id: {type: int, primary_key: true}
"""

DECIDED_BEFORE = """\
schemac: 1
database: {name: shop, targets: [sqlite]}
tables:
  customer:
    columns:
      id: {type: int, primary_key: true}
      mail: text
  legacy_cart:
    columns:
      id: {type: int, primary_key: true}
"""

DECIDED_AFTER = """\
schemac: 1
database: {name: shop, targets: [sqlite]}
tables:
  customer:
    columns:
      id: {type: int, primary_key: true}
      email: text
      phone: {type: text, nullable: false}
"""

DECISIONS = """\
# Ours; ask Ann.
decisions:
  - {drop: old_cart, because: it was empty}   # done in May
  - drop: customer.mail
    until: 2020-01-31
"""

WRONG_DECISIONS = """\
decisions:
  - drob: legacy_cart
  - {drop: a, allow: PG105}
  - {drop: a, until: soon}
  - rename: {from: customer.mail}
  - just this
"""

DRIFTED = """\
schemac: 1
database: {name: shop, targets: [sqlite, postgresql]}
tables:
  customer:
    columns:
      id: {type: int, primary_key: true}
      email: {type: varchar(255), nullable: false, default: unknown}
      fax: varchar(32)
    indexes:
      customer_email_idx: {columns: [email]}
  visit:
    columns:
      id: {type: int, primary_key: true}
"""

PENDING = """\
schemac: 1
database: {name: shop, targets: [sqlite, postgresql]}
tables:
  # Who buys.
  customer:
    columns:
      id: {type: int, primary_key: true}
      email: {type: varchar(255), nullable: false, default: nobody}   # asked at the door
      phone: varchar(32)
"""

CONFIG = """\
schema = "a.yaml"
default = "local"

[environments.local]
url = "sqlite:///app.db"

[environments.production]
url = "${DATABASE_URL}"
"""

BY_HAND = """\
-- schemac: migration
-- up
SELECT 1;
"""

NOTED = """\
# Everything about our customers.
schemac: 1
database: {name: shop, targets: [sqlite]}

tables:
  # People, and companies.
  customer:
    columns:
      id:    {type: int, primary_key: true}    # never reused
      # The address that letters go to.
      email: {type: 'varchar(255)', nullable: false}   # asked at the door
      # Nobody has one.
      fax:   text
"""

UNTIDY = "schemac: 1\ndatabase:\n  name:   shop\ntables: {customer: {columns: {id: {type:   int, primary_key: true}}}} # all of it\n"
WRONG = SMALL + "      shop_id: {type: int, references: shp.id}\n      size: {typ: int}\n"
LOSING = """\
schemac: 1
database: {name: shop, targets: [sqlite, bigquery]}
tables:
  customer:
    comment: Who buys
    columns:
      id: {type: int, primary_key: true}
      seen: timestamptz
"""
IMPOSSIBLE = """\
schemac: 1
database: {name: shop, targets: [sqlite]}
sequences:
  ticket: {start: 100}
"""

SQL = """\
-- people
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x;y');
INSERT INTO person VALUES (1, 'a');
CREATE TRIGGER touched AFTER UPDATE ON person BEGIN SELECT 1; SELECT 2; END;
"""
BAD_SQL = "CREATE TABLE person (id INTEGER PRIMARY KEY);\nCREATE INDEX i\n  ON person (nick);\n"
REACHING_SQL = "CREATE TABLE person (id INTEGER PRIMARY KEY);\nATTACH 'other.db' AS other;\n"
MODELS = """\
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    nick: Mapped[str] = mapped_column(String(40), unique=True, default=lambda: "x")
"""

FILES = {"a.yaml": SMALL, "b.yaml": LARGER, "c.yaml": SMALLER}
URL = "--url sqlite:///app.db"

LINTED = {
    "a.yaml": """\
schemac: 1
database: {name: shop, targets: [postgresql]}
tables:
  customer:
    columns:
      id: {type: int, identity: always, primary_key: true}
      country: char(2)  # schemac: ignore DL205 always two letters
      since: timestamp
  visit:
    columns:
      customer_id: {type: int, references: customer.id}
      price: double precision
""",
    "add.sql": """\
SET lock_timeout = '3s';
CREATE INDEX CONCURRENTLY visit_customer_idx ON visit (customer_id);
-- schemac: ignore DS103 nobody reads it since March
ALTER TABLE visit DROP COLUMN price;
ALTER TABLE visit ADD COLUMN at timestamptz NOT NULL;
CREATE TABLE note (id bigint PRIMARY KEY);
CREATE INDEX note_idx ON note (id); -- schemac: ignore PG101 it is new
this is no sql;
""",
    "schemac.toml": """\
schema = "a.yaml"
default = "usual"

[lint]
DL207 = {severity = "off", reason = "tables from before 2020"}

[environments.usual]
url = "sqlite:///app.db"

[environments.strict.lint]
DL101 = "error"
DL404 = {severity = "warning", most = 2}
""",
}
SESSIONS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "first_minute": (
        {},
        ("init", "plan", "apply --yes", "plan", "drift", "inspect", "validate", "fmt --check", "init"),
    ),
    "daily_change": (
        FILES,
        (
            f"apply a.yaml {URL} --yes --quiet",
            f"plan b.yaml {URL}",
            f"plan b.yaml {URL} --format sql",
            f"apply b.yaml {URL} --dry-run",
            f"apply b.yaml {URL}",
            f"apply b.yaml {URL} --yes",
            f"plan b.yaml {URL}",
            f"drift a.yaml {URL}",
        ),
    ),
    "reviewing": (
        FILES,
        (
            f"apply a.yaml {URL} --yes --quiet",
            f"plan b.yaml {URL} -o plan.json",
            f"plan b.yaml {URL} --format markdown",
            f"plan b.yaml {URL} --format html",
            f"apply plan.json {URL} --prune --yes",
            f"apply plan.json {URL} --signers friends --yes",
            f"apply b.yaml {URL} --signers friends --yes",
            "apply plan.json --url sqlite:///other.db --yes",
            f"apply plan.json {URL} --yes",
            f"apply plan.json {URL} --yes",
            f"plan c.yaml {URL} -o plan.json",
            f"apply a.yaml {URL} --yes --quiet --allow all",
            f"apply plan.json {URL} --yes --quiet",
        ),
    ),
    "history": (
        FILES,
        (
            f"history {URL}",
            f"undo {URL} --yes",
            f"apply a.yaml {URL} --yes --quiet --history",
            f"apply b.yaml {URL} --yes --history",
            f"history {URL}",
            f"undo {URL} --dry-run",
            f"undo {URL} --yes",
            f"undo {URL} --yes --allow all --quiet",
            f"history {URL}",
            f"history 2 {URL}",
            f"history 7 {URL}",
            f"plan a.yaml {URL}",
        ),
    ),
    "deciding": (
        {"a.yaml": DECIDED_BEFORE, "b.yaml": DECIDED_AFTER, "decisions.yaml": DECISIONS, "wrong.yaml": WRONG_DECISIONS},
        (
            f"apply a.yaml {URL} --yes --quiet",
            f"plan b.yaml {URL} --prune --decisions wrong.yaml",
            f"plan b.yaml {URL} --prune --decisions nowhere.yaml",
            f"apply b.yaml {URL} --prune --yes --quiet",
            f"decide b.yaml drop legacy_card {URL} --prune",
            f"decide b.yaml drop legacy_cart {URL} --prune --until 2999-12-31 --because 'nobody reads it' --by ann",
            f"decide b.yaml drop legacy_cart {URL} --prune",
            f"decide b.yaml {URL} --prune",
            f"decide b.yaml alow DS102 legacy_cart {URL}",
            f"decide b.yaml allow DS999 legacy_cart {URL}",
            f"decide b.yaml fill customer.phone {URL}",
            f"decide b.yaml {URL} --prune --write",
            "cat decisions.yaml",
            f"plan b.yaml {URL} --prune",
            f"apply b.yaml {URL} --prune --yes",
            f"plan b.yaml {URL} --prune",
            f"decide b.yaml {URL} --prune",
        ),
    ),
    "migrating": (
        {**FILES, "schemac.toml": CONFIG, "hand.sql": BY_HAND},
        (
            "migrate status",
            "migrate diff a.yaml --dialect sqlite",
            "migrate diff b.yaml --dialect sqlite --name 'phones, and visits'",
            "migrate diff b.yaml --dialect sqlite",
            "cat migrations/0002_phones_and_visits.sql",
            "migrate up --dry-run",
            "migrate up --to 0001",
            "migrate up",
            "migrate status",
            "migrate verify",
            "migrate up --dir .",
            "migrate up --dir hand",
            "migrate down --dry-run",
            "migrate rollback",
            "migrate down --to 9",
            "migrate repair",
            "migrate baseline",
            "migrate new 'by hand'",
            "cat migrations/0003_by_hand.sql",
            "migrate sideways",
        ),
    ),
    "drifting": (
        {**FILES, "d.yaml": DRIFTED, "e.yaml": PENDING},
        (
            f"apply a.yaml {URL} --yes --quiet",
            f"drift b.yaml {URL}",
            f"drift b.yaml {URL} --only drift",
            f"apply a.yaml {URL} --yes --quiet --history",
            f"drift a.yaml {URL}",
            f"apply d.yaml {URL} --yes --quiet --allow all",
            f"drift e.yaml {URL}",
            f"drift e.yaml {URL} --only pending",
            f"drift e.yaml {URL} --only both --format json",
            f"drift e.yaml {URL} --revert",
            f"drift e.yaml {URL} --ignore customer.fax --owner ana",
            f"drift e.yaml {URL} --ignore customer.fax --owner ana --until 9998-01-31 --because 'the shop asked for it'",
            "cat decisions.yaml",
            f"drift e.yaml {URL} --adopt visit --dry-run",
            f"drift e.yaml {URL} --adopt visit --yes --quiet",
            f"drift e.yaml {URL} --adopt phone",
            f"drift e.yaml {URL} --revert --yes",
            f"drift e.yaml {URL}",
            f"drift e.yaml {URL} --only pending --revert",
            f"history {URL}",
        ),
    ),
    "trash": (
        FILES,
        (
            f"trash {URL}",
            f"apply a.yaml {URL} --yes --quiet --history",
            f"apply b.yaml {URL} --yes --quiet --history",
            f"apply c.yaml {URL} --yes --prune --allow DS102,DS103 --history --trash 7",
            f"trash {URL}",
            f"undo {URL} --yes",
            f"trash {URL}",
            f"apply c.yaml {URL} --yes --quiet --prune --allow all --history",
            f"trash purge {URL} --yes",
            f"trash purge {URL} --all",
            f"trash purge {URL} --all --yes",
            f"undo {URL} --dry-run",
            f"trash {URL} --all",
            f"trash purge {URL} --before tomorrow",
        ),
    ),
    "hazards": (
        FILES,
        (
            f"apply b.yaml {URL} --yes --quiet",
            f"plan c.yaml {URL}",
            f"plan c.yaml {URL} --prune",
            f"apply c.yaml {URL} --prune --yes",
            f"apply c.yaml {URL} --prune --yes --allow DS102",
            f"apply c.yaml {URL} --prune --yes --allow DS102,DS103",
            f"plan c.yaml {URL} --prune",
        ),
    ),
    "linting": (
        LINTED,
        (
            "lint",
            "lint --env strict --format json",
            "lint --sql add.sql",
            "lint --sql add.sql --assume-in-transaction --server-version 14.2",
            "lint --sql add.sql --format sarif",
            "lint --sql",
            "lint a.yaml b.yaml",
            "lint --sql add.sql --dialect oracle",
            "lint --sql add.sql --server-version new",
        ),
    ),
    "comparing": (
        FILES,
        (
            "diff a.yaml b.yaml",
            "diff a.yaml a.yaml",
            f"apply a.yaml {URL} --yes --quiet",
            "diff sqlite:///app.db b.yaml",
            "diff b.yaml nothing.yaml",
        ),
    ),
    "importing": (
        FILES,
        (
            f"apply b.yaml {URL} --yes --quiet",
            "import sqlite:///app.db",
            "import sqlite:///app.db -o found.yaml",
            "import sqlite:///app.db -o found.yaml",
            f"plan found.yaml {URL} --prune",
            "import sqlite:///app.db -o found",
            f"plan found/schema.yaml {URL} --prune",
            "import sqlite:///app.db --split",
        ),
    ),
    "importing_again": (
        FILES | {"noted.yaml": NOTED},
        (
            f"apply b.yaml {URL} --yes --quiet",
            "import sqlite:///app.db -o noted.yaml --check",
            "import sqlite:///app.db -o noted.yaml",
            "cat noted.yaml",
            "import sqlite:///app.db -o noted.yaml --check",
            f"plan noted.yaml {URL} --prune",
            "import sqlite:///app.db -o folder",
            f"apply c.yaml {URL} --prune --yes --allow DS102,DS103 --quiet",
            "import sqlite:///app.db -o folder",
            f"plan folder/schema.yaml {URL} --prune",
        ),
    ),
    "importing_sql": (
        {"schema.sql": SQL, "bad.sql": BAD_SQL, "reaching.sql": REACHING_SQL, "shop.py": MODELS, "broken.py": "import nothing_there\n"},
        (
            "import schema.sql --dialect sqlite",
            "import schema.sql",
            "import schema.sql --dialect postgresql",
            "import bad.sql --dialect sqlite",
            "import reaching.sql --dialect sqlite",
            "import nothing.sql --dialect sqlite",
            "import --from shop:Base --dialect sqlite",
            "import --from shop:Bose --dialect sqlite",
            "import --from broken:Base --dialect sqlite",
            "import schema.sql sqlite:///app.db",
        ),
    ),
    "checking": (
        {"a.yaml": SMALL, "losing.yaml": LOSING, "wrong.yaml": WRONG, "untidy.yaml": UNTIDY, "impossible.yaml": IMPOSSIBLE},
        (
            "validate a.yaml",
            "validate losing.yaml",
            "validate wrong.yaml",
            "validate impossible.yaml",
            "fmt untidy.yaml --check",
            "fmt untidy.yaml",
            "fmt untidy.yaml --check",
            "fmt wrong.yaml",
        ),
    ),
    "compiling": (
        {"b.yaml": LARGER, "losing.yaml": LOSING, "impossible.yaml": IMPOSSIBLE},
        (
            "compile b.yaml --dialect postgresql --check",
            "compile b.yaml",
            "compile b.yaml -o ddl",
            "compile b.yaml --dialect sqlite -o one.sql",
            "compile losing.yaml --dialect sqlite",
            "compile impossible.yaml --dialect sqlite",
            "compile b.yaml --dialect postgres",
        ),
    ),
    "configuration": (
        {"schemac.toml": CONFIG, "a.yaml": SMALL},
        (
            "plan",
            "plan --env production",
            "plan --env prodution",
            "plan --var nonsense",
            "plan --url nonsense",
            "plan --url nosuch://localhost/shop",
        ),
    ),
    "wrong_calls": (
        {"a.yaml": SMALL},
        (
            "",
            "plann",
            "frobnicate",
            "plan --urll x",
            "plan --format xml",
            "plan",
            "plan a.yaml",
            "plan nothing.yaml --url sqlite:///app.db",
            "plan . --url sqlite:///app.db",
            "--debug plan nothing.yaml --quiet",
            "apply --yes",
            "import",
            "diff a.yaml",
        ),
    ),
    "json": (
        {**FILES, "wrong.yaml": WRONG},
        (
            "diff a.yaml b.yaml --format json",
            f"apply a.yaml {URL} --yes --format json",
            f"plan b.yaml {URL} --format json",
            f"drift b.yaml {URL} --format json",
            f"inspect {URL} --format json",
            "validate a.yaml --format json",
            "validate wrong.yaml --format json",
            "compile c.yaml --format json",
            f"apply c.yaml {URL} --yes --format json",
            "plan --format json",
        ),
    ),
    "help": (
        {},
        tuple(
            f"{name} --help".strip()
            for name in (
                "",
                "init",
                "import",
                "validate",
                "fmt",
                "lint",
                "compile",
                "inspect",
                "diff",
                "plan",
                "apply",
                "undo",
                "trash",
                "history",
                "migrate",
                "migrate diff",
                "migrate up",
                "migrate down",
                "migrate status",
                "decide",
                "drift",
            )
        ),
    ),
}
"""By name: files by path, and the command lines in order."""
