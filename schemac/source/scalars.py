"""What a plain YAML scalar means: the typed words and numbers of YAML 1.2, and text for everything else."""

from __future__ import annotations

import re
from math import isfinite

Scalar = str | int | float | bool | None

NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]*)?)(?P<exponent>[eE][-+]?[0-9]+)?")
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
FIRST = frozenset("0123456789+-.")
LONGEST_NUMBER = 400


def resolve(text: str) -> Scalar:
    """Return the value of a plain scalar: a word, a decimal number, or the text itself."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in FIRST or len(text) > LONGEST_NUMBER:
        return text
    match = NUMBER.fullmatch(text)
    if not match:
        return text
    if match["fraction"] is None and match["exponent"] is None and "." not in text:
        return int(text)
    number = float(text)
    return number if isfinite(number) else text


def describe(value: object) -> str:
    """Return what a value is, in a person's words: `the text 'yes'`, `a list`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {value[:40] + '…' if len(value) > 40 else value!r}"
    return "a list" if isinstance(value, list | tuple) else "a mapping"
