"""The whole state of one database, desired or live."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from schemac.model.foreign import ForeignServer, ForeignWrapper, Subscription, UserMapping
from schemac.model.names import Name, Ref
from schemac.model.objects import Domain, Enum, Extension, Namespace, Object, Sequence, View
from schemac.model.programs import Aggregate, Event, EventTrigger, Function, Procedure, Rule, Trigger, VirtualTable
from schemac.model.raw import RawStatement
from schemac.model.relations import Collation, Composite, MaterializedView, Policy, Publication, Range, Statistics
from schemac.model.rights import DefaultPrivilege, Grant, Role
from schemac.model.rows import Rows
from schemac.model.tables import Table

AnyProgram = Function | Procedure | Aggregate | Trigger | Rule | EventTrigger | Event | VirtualTable
AnyRight = Role | Grant | DefaultPrivilege
AnyObject = (
    Namespace
    | Extension
    | Enum
    | Domain
    | Sequence
    | Table
    | Rows
    | View
    | MaterializedView
    | Policy
    | Composite
    | Range
    | Collation
    | Statistics
    | Publication
    | ForeignWrapper
    | ForeignServer
    | UserMapping
    | Subscription
    | AnyProgram
    | RawStatement
    | AnyRight
)


@dataclass(frozen=True, slots=True)
class Schema:
    """Every object by its identity, in the order in which it was written or found."""

    objects: Mapping[Ref, Object]

    @staticmethod
    def of(objects: Iterable[Object]) -> Schema:
        """Return a schema of these objects; of two with one identity the later stands."""
        return Schema(MappingProxyType({item.ref: item for item in objects}))

    def __iter__(self) -> Iterator[Object]:
        """Go through the objects in order."""
        return iter(self.objects.values())

    @property
    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (item for item in self.objects.values() if isinstance(item, Table))

    @property
    def views(self) -> Iterator[View]:
        """The views in order."""
        return (item for item in self.objects.values() if isinstance(item, View))

    def table(self, name: Name) -> Table | None:
        """Return the table of that name, if there is one."""
        found = self.objects.get(Ref("table", name.namespace, name.name))
        return found if isinstance(found, Table) else None

    def having(self, changed: Iterable[Object] = (), without: Iterable[Ref] = ()) -> Schema:
        """Return the same schema with some objects put in place and some taken away."""
        objects = dict(self.objects)
        for ref in without:
            objects.pop(ref, None)
        for item in changed:
            objects[item.ref] = item
        return Schema(MappingProxyType(objects))

    def fingerprint(self) -> str:
        """Return a hash that two schemas share exactly when they hold equal objects, in whatever order."""
        encoder = msgspec.json.Encoder(order="sorted")
        each = sorted(encoder.encode(item) for item in self.objects.values())
        return "sha256:" + hashlib.sha256(b"\n".join(each)).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold and `from_dict` takes back."""
        return {"objects": [msgspec.to_builtins(item) for item in self.objects.values()]}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Schema:
        """Return the schema that `to_dict` wrote. Raises msgspec.ValidationError where the data is none."""
        return Schema.of(msgspec.convert(data["objects"], list[AnyObject]))


EMPTY = Schema.of(())
