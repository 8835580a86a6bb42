"""The canonical form itself: the parsed tree, written out without what does not change its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import sqlglot
from sqlglot import errors, exp
from sqlglot.expressions import DataType

Node = Any
"""A node of sqlglot's tree, whose classes have other names from one version to the next."""

_NODES = getattr(exp, "Expr", exp.Expression)
_COMPARING = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.ILike, exp.RegexpLike, exp.RegexpILike, exp.SimilarTo)
_SAME_AS_TEXT = (exp.EQ, exp.NEQ, exp.In, exp.Like, exp.ILike, exp.RegexpLike, exp.RegexpILike)
_TEXTUAL = (
    exp.DPipe,
    exp.Coalesce,
    exp.Lower,
    exp.Upper,
    exp.Trim,
    exp.AtTimeZone,
    exp.If,
    exp.Case,
    exp.JSONExtract,
    exp.JSONExtractScalar,
)
_TEXTS = {DataType.Type.TEXT, DataType.Type.VARCHAR, DataType.Type.BPCHAR}
_WHOLE = {DataType.Type.SMALLINT, DataType.Type.INT, DataType.Type.BIGINT}
_MOMENT = frozenset({"now", "today", "tomorrow", "yesterday"})
_AMBIGUOUS = frozenset("t f true false y n yes no on off null nan inf infinity epoch allballs am pm".split()) | _MOMENT
_INTEGER = re.compile(r"-?\d+")


def canonical_form(sql: str) -> str | None:
    """Return the form of a text; None where it cannot be read."""
    try:
        tree = sqlglot.parse_one(sql, read="postgres")
        form = _form(_stripped(_literal(tree, compared=True, textual=True, root=True)))
    except (errors.SqlglotError, RecursionError):
        return None
    if isinstance(_stripped(tree), exp.Command):
        return None
    return f"date_part {form}" if "date_part" in sql.lower() else form


def _stripped(node: Node) -> Node:
    """Return what stands inside parentheses."""
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _form(node: Node) -> str:
    """Return a node written out so that its structure cannot be mistaken."""
    node = _stripped(node)
    for kinds, write in _WRITERS:
        if isinstance(node, kinds):
            return write(node)
    return _plain(node)


def _plain(node: Node) -> str:
    """Return a node with all its arguments, each under its name."""
    textual = isinstance(node, _TEXTUAL)
    parts = [
        f"{name}={_argument(value, textual=textual)}" for name, value in sorted(node.args.items()) if value not in (None, False, [], "")
    ]
    return f"{node.key}({','.join(parts)})"


def _argument(value: object, *, textual: bool) -> str:
    """Return one argument of a node."""
    if isinstance(value, _NODES):
        return _form(_literal(value, compared=False, textual=textual))
    if isinstance(value, list | tuple):
        return "[" + ",".join(_argument(each, textual=textual) for each in value) + "]"
    return repr(value)


def _identifier(node: Node) -> str:
    name = str(node.this)
    return repr(name if node.args.get("quoted") else name.lower())


def _column(node: Node) -> str:
    """Return a column; its table is left out where the query reads only one."""
    parts = [part for part in node.parts if isinstance(part, _NODES)] if isinstance(node, exp.Column) else []
    if len(parts) == 2 and _only_source(node) == _name(parts[0]):
        parts = parts[1:]
    return "col(" + ".".join(_form(part) for part in parts) + ")"


def _name(node: Node | None) -> str:
    if not isinstance(node, exp.Identifier):
        return ""
    return str(node.this) if node.args.get("quoted") else str(node.this).lower()


def _only_source(node: Node) -> str:
    """Return the name of the one relation that a query reads; empty where there are more, or queries in queries."""
    select = node.find_ancestor(exp.Select)
    if select is None or select.args.get("joins") or select.find_ancestor(exp.Select, exp.SetOperation) is not None:
        return ""
    if sum(1 for _ in select.find_all(exp.Select)) > 1:
        return ""
    source = select.find(exp.From)
    table = source.this if source is not None else None
    if not isinstance(table, exp.Table) or table.args.get("joins"):
        return ""
    alias = table.args.get("alias")
    return _name(alias.this if alias is not None else table.this)


