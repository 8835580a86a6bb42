"""Constraints and indexes in an engine's terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from schemac.compile.naming import derived_name, length
from schemac.compile.target import NAME_TOO_LONG, UNSUPPORTED, Target
from schemac.compile.words import with_words
from schemac.model.change import part_ref
from schemac.model.names import Ref
from schemac.model.tables import Check, Constraint, Exclude, ForeignKey, Index, IndexKey, Part, PrimaryKey, Table, Unique

P = TypeVar("P", bound=Part)

_KEY_WORDS = (("order", "asc"), ("nulls", ""), ("collation", ""), ("opclass", ""), ("length", None))
"""What an engine may lack of a key of an index, with what it is where nobody said."""


def native_constraints(table: Table, checks: Iterable[Check], target: Target) -> tuple[Constraint, ...]:
    """Return a table's constraints in the engine's terms, with the checks that its columns' types need; all of them named if may be."""
    made: list[Constraint] = []
    for written in table.constraints:
        constraint, literal = with_words(written, table, target)
        if constraint is None or not _possible(constraint, table, target):
            continue
        made.append(_constraint(constraint, literal, table, target))
    made += [check for check in checks if _possible(check, table, target)]
    return tuple(_named(table, made, target))


def native_indexes(table: Table, target: Target) -> tuple[Index, ...]:
    """Return a table's indexes in the engine's terms; one that it cannot have is noted, and left out where only speed is lost."""
    made: list[Index] = []
    for written in table.indexes:
        index, literal = with_words(written, table, target)
        if index is None or not _possible(index, table, target):
            continue
        fitted = _index(index, literal, table, target)
        if fitted is not None:
            made.append(fitted)
    return tuple(_named(table, made, target))


def _possible(part: Part, table: Table, target: Target) -> bool:
    """Tell whether the engine has the kind of part; note the loss where it has not."""
    if part.name and length(part.name, target.can) > target.can.identifier_limit:
        unit = "bytes" if target.can.identifier_bytes else "characters"
        message = f"the name is longer than {target.dialect.title}'s {target.can.identifier_limit} {unit}"
        target.refuse(NAME_TOO_LONG, part_ref(table, part), message)
    if part.kind not in target.can.kinds:
        kind = part.kind.replace("_", " ")
        if isinstance(part, Exclude):
            hint = f"leave it out there with dialects: {{{target.dialect.name}: {{skip: true}}}}, and keep the rule in the application"
            target.refuse(UNSUPPORTED, part_ref(table, part), f"{target.dialect.title} has no exclusion constraints", hint)
            return False
        target.lose(part_ref(table, part), f"{target.dialect.title} has no {kind}; on {table.full_name} it is left out")
        return False
    return True


def _named(table: Table, parts: list[P], target: Target) -> Iterable[P]:
    """Go through the parts with derived names given to the unnamed ones."""
    taken = {part.name for part in parts if part.name}
    for part in parts:
        if part.name:
            yield part
            continue
        name = derived_name(target.definition.naming, table, part, taken, target.can)
        if not name and not (target.can.unnamed_constraints and not isinstance(part, Index)):
            name = derived_name(type(target.definition.naming)(), table, part, taken, target.can)
        if name:
            taken.add(name)
            target.derived.add(Ref(part.kind, table.namespace, name, table.name))
        yield replace(part, name=name)


def _constraint(constraint: Constraint, literal: frozenset[str], table: Table, target: Target) -> Constraint:
    """Return one constraint in the engine's terms."""
    can, title = target.can.constraint, target.dialect.title
    changed: dict[str, object] = {}
    if constraint.comment is not None and "constraint" not in target.can.comments:
        target.lose(part_ref(table, constraint), f"{title} keeps no comment on a constraint")
        changed["comment"] = None
    if constraint.kind in target.can.informational:
        called = f" {constraint.name}" if constraint.name else ""
        message = f"{title} keeps the {constraint.kind.replace('_', ' ')}{called} of {table.full_name} but does not enforce it"
        target.lose(part_ref(table, constraint), message)
    match constraint:
        case Check():
            changed |= _check(constraint, literal, table, target)
        case ForeignKey():
            changed |= _at_once(constraint, table, target) | _foreign_key(constraint, table, target)
        case Exclude():
            changed |= _at_once(constraint, table, target) | _exclude(constraint, table, target)
        case PrimaryKey() | Unique():
            changed |= _at_once(constraint, table, target)
            if constraint.include and "include" not in can:
                message = f"{title} keeps no further columns in an index: include is left out"
                target.lose(part_ref(table, constraint), message)
                changed["include"] = ()
            if isinstance(constraint, Unique) and not constraint.nulls_distinct and "nulls_distinct" not in can:
                ref = part_ref(table, constraint)
                target.refuse(UNSUPPORTED, ref, f"{title} always takes nulls as distinct", "make the columns not null")
    return replace(constraint, **changed) if changed else constraint


def _at_once(constraint: PrimaryKey | Unique | ForeignKey | Exclude, table: Table, target: Target) -> dict[str, object]:
    """Return what must change of a constraint that may wait for the end of a transaction, where the engine checks all at once."""
    if not constraint.deferrable or "deferrable" in target.can.constraint:
        return {}
    target.lose(part_ref(table, constraint), f"{target.dialect.title} checks constraints at once: deferrable is not kept")
    return {"deferrable": False, "initially_deferred": False}


