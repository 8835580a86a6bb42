"""Parts of a parsed statement as values of the model."""

from __future__ import annotations

from typing import Any

from pglast.enums import ConstrType
from pglast.stream import RawStream

from schemac.model.names import Name
from schemac.model.tables import Check, Column, Exclude, ExcludeKey, ForeignKey, Generated, Identity, Part, PrimaryKey, Table, Unique

NAMES = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "bool": "boolean",
    "float4": "real",
    "float8": "double precision",
    "bpchar": "character",
    "varchar": "character varying",
    "varbit": "bit varying",
    "decimal": "numeric",
}
SERIALS = {
    "serial": "integer",
    "serial4": "integer",
    "bigserial": "bigint",
    "serial8": "bigint",
    "smallserial": "smallint",
    "serial2": "smallint",
}
_ZONED = {"timestamp": "without time zone", "timestamptz": "with time zone", "time": "without time zone", "timetz": "with time zone"}


def text(node: Any) -> str:
    """Return an expression as SQL."""
    return str(RawStream()(node))


def name_of(relation: Any) -> Name:
    """Return the name of a relation as written; that it is in `public` is as good as not said."""
    namespace = relation.schemaname or ""
    return Name("" if namespace == "public" else namespace, relation.relname)


def name_in(words: Any) -> Name:
    """Return the name that a list of words spells."""
    parts = [word.sval for word in words if hasattr(word, "sval")]
    namespace = parts[-2] if len(parts) > 1 else ""
    return Name("" if namespace == "public" else namespace, parts[-1] if parts else "")


def bare_type(node: Any) -> str:
    """Return the name of a type without its namespace, arguments and array bounds: `varchar`, `serial`."""
    return str(node.names[-1].sval)


def type_text(node: Any) -> str:
    """Return a type as PostgreSQL's catalogue prints it."""
    name = bare_type(node)
    own = len(node.names) == 1 or node.names[0].sval == "pg_catalog"
    spelled = SERIALS.get(name) or NAMES.get(name, name) if own else ".".join(word.sval for word in node.names)
    arguments = ",".join(text(argument) for argument in node.typmods or ())
    base, zone = (name.removesuffix("tz"), f" {_ZONED[name]}") if name in _ZONED else (spelled, "")
    return (
        f"{base}({arguments}){zone}{'[]' * len(node.arrayBounds or ())}"
        if arguments
        else f"{base}{zone}{'[]' * len(node.arrayBounds or ())}"
    )


def column(node: Any) -> Column:
    """Return the column that a definition in CREATE TABLE or ADD COLUMN makes."""
    rules = {rule.contype: rule for rule in node.constraints or ()}
    default = rules.get(ConstrType.CONSTR_DEFAULT)
    generated = rules.get(ConstrType.CONSTR_GENERATED)
    serial = bare_type(node.typeName) in SERIALS
    return Column(
        name=node.colname,
        type=type_text(node.typeName),
        nullable=ConstrType.CONSTR_NOTNULL not in rules and ConstrType.CONSTR_PRIMARY not in rules and not serial,
        default="nextval('serial')" if serial else text(default.raw_expr) if default is not None and default.raw_expr is not None else None,
        identity=Identity() if ConstrType.CONSTR_IDENTITY in rules else None,
        generated=None
        if generated is None
        else Generated(sql=text(generated.raw_expr), stored=generated.generated_kind not in {"v", ord("v")}),
    )


def constraint(node: Any, column_name: str = "") -> Part | None:
    """Return the constraint that a clause makes, of a column where it stands at one; None for what is no constraint of its own."""
    name = node.conname or ""
    columns = tuple(key.sval for key in node.keys or ()) or ((column_name,) if column_name else ())
    match node.contype:
        case ConstrType.CONSTR_PRIMARY:
            return PrimaryKey(name=name, columns=columns)
        case ConstrType.CONSTR_UNIQUE:
            return Unique(name=name, columns=columns)
        case ConstrType.CONSTR_CHECK:
            return Check(name=name, sql=text(node.raw_expr), valid=not node.skip_validation)
        case ConstrType.CONSTR_FOREIGN:
            own = tuple(key.sval for key in node.fk_attrs or ()) or columns
            return ForeignKey(
                name=name,
                columns=own,
                table=name_of(node.pktable),
                referenced=tuple(key.sval for key in node.pk_attrs or ()),
                on_delete="cascade" if node.fk_del_action == "c" else "no action",
                valid=not node.skip_validation,
            )
        case ConstrType.CONSTR_EXCLUSION:
            return Exclude(name=name, elements=(ExcludeKey(operator="="),))
        case _:
            return None


def table_called(name: Name) -> Table:
    """Return a table of which only the name is known."""
    return Table(namespace=name.namespace, name=name.name)