def _table(node: Node) -> str:
    """Return a relation; the default namespace is left out, and so is an alias that repeats the name."""
    parts = {name: value for name, value in node.args.items() if value not in (None, False, [], "")}
    if _name(parts.get("db")) == "public":
        parts.pop("db")
    alias = parts.get("alias")
    if isinstance(alias, exp.TableAlias) and not alias.args.get("columns") and _name(alias.this) == _name(node.this):
        parts.pop("alias")
    return "table(" + ",".join(f"{name}={_argument(value, textual=False)}" for name, value in sorted(parts.items())) + ")"


def _alias(node: Node) -> str:
    """Return an output with its name, unless that is the column's own."""
    inner = _stripped(node.this)
    if isinstance(inner, exp.Column) and _name(inner.this) == _name(node.args.get("alias")):
        return _form(inner)
    return _plain(node)


def _junction(node: Node) -> str:
    """Return a chain of AND or of OR as one list in its order."""
    terms: list[str] = []
    waiting = [node]
    while waiting:
        term = _stripped(waiting.pop())
        if isinstance(term, type(node)):
            waiting += [term.args["expression"], term.this]
        elif isinstance(node, exp.And) and isinstance(term, exp.Between) and not term.args.get("symmetric"):
            terms += _bounds(term)
        else:
            terms.append(_form(term))
    return f"{node.key}[{','.join(terms)}]"


def _bounds(node: Node) -> list[str]:
    """Return the two comparisons that BETWEEN stands for."""
    low, high = node.args["low"], node.args["high"]
    return [_form(exp.GTE(this=node.this.copy(), expression=low.copy())), _form(exp.LTE(this=node.this.copy(), expression=high.copy()))]


def _between(node: Node) -> str:
    return _plain(node) if node.args.get("symmetric") else f"and[{','.join(_bounds(node))}]"


def _negation(node: Node) -> str:
    return f"not({_form(node.this)})"


def _is(node: Node) -> str:
    form = f"is({_form(node.this)},{_form(node.args['expression'])})"
    return f"not({form})" if node.args.get("negate") else form


def _in(node: Node) -> str:
    """Return a membership in a list; in a query it is written out in full."""
    if node.args.get("query") or not node.args.get("expressions"):
        return _plain(node)
    form = _membership(node.this, node.args["expressions"])
    return f"not({form})" if node.args.get("negate") else form


def _membership(subject: Node, members: Sequence[Node]) -> str:
    values = [_literal(member, compared=True, textual=True) for member in members]
    subject = _operand(subject, values)
    if len(values) == 1:
        return f"eq({_form(subject)},{_form(values[0])})"
    return f"in({_form(subject)},[{','.join(_form(value) for value in values)}])"


def _comparison(node: Node) -> str:
    """Return a comparison; one with ANY or ALL of a listed array is a membership."""
    listed = _listed(node)
    if listed is not None:
        form = _membership(node.this, listed)
        return form if isinstance(node, exp.EQ) else f"not({form})"
    left = _literal(node.this, compared=True, textual=True)
    right = _literal(node.args["expression"], compared=True, textual=True)
    if isinstance(node, _SAME_AS_TEXT):
        left, right = _operand(left, [right]), _operand(right, [left])
    form = f"{_operator(node)}({_form(left)},{_form(right)})"
    if isinstance(node, exp.NEQ):
        return f"not({form})"
    return f"not({form})" if node.args.get("negate") else form


def _operator(node: Node) -> str:
    return "eq" if isinstance(node, exp.NEQ) else node.key


def _listed(node: Node) -> list[Node] | None:
    """Return the members of `= ANY (ARRAY[...])` or `<> ALL (ARRAY[...])`."""
    right = _stripped(node.args["expression"])
    if isinstance(node, exp.EQ) and isinstance(right, exp.Any):
        inner = right.this
    elif isinstance(node, exp.NEQ) and (isinstance(right, exp.All) or (isinstance(right, exp.Anonymous) and right.name.upper() == "ALL")):
        inner = right.this if isinstance(right, exp.All) else right.expressions[0]
    else:
        return None
    inner = _stripped(inner)
    if isinstance(inner, exp.Cast) and inner.to.this == DataType.Type.ARRAY:
        element = inner.to.expressions[0] if inner.to.expressions else None
        if not isinstance(element, DataType) or element.this not in _TEXTS or element.expressions:
            return None
        inner = _stripped(inner.this)
    return list(inner.expressions) if isinstance(inner, exp.Array) and inner.expressions else None


