"""A database as a list of what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from schemac.model.inspection import Inspection
from schemac.model.objects import Object
from schemac.model.tables import ForeignKey, Index, Table


def schema_text(found: Inspection, spell: Callable[[str], str]) -> str:
    """Return the objects, tables with their columns, keys and indexes, and what is not modelled."""
    own = found.own
    lines = [f"{found.name} on {found.server} · {len(own)} objects"]
    for item in own:
        lines += _object_lines(item, spell)
    if found.census:
        lines += ["", f"not modelled ({len(found.census)}):"]
        lines += [f"  {thing.kind} {thing.namespace + '.' if thing.namespace else ''}{thing.name}" for thing in found.census]
    return "\n".join(lines)


def _object_lines(item: Object, spell: Callable[[str], str]) -> Iterator[str]:
    if not isinstance(item, Table):
        yield ""
        yield str(item.ref).replace("_", " ", item.kind.count("_"))
        return
    yield ""
    yield f"table {item.full_name}"
    key = item.primary_key
    width = max((len(column.name) for column in item.columns), default=0)
    for column in item.columns:
        words = [spell(column.type)]
        words += ["not null"] if not column.nullable else []
        words += ["primary key"] if key is not None and column.name in key.columns else []
        words += [f"default {column.default}"] if column.default is not None else []
        words += ["identity"] if column.identity is not None else []
        words += [f"as ({column.generated.sql})"] if column.generated is not None else []
        yield f"  {column.name:<{width}}  {' '.join(words)}"
    for part in item.constraints:
        if isinstance(part, ForeignKey):
            yield f"  {', '.join(part.columns)} → {part.table}({', '.join(part.referenced)})"
    yield from (_index_line(index) for index in item.indexes)


def _index_line(index: Index) -> str:
    keys = ", ".join(key.column or key.sql for key in index.keys)
    return f"  {'unique ' if index.unique else ''}index {index.name} ({keys})" + (f" where {index.where}" if index.where else "")
