"""Words what is wrong with the structure of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from schemac.errors import Problem
from schemac.model.names import Name
from schemac.source.document import Document, Holder
from schemac.source.prune import COLLECTIONS, PROGRAMS, prune
from schemac.source.scalars import describe
from schemac.source.structure import is_valid, language

_NOUNS = {
    "indexes": "index",
    "enums": "enum",
    "policies": "policy",
    "statistics": "statistics object",
    "materialized_views": "materialized view",
    **{word: word[:-1] for word in ("namespaces", "extensions", "domains", "sequences", "tables", "views", "columns", "constraints")},
    **{word: word[:-1] for word in ("composites", "ranges", "collations", "publications", "attributes", "roles", "grants")},
    **{word: word[:-1].replace("_", " ") for word in PROGRAMS},
    "default_privileges": "default privilege",
    "decisions": "decision",
    **{word: word[:-1].replace("_", " ") for word in ("foreign_data_wrappers", "foreign_servers", "user_mappings", "subscriptions")},
}
_CONSTRAINTS = ("check", "unique", "primary_key", "foreign_key", "exclude")
_TYPES = {
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "null",
    "array": "a list",
    "object": "a mapping",
}
_HINTS = {
    "boolean": {
        "True": "true",
        "False": "false",
        "TRUE": "true",
        "FALSE": "false",
        "yes": "true",
        "no": "false",
        "on": "true",
        "off": "false",
        "y": "true",
        "n": "false",
    },
}

Path = tuple[str | int, ...]


class Wrong(NamedTuple):
    """An error of the validator: the rule that is broken, what the rule asks for, the value, and where it stands."""

    rule: str
    asks: Any
    value: Any
    schema: dict[str, Any]
    path: Path
    in_key: bool

    @staticmethod
    def of(error: ValidationError, index: int | None) -> Wrong:
        """Return an error of the validator in these words; `index` is that of the object in its list."""
        schema: Any = error.schema
        path: Path = tuple(error.absolute_path)
        if index is not None and len(path) > 1:
            path = (path[0], index, *path[2:])
        in_key = "propertyNames" in error.absolute_schema_path
        return Wrong(str(error.validator), error.validator_value, error.instance, schema, path, in_key)


class Finding(NamedTuple):
    """A problem, and the path of what has to go for the rest to be judged."""

    problem: Problem
    path: Path


def explain(document: Document) -> tuple[list[Problem], set[Name]]:
    """Return what is wrong with a document's structure, and the names of the tables that had to be taken out for it."""
    findings = list(_findings(document))
    return [finding.problem for finding in findings], prune(document, [finding.path for finding in findings])


def explain_by(document: Document, schema: dict[str, Any]) -> list[Problem]:
    """Return what is wrong with a document's structure by a JSON Schema other than the language's, one without references."""
    leaves = (leaf for error in Draft202012Validator(schema).iter_errors(document.data) for leaf in _leaves(error))
    return [finding.problem for leaf in leaves for finding in _worded(document, Wrong.of(leaf, None))]


def _findings(document: Document) -> Iterator[Finding]:
    validator = Draft202012Validator(language())
    for piece, index in _wrong_pieces(document.data):
        for error in validator.iter_errors(piece):
            for leaf in _leaves(error):
                yield from _worded(document, Wrong.of(leaf, index))


