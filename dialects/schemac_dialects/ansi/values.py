"""Values of rows as SQL for engines that write some of them in ways of their own."""

from __future__ import annotations

from collections.abc import Callable

from schemac.model.rows import Value
from schemac_dialects.ansi.quoting import literal


def values(
    *, booleans: bool = True, hexadecimal: str = "X'{}'", casts: tuple[str, ...] = (), words: tuple[str, ...] = ()
) -> Callable[[Value, str], str | None]:
    """Return how an engine writes values.

    booleans: whether it has true and false, and no numbers in their place. hexadecimal: how bytes are written. casts: the beginnings of
    types, in lower case, that take no text unless it is cast. words: the same for those whose literals begin with the type's word.
    """

    def value(given: Value, native: str) -> str | None:
        if given.kind == "boolean" and not booleans:
            return "1" if given.text == "true" else "0"
        if given.kind == "bytes":
            return hexadecimal.format(given.text)
        word = next((word for word in words if given.kind == "text" and native.lower().startswith(word)), None)
        if word is not None:
            return f"{word.upper()} {literal(given.text)}"
        if given.kind == "text" and native.lower().startswith(casts):
            return f"CAST({literal(given.text)} AS {native})"
        return None

    return value