def _exclude(constraint: Exclude, table: Table, target: Target) -> dict[str, object]:
    """Return the expressions of an exclusion constraint in the engine's SQL."""
    if target.own:
        return {}
    ref = part_ref(table, constraint)
    elements = tuple(replace(each, sql=target.expression(each.sql, ref, "elements")) if each.sql else each for each in constraint.elements)
    return {"elements": elements, "where": target.expression(constraint.where, ref, "where")}


def _check(check: Check, literal: frozenset[str], table: Table, target: Target) -> dict[str, object]:
    """Return what of a check must change for the engine."""
    changed: dict[str, object] = {}
    if not target.own and "sql" not in literal:
        changed["sql"] = target.expression(check.sql, part_ref(table, check), "sql")
    for attribute, ability, usual in (
        ("no_inherit", "no_inherit", False),
        ("valid", "not_valid", True),
        ("enforced", "not_enforced", True),
    ):
        if getattr(check, attribute) is not usual and ability not in target.can.constraint:
            target.lose(part_ref(table, check), f"{target.dialect.title} has no check that is {ability.replace('_', ' ')}")
            changed[attribute] = usual
    return changed


def _foreign_key(key: ForeignKey, table: Table, target: Target) -> dict[str, object]:
    """Return what of a foreign key must change for the engine."""
    changed: dict[str, object] = {}
    can, title = target.can.constraint, target.dialect.title
    if key.table.namespace and key.table.namespace == target.can.default_namespace:
        changed["table"] = key.table._replace(namespace="")
    for attribute in ("on_delete", "on_update"):
        action = getattr(key, attribute)
        if action == "no action" or attribute in can or f"{attribute} {action}" in can:
            continue
        if action == "restrict" or key.kind in target.can.informational:
            target.lose(part_ref(table, key), f"{title} has no {attribute.replace('_', ' ')} {action}; it becomes no action")
            changed[attribute] = "no action"
        else:
            hint = f"dialects: {{{target.dialect.name}: {{{attribute}: no action}}}}, and do it in the application or a trigger"
            target.refuse(UNSUPPORTED, part_ref(table, key), f"{title} has no {attribute.replace('_', ' ')} {action}", hint)
    if key.match != "simple" and "match" not in can:
        target.lose(part_ref(table, key), f"{title} has no match {key.match}")
        changed["match"] = "simple"
    if not key.valid and "not_valid" not in can:
        changed["valid"] = True
    return changed


def _index(index: Index, literal: frozenset[str], table: Table, target: Target) -> Index | None:
    """Return an index in the engine's terms; None where it cannot be had and only speed is lost."""
    ref, can, title = part_ref(table, index), target.can.index, target.dialect.title
    called = index.name or ", ".join(key.column or key.sql for key in index.keys)
    if "expression" not in can and any(key.sql for key in index.keys):
        _without(index, ref, f"{title} has no index on an expression", target)
        return None
    if index.unique and "unique" not in can:
        _without(index, ref, f"{title} has no unique indexes", target)
        return None
    changed: dict[str, object] = {}
    if index.where and "partial" not in can:
        if index.unique:
            _without(index, ref, f"{title} has no partial index", target)
            return None
        target.lose(ref, f"{title} has no partial index: {called} covers every row")
        changed["where"] = ""
    elif index.where and "where" not in literal:
        where = target.expression(index.where, ref, "where")
        changed |= {"where": where} if where != index.where else {}
    if index.include and "include" not in can:
        target.lose(ref, f"{title} keeps no further columns in an index: include is left out of {called}")
        changed["include"] = ()
    if not index.nulls_distinct and "nulls_distinct" not in can:
        target.refuse(UNSUPPORTED, ref, f"{title} always takes nulls as distinct", "make the columns not null")
    if index.comment is not None and "index" not in target.can.comments:
        target.lose(ref, f"{title} keeps no comment on an index")
        changed["comment"] = None
    if index.method and not target.own and "method" not in can and "method" not in literal:
        target.lose(ref, f"{title} has one method for indexes: {index.method} is not kept")
        changed["method"] = ""
    keys = tuple([_key(key, ref, target) for key in index.keys])
    if keys != index.keys:
        changed["keys"] = keys
    return replace(index, **changed) if changed else index


def _without(index: Index, ref: Ref, reason: str, target: Target) -> None:
    """Note that an index cannot be had: a loss of speed, or of a rule when it is unique."""
    hint = f"leave it out there with dialects: {{{target.dialect.name}: {{skip: true}}}}, or keep the rule in the application"
    if index.unique:
        target.refuse(UNSUPPORTED, ref, f"{reason}, and without it the rule is lost", hint)
    else:
        target.lose(ref, f"{reason}: it is left out")


def _key(key: IndexKey, ref: Ref, target: Target) -> IndexKey:
    """Return one key without what the engine has not."""
    changed: dict[str, object] = {}
    if key.sql and not target.own:
        changed["sql"] = target.expression(key.sql, ref, "keys")
    for attribute, usual in _KEY_WORDS:
        if attribute in target.can.index or getattr(key, attribute) == usual:
            continue
        target.lose(ref, f"{target.dialect.title} has no {attribute} of an index key: {getattr(key, attribute)} is not kept")
        changed[attribute] = usual
    return replace(key, **changed) if changed else key
