"""Names as they are written in a statement, and rows that a statement touches without saying which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pglast.enums import ObjectType
from pglast.parser import scan
from pglast.stream import RawStream
from pglast.visitors import Visitor

from schemac_dialects.postgresql.reading.told import Told

LONGEST = 63
_NAMED = ("CreateStmt", "AlterTableStmt", "IndexStmt", "CreateTrigStmt", "RefreshMatViewStmt")
_TEMPORARY = "t"


def spelling(node: Any, sql: str) -> Iterator[Told]:
    """Go through what is wrong with how a statement names things and what it leaves unsaid."""
    yield from _long_names(sql)
    yield from _unqualified(node)
    finder = _Assignments()
    finder(node)
    for column in finder.repeated:
        yield Told("ST104", f"column {column} is given twice")
    match type(node).__name__:
        case "UpdateStmt" | "DeleteStmt" if node.whereClause is None:
            yield Told("ST107", "no WHERE: every row is touched")
        case "InsertStmt" if not node.cols and node.selectStmt is not None:
            yield Told("ST108", "INSERT does not say which columns: it fails, or fills others, when the table gets one more")
        case "SelectStmt" if any(_is_star(target) for target in node.targetList or ()):
            yield Told("ST109", "SELECT * reads whatever columns there will be")
        case _:
            return


def _is_star(target: Any) -> bool:
    fields = getattr(getattr(target, "val", None), "fields", None) or ()
    return any(type(field).__name__ == "A_Star" for field in fields)


def _long_names(sql: str) -> Iterator[Told]:
    """Go through names that the server would cut; the parser cuts them too, so they are looked for among the words."""
    for token in scan(sql):
        written = sql[token.start : token.end + 1]
        name = written[1:-1].replace('""', '"') if written.startswith('"') else written
        if token.name in {"IDENT", "UIDENT"} and len(name.encode()) > LONGEST:
            yield Told("NM107", f"{name} has {len(name.encode())} bytes: the server cuts it to {LONGEST}", token.start)


def _unqualified(node: Any) -> Iterator[Told]:
    kind = type(node).__name__
    relations = [node.relation] if kind in _NAMED and node.relation is not None else []
    if kind == "CreateTableAsStmt":
        relations = [node.into.rel]
    relations = [relation for relation in relations if not relation.schemaname and relation.relpersistence != _TEMPORARY]
    names = [relation.relname for relation in relations]
    if kind == "DropStmt" and node.removeType == ObjectType.OBJECT_TABLE:
        names += [item[0].sval for item in node.objects if len(item) == 1]
    for name in names:
        yield Told("NM108", f"{name} is written without its schema: which one is meant is up to search_path")


class _Assignments(Visitor):
    """Finds columns that one clause gives a value, or a place, twice."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[str] = []

    def _note(self, names: list[str]) -> None:
        self.repeated += [name for name, count in Counter(names).items() if count > 1]

    def _set(self, targets: Any) -> None:
        names, whole = [], {target.name for target in targets or () if not target.indirection}
        for target in targets or ():
            path = ".".join(RawStream()(step) if hasattr(step, "__slots__") else str(step) for step in target.indirection or ())
            names.append(f"{target.name}.{path}" if path and target.name not in whole else target.name)
        self._note(names)

    def visit_UpdateStmt(self, ancestors: Any, node: Any) -> None:  # noqa: ARG002, N802 - the library's shape
        self._set(node.targetList)

    def visit_OnConflictClause(self, ancestors: Any, node: Any) -> None:  # noqa: ARG002, N802 - likewise
        self._set(node.targetList)

    def visit_MergeWhenClause(self, ancestors: Any, node: Any) -> None:  # noqa: ARG002, N802 - likewise
        self._set(node.targetList)

    def visit_InsertStmt(self, ancestors: Any, node: Any) -> None:  # noqa: ARG002, N802 - likewise
        self._set(node.cols)

    def visit_CreateStmt(self, ancestors: Any, node: Any) -> None:  # noqa: ARG002, N802 - likewise
        self._note([item.colname for item in node.tableElts or () if type(item).__name__ == "ColumnDef"])

    def visit_ViewStmt(self, ancestors: Any, node: Any) -> None:  # noqa: ARG002, N802 - likewise
        if node.aliases:
            self._note([alias.sval for alias in node.aliases])
        else:
            self._note([_output(target) for target in getattr(node.query, "targetList", None) or () if not _is_star(target)])


def _output(target: Any) -> str:
    """Return the name that a view's column gets."""
    if target.name:
        return str(target.name)
    fields = getattr(target.val, "fields", None)
    if fields:
        return str(fields[-1].sval)
    called = getattr(target.val, "funcname", None)
    return str(called[-1].sval) if called else "?column?"
