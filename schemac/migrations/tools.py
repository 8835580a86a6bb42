"""What other tools remember of the migrations that they ran, in tables of their own.

Sources: https://documentation.red-gate.com/fd/flyway-schema-history-table-273973417.html, https://github.com/amacneil/dbmate#schema-migrations-table,
https://github.com/golang-migrate/migrate (database/postgres/README.md), https://pressly.github.io/goose/, https://alembic.sqlalchemy.org,
https://docs.djangoproject.com/en/stable/topics/migrations/
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemac.migrations.file import MigrationFile
from schemac.migrations.graph import version_key


@dataclass(frozen=True, slots=True)
class Tool:
    """Another tool's memory.

    query: gives the versions that it says have run. furthest: whether it keeps only the version that it is at, so that all before count.
    """

    query: str
    furthest: bool = False

    def ran(self, files: Sequence[MigrationFile], said: Sequence[str]) -> list[str]:
        """Return which of the files, in their order, a tool's memory speaks of."""
        versions = [file.version for file in files if not file.repeatable]
        known = {version_key(each) for each in said}
        if self.furthest:
            last = max((at for at, version in enumerate(versions) if version_key(version) in known), default=-1)
            return versions[: last + 1]
        return [version for version in versions if version_key(version) in known]


TOOLS = {
    "flyway": Tool("SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL ORDER BY installed_rank"),
    "dbmate": Tool("SELECT version FROM schema_migrations ORDER BY version"),
    "golang-migrate": Tool("SELECT version FROM schema_migrations WHERE NOT dirty", furthest=True),
    "goose": Tool("SELECT version_id FROM goose_db_version WHERE is_applied AND version_id > 0 ORDER BY id"),
    "alembic": Tool("SELECT version_num FROM alembic_version", furthest=True),
    "django": Tool("SELECT name FROM django_migrations ORDER BY id"),
}
