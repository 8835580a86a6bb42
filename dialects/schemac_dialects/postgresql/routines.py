"""Routines as the server prints them: their arguments read, their types spelled, and whether one can take another's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from schemac.dialect import Unsupported
from schemac.model.objects import Words
from schemac.model.programs import Aggregate, Function, Procedure, Routine
from schemac.model.schema import Schema
from schemac.model.sql_text import Token, tokens
from schemac_dialects.postgresql.types import native_type

R = TypeVar("R", bound=Routine)

_MODES = frozenset({"in", "out", "inout", "variadic"})
_LONG_TYPES = {
    "double": {"precision"},
    "character": {"varying"},
    "char": {"varying"},
    "bit": {"varying"},
    "national": {"character", "char"},
    "time": {"with", "without"},
    "timestamp": {"with", "without"},
    "interval": {"year", "month", "day", "hour", "minute", "second"},
}
_ORDER_BY = re.compile(r"\s*\bORDER BY\s+", re.IGNORECASE)
_LENGTH = re.compile(r"\([\d, -]+\)(?=[^\"]*$)")
_USUAL: Words = {
    "volatility": "volatile",
    "strict": False,
    "security": "invoker",
    "leakproof": False,
    "parallel": "unsafe",
    "window": False,
}
_USUAL_OF_AGGREGATES: Words = {
    "parallel": "unsafe",
    "sspace": 0,
    "msspace": 0,
    "finalfunc_modify": "read_only",
    "mfinalfunc_modify": "read_only",
}


class Argument(NamedTuple):
    """One argument; the mode is in capitals and empty for IN, name and default are empty where there are none."""

    mode: str
    name: str
    type: str
    default: str

    def text(self, *, explicit: bool) -> str:
        """Return the argument as the server prints it; `explicit` for a procedure, whose IN it prints too."""
        mode = self.mode or ("IN" if explicit else "")
        default = f" DEFAULT {self.default}" if self.default else ""
        return " ".join(part for part in (mode, self.name, self.type) if part) + default


def arguments_of(text: str) -> list[Argument]:
    """Return the arguments of a list as it stands between the parentheses of a declaration."""
    return [_argument(part) for part in _parts(text)]


def normalized(routine: R, schema: Schema) -> R:
    """Return a routine as the server would hold it, its arguments' types in the server's spelling."""
    if isinstance(routine, Aggregate):
        usual = _USUAL_OF_AGGREGATES | {"finalfunc_extra": False, "mfinalfunc_extra": False, "hypothetical": False}
        options = {word: value for word, value in routine.options.items() if value != usual.get(word)}
        signature = routine.signature if routine.signature is not None else routine.arguments
        arguments = " ORDER BY ".join(_spelled_arguments(part, schema) for part in _ORDER_BY.split(routine.arguments))
        return replace(routine, signature=spelled_types(signature, schema), arguments=arguments, options=options)
    if not isinstance(routine, Function | Procedure):
        return routine
    given = [argument._replace(type=spelled_type(argument.type, schema)) for argument in arguments_of(routine.arguments)]
    taken = [argument.type for argument in given if argument.mode not in {"OUT", "TABLE"}]
    procedure = isinstance(routine, Procedure)
    options = {word: value for word, value in routine.options.items() if value != _USUAL.get(word) and value not in ({}, "", [])}
    changed: dict[str, object] = {
        "arguments": ", ".join(argument.text(explicit=procedure) for argument in given),
        "signature": ", ".join(taken),
        "language": (routine.language or "sql").lower(),
        "options": options,
    }
    if isinstance(routine, Function):
        returns = routine.returns.strip() or _result(given)
        changed["returns"] = returns if returns.lower().startswith("table") else spelled_type(returns, schema)
    if routine.parsed:
        changed["body"] = routine.body.strip().rstrip("; \n")
    return replace(routine, **changed)


def _spelled_arguments(text: str, schema: Schema) -> str:
    """Return a list of arguments with their types in the server's spelling."""
    given = (argument._replace(type=spelled_type(argument.type, schema)) for argument in arguments_of(text))
    return ", ".join(argument.text(explicit=False) for argument in given)


