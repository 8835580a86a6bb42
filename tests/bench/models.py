"""The benchmark's definition as SQLAlchemy models, for the peer that reads those.

Run as a process: `python -m tests.bench.models FILE URL` says how many differences Alembic's autogenerate finds.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

HEAD = """from sqlalchemy import *
from sqlalchemy.dialects.postgresql import ENUM
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


"""


def models(tables: int) -> str:
    """Return a module with a class for each table of the definition."""
    kinds = max(1, tables // 25)
    lines = [HEAD]
    lines += [f'state_{number} = ENUM("draft", "open", "closed", "archived", name="state_{number}")' for number in range(kinds)]
    for number in range(tables):
        lines += _model(number, kinds)
    return "\n".join(lines) + "\n"


def _model(number: int, kinds: int) -> list[str]:
    name = f"entity_{number}"
    last = (
        f"Index('{name}_open_idx', 'created_at', postgresql_where=text(\"state <> 'closed' AND active\"))"
        if number % 2
        else f"Index('{name}_lower_idx', text('lower(email)'))"
    )
    return [
        f"class Entity{number}(Base):",
        f'    __tablename__ = "{name}"',
        "    id = Column(BigInteger, Identity(always=True), primary_key=True)",
        f'    owner_id = Column(BigInteger, ForeignKey("entity_{number // 2}.id", ondelete="CASCADE"), nullable=False)',
        f'    parent_id = Column(BigInteger, ForeignKey("entity_{number // 3}.id", ondelete="CASCADE"))',
        "    email = Column(String(320), nullable=False)",
        "    full_name = Column(Text)",
        '    locale = Column(String(8), nullable=False, server_default="en")',
        '    amount = Column(Numeric(12, 2), nullable=False, server_default="0")',
        '    quantity = Column(Integer, nullable=False, server_default="1")',
        '    active = Column(Boolean, nullable=False, server_default="true")',
        '    created_at = Column(DateTime(timezone=True), nullable=False, server_default=text("now()"))',
        *(['    note = Column(Text, comment="Whatever else there is to say")'] if number % 2 else []),
        f'    state = Column(state_{number % kinds}, nullable=False, server_default="draft")',
        "    __table_args__ = (",
        f"        CheckConstraint(\"amount >= 0 and (quantity > {number % 7} or state = 'draft')\", name='{name}_amount_check'),",
        f'        Index("{name}_email_key", "email", unique=True),',
        f'        Index("{name}_owner_idx", "owner_id", text("created_at DESC")),',
        f"        {last},",
        f'        {{"comment": "What is known about entity number {number}"}},',
        "    )",
    ]


def main() -> None:
    """Compare the models of a file with a live database."""
    path, url = sys.argv[1:]
    spec = importlib.util.spec_from_file_location("bench_models", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{Path(path).name} is no module")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_models"] = module
    spec.loader.exec_module(module)
    with create_engine(url.replace("postgresql://", "postgresql+psycopg://")).connect() as connection:
        print(len(compare_metadata(MigrationContext.configure(connection), module.Base.metadata)), "differences")


if __name__ == "__main__":
    main()
