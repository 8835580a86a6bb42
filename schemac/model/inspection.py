"""What was found in a live database."""

from __future__ import annotations

from dataclasses import dataclass

from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.plan import Unmodelled
from schemac.model.rights import concerned
from schemac.model.schema import Schema


@dataclass(frozen=True, slots=True)
class Inspection:
    """A live database: its schema, what the model does not hold, and who serves it.

    name: the database's name. server: product and version, as the server tells it (`PostgreSQL 15.18`). version: its numbers.
    depends: for a view or an unmodelled thing, the objects and columns it reads, where the engine records that.
    """

    schema: Schema
    name: str
    server: str
    version: tuple[int, ...]
    census: tuple[Unmodelled, ...] = ()
    depends: tuple[tuple[Ref, Ref], ...] = ()

    @property
    def own(self) -> list[Object]:
        """The objects of this database: of what the server holds for all databases only what matters here."""
        roles = {role.ref for role in concerned(self.schema)}
        return [item for item in self.schema if not item.shared or item.ref in roles]
