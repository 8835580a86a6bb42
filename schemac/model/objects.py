"""The objects of a database that have no rows of their own, and what every object shares."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec import Struct, structs

from schemac.model.names import Name, Ref

Words = dict[str, Any]
"""Native words of one engine, as a definition spells them under `dialects:`; values are text, numbers, booleans or nested words."""


class Object(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What every object has: a name, a namespace, a comment, and native words.

    In a definition as written, `dialects` holds each engine's own words. Once a definition is in one engine's terms, `dialects` is
    empty and `options` holds that engine's words. A kind that is `shared` lives in the server, for all of its databases.
    """

    kind: ClassVar[str]
    shared: ClassVar[bool] = False

    name: str
    namespace: str = ""
    comment: str | None = None
    options: Words = {}
    dialects: dict[str, Words] = {}

    @property
    def ref(self) -> Ref:
        """The object's identity."""
        return Ref(self.kind, self.namespace, self.name)

    @property
    def full_name(self) -> Name:
        """The object's name with its namespace."""
        return Name(self.namespace, self.name)

    def differing(self, other: Object) -> tuple[str, ...]:
        """Return the names of the attributes in which two objects of one kind differ."""
        return tuple(field for field in self.__struct_fields__ if getattr(self, field) != getattr(other, field))


replace = structs.replace


class Namespace(Object, frozen=True, kw_only=True, tag="namespace"):
    """A namespace: what PostgreSQL calls a schema."""

    kind = "namespace"


class Extension(Object, frozen=True, kw_only=True, tag="extension"):
    """An extension that must be installed; an empty version is whatever the server offers."""

    kind = "extension"

    version: str = ""
    schema: str = ""


class Enum(Object, frozen=True, kw_only=True, tag="enum"):
    """A type with a closed, ordered list of labels."""

    kind = "enum"

    values: tuple[str, ...]


class DomainCheck(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A check of a domain; its expression speaks of `value`. An empty name is one that nobody chose.

    `valid` is false where the values from before were never checked (PostgreSQL's NOT VALID).
    """

    sql: str
    name: str = ""
    valid: bool = True
    comment: str | None = None


class Domain(Object, frozen=True, kw_only=True, tag="domain"):
    """A type with a name and checks of its own over another type."""

    kind = "domain"

    type: str
    nullable: bool = True
    default: str | None = None
    collation: str = ""
    checks: tuple[DomainCheck, ...] = ()


class Sequence(Object, frozen=True, kw_only=True, tag="sequence"):
    """A generator of numbers; None leaves a bound to the engine. `owned_by` is `table.column` with its namespace, if any."""

    kind = "sequence"

    type: str = "bigint"
    start: int | None = None
    increment: int = 1
    minimum: int | None = None
    maximum: int | None = None
    cache: int = 1
    cycle: bool = False
    owned_by: tuple[str, str, str] | None = None


class View(Object, frozen=True, kw_only=True, tag="view"):
    """A named query; `columns` renames its output, `check_option` is `local` or `cascaded` or empty."""

    kind = "view"

    sql: str
    columns: tuple[str, ...] = ()
    check_option: str = ""
