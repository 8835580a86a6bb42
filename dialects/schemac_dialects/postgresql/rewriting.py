"""Which changes of columns leave the rows as they are."""

from __future__ import annotations

import re

from schemac.model.tables import Column
from schemac_dialects.postgresql.columns import base

_LITERAL = re.compile(r"(?:\b[eEbBxX])?'(?:[^']|'')*'")
_CALL = re.compile(r"([\w.]+)\s*\(\s*(\))?")
_CASTS = frozenset(
    "numeric decimal varchar char character varying bit time timestamp interval cast "
    "coalesce row array in and or not nullif greatest least".split()
)
_STABLE_ALONE = frozenset({"now", "transaction_timestamp", "statement_timestamp", "current_database", "current_user", "pg_backend_pid"})
_STABLE_OF = frozenset(
    "lower upper length trim btrim ltrim rtrim abs round floor ceil ceiling substring substr replace concat md5 left right to_char "
    "to_date to_timestamp to_number date_trunc date_part extract make_date make_interval make_timestamp timezone age encode decode "
    "jsonb_build_object json_build_object jsonb_build_array json_build_array to_json to_jsonb jsonb_object json_object int4range int8range "
    "numrange daterange tsrange tstzrange current_setting hashtext format array_to_string string_to_array mod power sqrt".split()
)


def is_stable(default: str) -> bool:
    """Tell whether a default has one value for all rows of a statement, so that a new column with it is not written to each row."""
    return all(_is_known(call[1], alone=bool(call[2])) for call in _CALL.finditer(_LITERAL.sub("''", default)))


def _is_known(name: str, *, alone: bool) -> bool:
    """Tell whether a function is known to be stable, called with or without arguments."""
    word = name.lower().removeprefix("pg_catalog.")
    return word in _CASTS or (word in _STABLE_ALONE if alone else word in _STABLE_OF)


def added_at_once(column: Column) -> bool:
    """Tell whether a new column needs no value of its own in each row."""
    computed = column.generated is not None and column.generated.stored
    return not computed and column.identity is None and (column.default is None or is_stable(column.default))


def stays(before: str, after: str) -> bool:
    """Tell whether rows can stay as they are when one type becomes another."""
    old, new = base(before), base(after)
    if old in {"character varying", "text"} and new == "text":
        return True
    if old in {"text", "character varying"} and new == "character varying":
        return _grows(before, after)
    if old != new:
        return (old, new) == ("cidr", "inet")
    if old == "numeric":
        first, second = _numbers(before), _numbers(after)
        return not second or (len(first) == len(second) == 2 and first[0] <= second[0] and first[1] == second[1])
    return _grows(before, after) if old in {"bit varying", "interval"} or "time" in old else before == after


def _grows(before: str, after: str) -> bool:
    first, second = _numbers(before), _numbers(after)
    return not second or (bool(first) and first[0] <= second[0])


def _numbers(kind: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", kind.partition("(")[2].partition(")")[0]))