def _operand(node: Node, others: Sequence[Node]) -> Node:
    """Return a column without a cast to text that the comparison with words makes anyway."""
    inner = _stripped(node)
    if not isinstance(inner, exp.Cast) or inner.to.this not in _TEXTS or inner.to.expressions:
        return node
    column = _stripped(inner.this)
    return column if isinstance(column, exp.Column) and all(_is_word(_stripped(other)) for other in others) else node


def _is_word(node: Node) -> bool:
    """Tell whether a literal can only be meant as text (or a label): not a number, a date or a truth value."""
    if not isinstance(node, exp.Literal) or not node.is_string:
        return False
    text = str(node.this).strip().lower()
    return bool(re.match(r"[a-z_%^]", text)) and text not in _AMBIGUOUS and not re.search(r"\d", text)


def _literal(node: Node, *, compared: bool, textual: bool, root: bool = False) -> Node:
    """Return a literal without a cast that says nothing where it stands; any other node as it is."""
    cast = _stripped(node)
    if not isinstance(cast, exp.Cast) or isinstance(cast, exp.TryCast):
        return node
    inner = _stripped(cast.this)
    if not isinstance(inner, exp.Literal):
        return node
    to, text = cast.to, str(inner.this)
    if to.expressions:
        return node
    if inner.is_string:
        return _string(node, inner, to, compared=compared, textual=textual, root=root)
    whole = bool(_INTEGER.fullmatch(text))
    if to.this == DataType.Type.INT and whole and int(text) < 2**31:
        return inner
    if compared and (to.this == DataType.Type.DECIMAL or (to.this in _WHOLE and whole)):
        return inner
    return node


def _string(node: Node, inner: exp.Literal, to: DataType, *, compared: bool, textual: bool, root: bool) -> Node:
    """Return a cast of a string literal as the value that it is."""
    text = str(inner.this)
    kind = to.this
    if kind == DataType.Type.BOOLEAN and text.lower() in {"t", "true", "f", "false"}:
        return exp.Boolean(this=text.lower() in {"t", "true"})
    if kind in _WHOLE and _INTEGER.fullmatch(text) and (compared or kind == DataType.Type.INT):
        number = exp.Literal.number(text.lstrip("-"))
        return exp.Neg(this=number) if text.startswith("-") else number
    if (kind in _TEXTS and (compared or textual)) or (kind == DataType.Type.USERDEFINED and compared):
        return inner
    return inner if root and text.strip().lower() not in _MOMENT else node


def _interval(node: Node) -> str:
    """Return an interval of one unit as its cast would be; `interval '1 day'` and `'1 day'::interval` are one."""
    value, unit = node.this, node.args.get("unit")
    if isinstance(value, exp.Literal) and value.is_string and isinstance(unit, exp.Var):
        return f"interval({value.this} {unit.name.lower().removesuffix('s')})"
    return _plain(node)


def _cast(node: Node) -> str:
    kind, inner = node.args["to"], _stripped(node.this)
    if kind.this == DataType.Type.INTERVAL and not kind.expressions and isinstance(inner, exp.Literal):
        one = re.fullmatch(r"(-?\d+) (year|month|week|day|hour|minute|second)s?", str(inner.this))
        if one:
            return f"interval({one[1]} {one[2]})"
    return f"cast({_form(_literal(node.this, compared=False, textual=False))},{kind.sql(dialect='postgres').lower()})"


def _call(node: Node) -> str:
    """Return a call of a function that has no class of its own."""
    arguments = ",".join(_argument(argument, textual=False) for argument in node.expressions)
    return f"call({node.name.lower()!r},{arguments})"


_WRITERS: tuple[tuple[tuple[type[Node], ...], Callable[[Node], str]], ...] = (
    ((exp.Identifier,), _identifier),
    ((exp.Column,), _column),
    ((exp.Table,), _table),
    ((exp.Alias,), _alias),
    ((exp.And, exp.Or), _junction),
    ((exp.Not,), _negation),
    ((exp.Is,), _is),
    ((exp.In,), _in),
    ((exp.Between,), _between),
    (_COMPARING, _comparison),
    ((exp.Interval,), _interval),
    ((exp.Cast,), _cast),
    ((exp.DataType,), lambda node: node.sql(dialect="postgres").lower()),
    ((exp.Anonymous,), _call),
)
