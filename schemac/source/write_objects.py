"""Every object that is no table as a definition says it."""

from __future__ import annotations

from typing import Any

from schemac.dialect import Dialect
from schemac.model.names import dotted, spell
from schemac.model.objects import Domain, DomainCheck, Enum, Extension, Sequence, View
from schemac.model.raw import RawStatement
from schemac.source.write_default import Defaults
from schemac.source.write_query import laid_out
from schemac.source.write_short import Shortening
from schemac.source.write_table import differing, shared


def write_extension(extension: Extension, dialect: str) -> dict[str, Any]:
    """Return an extension, empty where everything about it is as usual."""
    return differing(extension, Extension(name=""), ("version", "schema")) | shared(extension, dialect)


def write_enum(enum: Enum, dialect: str) -> list[str] | dict[str, Any]:
    """Return an enum: its labels, or a mapping where there is more to say."""
    more = shared(enum, dialect)
    return {"values": list(enum.values)} | more if more else list(enum.values)


def write_domain(domain: Domain, short: Shortening, defaults: Defaults) -> dict[str, Any]:
    """Return a domain."""
    kind = short.type_of(domain.type)
    words: dict[str, Any] = {"type": kind}
    if not domain.nullable:
        words["nullable"] = False
    if domain.default is not None:
        words["default"] = defaults.spelled(domain.default, kind)
    if domain.collation:
        words["collation"] = domain.collation
    names = [check.name for check in domain.checks]
    if names == [""] and _check(domain.checks[0]) == domain.checks[0].sql:
        words["check"] = domain.checks[0].sql
    elif names and "" not in names and len(set(names)) == len(names):
        words["checks"] = {spell(check.name): _check(check) for check in domain.checks}
    elif names:
        words["checks"] = [_check(check, name=True) for check in domain.checks]
    return words | shared(domain, short.dialect.name)


def _check(check: DomainCheck, *, name: bool = False) -> str | dict[str, Any]:
    """Return a check of a domain: its condition alone where there is no more to say."""
    words: dict[str, Any] = {"name": spell(check.name)} if name and check.name else {}
    words |= ({} if check.valid else {"valid": False}) | ({} if check.comment is None else {"comment": check.comment})
    return {"sql": check.sql, **words} if words else check.sql


def write_sequence(sequence: Sequence, short: Shortening) -> dict[str, Any]:
    """Return a sequence, empty where everything about it is as usual."""
    kind = short.type_of(sequence.type)
    words: dict[str, Any] = {} if kind == "bigint" else {"type": kind}
    words |= differing(sequence, Sequence(name=""), ("start", "increment", "minimum", "maximum", "cache", "cycle"))
    if sequence.owned_by:
        words["owned_by"] = dotted(*sequence.owned_by)
    return words | shared(sequence, short.dialect.name)


def write_statement(item: RawStatement, dialect: str) -> dict[str, Any]:
    """Return statements that are given as they are."""
    words: dict[str, Any] = {"depends_on": list(item.depends_on)} if item.depends_on else {}
    texts = {word: value[0] if len(value) == 1 else list(value) for word, value in (("create", item.create), ("drop", item.drop))}
    return words | texts | shared(item, dialect)


def write_view(view: View, dialect: Dialect) -> dict[str, Any]:
    """Return a view."""
    columns = {"columns": [spell(column) for column in view.columns]} if view.columns else {}
    more = shared(view, dialect.name)
    sql = laid_out(view.sql, dialect.canonical) if dialect.prints_one_line else view.sql
    comment = {"comment": more.pop("comment")} if "comment" in more else {}
    return comment | columns | differing(view, View(name="", sql=""), ("check_option",)) | {"sql": sql} | more