def _wrong_pieces(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int | None]]:
    """Give a definition of one object or setting for each that is wrong, and its index in a list.

    This validator takes a millisecond for a table, so it is not shown the whole.
    """
    for key, value in data.items():
        if key in COLLECTIONS and isinstance(value, dict):
            pieces: list[tuple[dict[str, Any], int | None]] = [({key: {name: entry}}, None) for name, entry in value.items()]
        elif key in COLLECTIONS and isinstance(value, list):
            pieces = [({key: [entry]}, index) for index, entry in enumerate(value)]
        else:
            pieces = [({key: value}, None)]
        yield from (piece for piece in pieces if not is_valid(piece[0]))


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Give the errors that matter: within alternatives, those of the one that was most likely meant."""
    if error.validator not in {"anyOf", "oneOf"} or not error.context:
        yield error
        return
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    meant = [found for found in branches.values() if not any(_is_other_type(inner, error) for inner in found)]
    if not meant:
        yield error
        return
    asked = [
        found
        for found in meant
        if not any(inner.validator == "required" and len(inner.absolute_path) == len(error.absolute_path) for inner in found)
    ]
    if error.validator == "oneOf" and not asked:
        best = [found for found in meant if any(inner.validator == "required" and _shares(inner, error) for inner in found)]
        if not best:
            yield error
            return
        meant = best
    for inner in min(asked or meant, key=len):
        yield from _leaves(inner)


def _shares(inner: ValidationError, outer: ValidationError) -> bool:
    """Return whether some, not all, of the keys that an alternative asks for are there."""
    asked: Any = inner.validator_value
    given: Any = outer.instance
    return bool(set(asked) & set(given))


def _is_other_type(inner: ValidationError, outer: ValidationError) -> bool:
    """Return whether an alternative is ruled out because it takes another kind of value."""
    if len(inner.absolute_path) != len(outer.absolute_path):
        return False
    if inner.validator == "enum":
        return not isinstance(inner.instance, str)
    if inner.validator in {"anyOf", "oneOf"} and inner.context:
        return all(_is_other_type(each, inner) for each in inner.context)
    return inner.validator == "type"


def _worded(document: Document, wrong: Wrong) -> Iterator[Finding]:
    path = wrong.path
    match wrong.rule:
        case "additionalProperties":
            known = list(wrong.schema["properties"])
            for key in [each for each in wrong.value if each not in known]:
                yield Finding(_unknown(document, _node(document.data, path), key, known, path), (*path, key))
        case "required":
            missing = [key for key in wrong.asks if key not in wrong.value]
            for key in missing:
                yield Finding(_missing(document, path, f"`{key}:`", wrong), path)
        case "type":
            yield Finding(_wrong_type(document, path, wrong, _types(wrong)), path)
        case "anyOf":
            yield Finding(_wrong_type(document, path, wrong, [kind for branch in wrong.asks for kind in _accepted(branch)]), path)
        case "oneOf" if not isinstance(wrong.value, dict):
            return  # that it is no mapping is said already
        case "oneOf":
            words = [branch["required"][0] for branch in map(_resolved, wrong.asks)]
            if len([word for word in words if word in wrong.value]) > 1:
                yield Finding(_too_many(document, path, words, wrong), path)
            else:
                yield Finding(_missing(document, path, "one of " + ", ".join(f"`{word}:`" for word in words), wrong), path)
        case "enum" | "const":
            yield Finding(_not_one_of(document, path, wrong), path)
        case _:
            yield Finding(_other(document, path, wrong), path)


def _unknown(document: Document, holder: dict[str, Any], key: str, known: list[str], path: Path) -> Problem:
    where = _where(document, path)
    kinds = [kind for kind in _CONSTRAINTS if kind in holder]
    if key in kinds and len(kinds) > 1:
        given = " and ".join(f"`{kind}:`" for kind in kinds)
        hint = "write a constraint for each"
        return document.problem("SC118", f"{where} has {given}", holder, key, at_key=True, hint=hint)
    close = get_close_matches(key.lower().replace("-", "_"), known, 1)
    hint = f"did you mean {close[0]}?" if close else "known here: " + ", ".join(known)
    return document.problem("SC110", f"unknown key `{key}`{where and f' in {where}'}", holder, key, at_key=True, hint=hint)


def _missing(document: Document, path: Path, what: str, wrong: Wrong) -> Problem:
    message = f"{_where(document, path) or 'the definition'} lacks {what}"
    if not path:
        return document.problem("SC112", message, document.data, None)
    holder = _holder(document, path)
    example = next(iter(wrong.schema.get("examples", ())), None)
    wanted = [key for branch in map(_resolved, wrong.schema.get("oneOf", [wrong.schema])) for key in branch.get("required", ())]
    close = [found for key in wrong.value if key not in wanted for found in get_close_matches(key, wanted, 1)]
    hint = f"did you mean {close[0]}?" if close else f"for example {_inline(example)}" if isinstance(example, dict) else ""
    return document.problem("SC112", message, holder, path[-1], at_key=isinstance(path[-1], str), hint=hint)


def _too_many(document: Document, path: Path, words: Sequence[str], wrong: Wrong) -> Problem:
    given = " and ".join(f"`{word}:`" for word in words if word in wrong.value)
    hint = "keep one of them"
    return document.problem(
        "SC118", f"{_where(document, path)} has {given}", _holder(document, path), path[-1], at_key=isinstance(path[-1], str), hint=hint
    )


def _wrong_type(document: Document, path: Path, wrong: Wrong, kinds: Iterable[str]) -> Problem:
    accepted = list(dict.fromkeys(kinds))
    subject = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "an item"
    where = _where(document, path[:-1])
    wanted = _choice([_TYPES.get(kind, kind) for kind in accepted])
    message = f"{subject}{f' of {where}' if where else ''} must be {wanted}, not {describe(wrong.value)}"
    hint = ""
    if "boolean" in accepted and isinstance(wrong.value, str):
        better = _HINTS["boolean"].get(wrong.value)
        hint = f"write {better}" if better else ""
    elif "string" in accepted and isinstance(wrong.value, bool | int | float):
        hint = f'write it in quotes: "{str(wrong.value).lower()}"'
    elif wrong.value is None:
        hint = "write a value, or take the key away"
    if not path:
        return document.problem("SC111", message, document.data, None, hint=hint)
    return document.problem("SC111", message, _holder(document, path), path[-1], hint=hint)


def _not_one_of(document: Document, path: Path, wrong: Wrong) -> Problem:
    if path == ("schemac",):
        message = f"this is version {wrong.value!r} of the language; this schemac reads version 1"
        return document.problem("SC116", message, document.data, "schemac", hint="write `schemac: 1`, or use a newer schemac")
    choices = [each if isinstance(each, str) else str(each).lower() for each in wrong.schema.get("enum", [wrong.schema.get("const")])]
    text = wrong.value if isinstance(wrong.value, str) else ""
    close = get_close_matches(text.lower().replace("_", " "), choices, 1)
    hint = f"did you mean {close[0]}?" if close else f"one of {', '.join(choices)}"
    message = f"`{path[-1]}` cannot be {describe(wrong.value)}"
    return document.problem("SC114", message, _holder(document, path), path[-1], hint=hint)


def _other(document: Document, path: Path, wrong: Wrong) -> Problem:
    example = next(iter(wrong.schema.get("examples", ())), None)
    hint = f"for example {_inline(example)}" if example is not None else ""
    value = describe(wrong.value)
    messages = {
        "minLength": "a text that is empty says nothing",
        "minItems": "a list that is empty says nothing",
        "uniqueItems": "the same value stands in the list twice",
        "minimum": f"{wrong.value} is less than {wrong.asks}",
        "not": f"{wrong.value} makes no sense here",
        "pattern": f"{value} does not have the form that is wanted here",
    }
    subject = f"`{path[-1]}`: " if path and isinstance(path[-1], str) else ""
    message = subject + messages.get(wrong.rule, f"{value} cannot stand here")
    if wrong.in_key:
        holder = _node(document.data, path)
        return document.problem("SC115", subject + f"the key {wrong.value!r} cannot be a name", holder, wrong.value, at_key=True)
    if not path:
        return document.problem("SC115", message, document.data, None, hint=hint)
    return document.problem("SC115", message, _holder(document, path), path[-1], hint=hint)


def _types(wrong: Wrong) -> list[str]:
    value = wrong.asks
    return [value] if isinstance(value, str) else list(value)


def _accepted(schema: dict[str, Any]) -> list[str]:
    """Return the types that a schema takes, in words of JSON Schema or as quoted choices."""
    schema = _resolved(schema)
    if "type" in schema:
        return [schema["type"]] if isinstance(schema["type"], str) else list(schema["type"])
    if "enum" in schema:
        return [str(choice) for choice in schema["enum"]]
    return [kind for branch in schema.get("anyOf", schema.get("oneOf", ())) for kind in _accepted(branch)] or ["object"]


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = language()["$defs"][schema["$ref"].rpartition("/")[2]]
        return _resolved(found)
    return schema


def _choice(words: Sequence[str]) -> str:
    unique = list(dict.fromkeys(words))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} or {unique[-1]}"


def _inline(example: Any) -> str:
    """Return an example on one line, as YAML would have it."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_inline(value)}" for key, value in example.items()) + "}"
    if isinstance(example, list):
        return "[" + ", ".join(_inline(value) for value in example) + "]"
    return str(example).lower() if isinstance(example, bool) or example is None else str(example)


def _where(document: Document, path: Path) -> str:
    """Return what a path leads to, in a person's words: `column customer.email`."""
    noun = ""
    names: list[str] = []
    at = 0
    node: Any = document.data
    while at < len(path):
        key = path[at]
        if isinstance(key, str) and key in _NOUNS and at + 1 < len(path) and (at == 0 or names):
            inner = path[at + 1]
            entry = node[key][inner]
            name = inner if isinstance(inner, str) else entry.get("name") if isinstance(entry, dict) else None
            noun, names = "key" if noun == "index" else _NOUNS[key], [*names, str(name) if name else f"number {int(inner) + 1}"]
            node, at = entry, at + 2
        else:
            if not names:
                return f"`{'.'.join(str(each) for each in path)}`"
            return f"{noun} {'.'.join(names)}"
    return f"{noun} {'.'.join(names)}" if names else ""


def _node(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _holder(document: Document, path: Path) -> Holder:
    holder: Holder = _node(document.data, path[:-1])
    return holder
