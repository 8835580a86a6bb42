"""Default values as the servers print them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from schemac_dialects.mysql.quoting import literal
from schemac_dialects.mysql.types import is_large, is_number

NOW = re.compile(r"(?:now|current_timestamp|localtimestamp|localtime)\s*(?:\(\s*(\d*)\s*\))?\s*\Z", re.IGNORECASE)
STRING = re.compile(r"'(?:[^'\\]|''|\\.)*'", re.DOTALL)
_CAST = re.compile(r"cast\s*\(\s*('(?:[^'\\]|''|\\.)*')\s+as\s+[^()]*(?:\([\d, ]*\))?\s*\)\Z", re.IGNORECASE | re.DOTALL)
_LITERAL = re.compile(
    r"'(?:[^'\\]|''|\\.)*'\Z|[-+]?\d[\d.]*(?:e[-+]?\d+)?\Z|b'[01]*'\Z|x'[0-9a-f]*'\Z|0x[0-9a-f]*\Z", re.IGNORECASE | re.DOTALL
)
_CALL = re.compile(r"[a-z_]\w*\(", re.IGNORECASE)
_BITS = re.compile(r"b'([01]*)'\Z", re.IGNORECASE)
_HEX = re.compile(r"x'((?:[0-9a-f]{2})*)'|0x((?:[0-9a-f]{2})*)", re.IGNORECASE)
_ASCII = re.compile(rb"[ -&(-\[\]-~]*")
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "b": "\b", "Z": "\x1a"}
_ESCAPE = re.compile(r"''|\\(.)", re.DOTALL)
_SCALE = re.compile(r"decimal\(\d+,(\d+)\)")
_DIGITS = re.compile(r"(?:datetime|timestamp|time)\((\d)\)\Z")


def text_of(string: str) -> str:
    """Return the text that a string literal holds."""
    return _ESCAPE.sub(lambda found: "'" if found[1] is None else _UNESCAPED.get(found[1], found[1]), string[1:-1])


def is_literal(sql: str) -> bool:
    """Tell whether a default is one plain value."""
    return bool(_LITERAL.match(sql))


def bare(sql: str) -> str:
    """Return an expression without the parentheses that enclose all of it."""
    sql = sql.strip()
    while sql.startswith("(") and _closes_at_end(sql):
        sql = sql[1:-1].strip()
    return sql


def is_call(sql: str) -> bool:
    """Tell whether an expression is one call of a function and nothing else."""
    call = _CALL.match(sql)
    return call is not None and _closes_at_end(sql[call.end() - 1 :])


def _closes_at_end(sql: str) -> bool:
    """Tell whether the first parenthesis is closed by the last character."""
    depth, at = 0, 0
    while at < len(sql):
        if sql[at] in "'\"`":
            at = _past_quoted(sql, at)
            continue
        depth += {"(": 1, ")": -1}.get(sql[at], 0)
        at += 1
        if depth == 0:
            return at == len(sql)
    return False


def _past_quoted(sql: str, at: int) -> int:
    """Return where a quoted stretch that begins at a place ends."""
    mark = sql[at]
    at += 1
    while at < len(sql):
        if sql[at] == "\\" and mark != "`":
            at += 2
        elif sql[at] == mark:
            if sql[at + 1 : at + 2] != mark:
                return at + 1
            at += 2
        else:
            at += 1
    return at


def folded(default: str | None, native: str, now: str) -> str | None:
    """Return a default as the server prints it for a column of this type, or as close to it as can be told without a server.

    now: the server's word for the current time, with `{}` for the digits: `current_timestamp({})`.
    """
    if default is None:
        return None
    sql = bare(default)
    cast = _CAST.match(sql)
    sql = cast[1] if cast else sql
    if sql.lower() == "null":
        return None
    if sql.lower() in {"true", "false"}:
        sql = str(int(sql.lower() == "true"))
    if NOW.match(sql):
        return current_time(native, now)
    if native.startswith("bit("):
        return _bit(sql)
    if is_number(native):
        return _number(sql, native)
    if native.startswith(("binary", "varbinary")) and (STRING.fullmatch(sql) or _HEX.fullmatch(sql)):
        return of_bytes(sql, native)
    if STRING.fullmatch(sql):
        return literal(text_of(sql))
    if is_literal(sql) and not is_large(native) and not native.startswith(("binary", "varbinary")):
        return literal(sql)
    return sql


def of_bytes(sql: str, native: str) -> str:
    """Return a literal for bytes in the one spelling: a text where they are plain ASCII, else their hexadecimal digits.

    A text may hold bytes that are no UTF-8 as lone surrogates. What `binary` fills up with zeros is left out.
    """
    found = _HEX.fullmatch(sql)
    held = bytes.fromhex(found[1] or found[2]) if found else text_of(sql).encode("utf-8", "surrogateescape")
    held = held.rstrip(b"\0") if native.startswith("binary") else held
    if _ASCII.fullmatch(held):
        return literal(held.decode("ascii"))
    return f"x'{held.hex().upper()}'"


def current_time(native: str, now: str) -> str:
    """Return the server's word for the current time, with as many digits as the column has."""
    digits = _DIGITS.match(native)
    return now.format(digits[1] if digits else "") if digits or not now.startswith("CURRENT") else now.format("").replace("()", "")


def _bit(sql: str) -> str:
    """Return a literal for bits without leading zeros."""
    found = _BITS.match(sql)
    if found:
        return f"b'{found[1].lstrip('0') or '0'}'"
    return f"b'{int(sql):b}'" if sql.isdigit() else sql


def _number(sql: str, native: str) -> str:
    """Return a literal for a number with the digits that its type prints."""
    text = text_of(sql) if STRING.fullmatch(sql) else sql
    try:
        value = Decimal(text)
    except InvalidOperation:
        return sql
    scale = _SCALE.match(native)
    if scale:
        return f"{value:.{int(scale[1])}f}"
    if native.startswith(("float", "double")):
        return f"{value.normalize():f}" if -15 < value.adjusted() < 15 else text
    return str(int(value)) if value == value.to_integral_value() else text