def _result(given: list[Argument]) -> str:
    """Return the result of a function that names none: that of its OUT arguments, or nothing."""
    out = [argument for argument in given if argument.mode in {"OUT", "INOUT"}]
    return "void" if not out else out[0].type if len(out) == 1 else "record"


def spelled_types(text: str, schema: Schema) -> str:
    """Return the types of a list in the server's spelling."""
    return ", ".join(spelled_type(argument.type, schema) for argument in arguments_of(text))


def spelled_type(text: str, schema: Schema) -> str:
    """Return a type as the server keeps it of a routine, without lengths; a pseudo type, or one that the definition lacks, as it is."""
    plain = " ".join(text.split())
    if plain.lower().startswith("setof "):
        return f"SETOF {spelled_type(plain[6:], schema)}"
    try:
        return _LENGTH.sub("", native_type(plain, True, schema).text)  # noqa: FBT003 - the shape of every dialect's function
    except (Unsupported, ValueError):
        return plain.removeprefix("public.")


def replaceable(before: Routine, after: Routine) -> bool:
    """Tell whether CREATE OR REPLACE can put one routine in the other's place."""
    if isinstance(before, Aggregate) or before.options.get("window") != after.options.get("window"):
        return False
    if getattr(before, "returns", "") != getattr(after, "returns", ""):
        return False
    old, new = arguments_of(before.arguments), arguments_of(after.arguments)
    return len(old) == len(new) and all(_fits(one, other) for one, other in zip(old, new, strict=True))


def _fits(old: Argument, new: Argument) -> bool:
    """Tell whether an argument may become another: a name may come, a default may come or change."""
    modes = {old.mode or "IN", new.mode or "IN"}
    return len(modes) == 1 and old.type == new.type and old.name in {"", new.name} and (not old.default or bool(new.default))


def _argument(part: list[Token]) -> Argument:
    """Return one argument of its tokens, blanks at both ends left out."""
    depth = 0
    for at, token in enumerate(part):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0)
        if depth == 0 and token.text.lower() in {"default", "=", ":"}:
            behind = part[at + (2 if token.text == ":" else 1) :]
            return _declared(part[:at], "".join(one.text for one in behind).strip())
    return _declared(part, "")


def _declared(part: list[Token], default: str) -> Argument:
    words = [token for token in part if token.kind != "space"]
    mode = ""
    while words and words[0].kind == "word" and words[0].text.lower() in _MODES:
        mode = "INOUT" if mode and words[0].text.lower() == "out" else words[0].text.upper()
        words = words[1:]
    name = ""
    if len(words) > 1 and words[0].kind in {"word", "quoted"} and words[1].kind in {"word", "quoted"}:
        follower = words[1].text.lower()
        if follower not in _LONG_TYPES.get(words[0].text.lower(), set()):
            name, words = words[0].text, words[1:]
    text = _joined(part, words)
    return Argument("" if mode == "IN" else mode, name, text, default)


def _joined(part: list[Token], words: list[Token]) -> str:
    """Return the text of the last tokens as written, blanks made one."""
    if not words:
        return ""
    at = next(index for index, token in enumerate(part) if token is words[0])
    return re.sub(r"\s+", " ", "".join(token.text for token in part[at:])).strip()


def _parts(text: str) -> Iterator[list[Token]]:
    """Go through the tokens between commas outside of parentheses and brackets."""
    part: list[Token] = []
    depth = 0
    for token in tokens(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token.text, 0)
        if depth == 0 and token.text == ",":
            yield part
            part = []
        else:
            part.append(token)
    if any(token.kind != "space" for token in part):
        yield part
