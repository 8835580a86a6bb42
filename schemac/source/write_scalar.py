"""Text as YAML: plain where every reader takes it for text, in double quotes or as a literal block elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = frozenset(["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"])
_PLAIN = re.compile(r"[^\W\d](?:[\w().'/*+$<>=|^;~&!%@-]|\"|:(?=[\w/])|,(?=[\w ])| (?=[\w(/'$<>=+*|^~&!%@-]))*")
_FLOW = re.compile(r"[^\W\d](?:[\w().'/*+$<>=|^;~&!%@-]| (?=[\w(/'$<>=+*|^~&!%@-]))*")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_NO_LITERAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|\A\s*\Z")
_INDENTED = re.compile(r"\n*[^\S\n]")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


@lru_cache(maxsize=65536)
def in_flow(text: str) -> str:
    """Return a text on one line as it may stand between braces or brackets, and anywhere else."""
    if _FLOW.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return quoted(text)


@lru_cache(maxsize=65536)
def in_block(text: str) -> str:
    """Return a text on one line as it may stand after a key or a dash on a line of its own."""
    bare = text
    while bare.endswith("[]"):
        bare = bare[:-2]
    if _PLAIN.fullmatch(bare) and text.lower() not in _WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes: double ones, or single ones where those spare escapes."""
    if ('"' in text or "\\" in text) and "'" not in text and not _UNPRINTABLE.search(text):
        return f"'{text}'"
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    code = ord(sign)
    return _SHORT.get(sign) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def fits_literal(text: str) -> bool:
    """Return whether a text of several lines may stand as a literal block, as it is."""
    return "\n" in text and not _NO_LITERAL.search(text)


def literal(text: str, pad: str) -> list[str]:
    """Return a text as the lines of a literal block, its header first, each line of text behind `pad`."""
    body, chomping = text, "-"
    if text.endswith("\n"):
        body = text[:-1]
        chomping = "+" if body.endswith("\n") or not body.rsplit("\n", 1)[-1].strip() else ""
    header = "|2" if _INDENTED.match(text) else "|"
    return [f"{header}{chomping}", *(pad + line if line else "" for line in body.split("\n"))]
