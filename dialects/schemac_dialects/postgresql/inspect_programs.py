"""Routines, triggers, rules and event triggers of a live database."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.names import Name
from schemac.model.objects import Object, Words
from schemac.model.plan import Unmodelled
from schemac.model.programs import Aggregate, EventTrigger, Function, Procedure, Rule, Trigger, is_parsed
from schemac.model.sql_text import Token, tokens
from schemac_dialects.postgresql.catalogue import Catalogue, noted, space
from schemac_dialects.postgresql.inspect_relations import Relations
from schemac_dialects.postgresql.parens import read, stable
from schemac_dialects.postgresql.routines import arguments_of

STATES = {"O": "", "D": "disabled", "R": "replica", "A": "always"}
EVENTS = (("insert", 4), ("update", 16), ("delete", 8), ("truncate", 32))
_ROW, _BEFORE, _INSTEAD = 1, 2, 64
_VOLATILITY = {"i": "immutable", "s": "stable"}
_PARALLEL = {"s": "safe", "r": "restricted"}
_PRINTS_IN = 14
_MODIFY = {"s": "shareable", "w": "read_write"}


def programs(catalogue: Catalogue, relations: Relations, unmodelled: list[Unmodelled]) -> Iterator[Object]:
    """Go through everything of these kinds; what hangs on a relation that is not modelled is noted."""
    yield from _routines(catalogue)
    yield from _aggregates(catalogue)
    for row in catalogue.rows["triggers"]:
        relation = relations.by_oid.get(row[1])
        if relation is not None and relation.other:
            unmodelled.append(noted("trigger", row[2], relation.full_name.namespace, relation.name))
        elif relation is not None:
            yield _trigger(row, relation.full_name, catalogue, relations)
    for oid, table, name, text, state in catalogue.rows["rules"]:
        relation = relations.by_oid.get(table)
        if relation is not None and relation.other:
            unmodelled.append(noted("rule", name, relation.full_name.namespace, relation.name))
        elif relation is not None:
            comment = catalogue.comment("pg_rewrite", oid)
            owner = relation.full_name
            yield Rule(
                name=name,
                namespace=owner.namespace,
                table=owner.name,
                sql=stable(behind(text, "as")),
                state=STATES[state],
                comment=comment,
            )
    for oid, name, event, tags, function, state in catalogue.rows["event_triggers"]:
        comment = catalogue.comment("pg_event_trigger", oid)
        yield EventTrigger(name=name, event=event, tags=tuple(tags or ()), execute=f"{function}()", state=STATES[state], comment=comment)


def _routines(catalogue: Catalogue) -> Iterator[Function | Procedure]:
    for row in catalogue.rows["routines"]:
        oid, namespace, name, kind, types, arguments, returns, language, body = row[:9]
        if kind == "p" and catalogue.version[0] < _PRINTS_IN:
            arguments = ", ".join(argument.text(explicit=True) for argument in arguments_of(arguments))
        body = stable(body) if is_parsed(language, body) else body
        shared = {"name": name, "namespace": space(namespace), "comment": catalogue.comment("pg_proc", oid)}
        said = {"signature": types, "arguments": arguments, "language": language, "body": body, "options": _words(row)}
        yield Procedure(**shared, **said) if kind == "p" else Function(**shared, **said, returns=returns)


def _words(row: tuple[object, ...]) -> Words:
    """Return what is not as usual about a routine."""
    language, library, volatility, strict, definer, leakproof, parallel, cost, rows, settings, support, types, many = (row[7], *row[9:])
    words: Words = {}
    if row[3] == "w":
        words["window"] = True
    if library:
        words["library"] = library
    if volatility in _VOLATILITY:
        words["volatility"] = _VOLATILITY[str(volatility)]
    words |= {word: True for word, given in (("strict", strict), ("leakproof", leakproof)) if given}
    if definer:
        words["security"] = "definer"
    if parallel in _PARALLEL:
        words["parallel"] = _PARALLEL[str(parallel)]
    if cost != (1 if language in {"c", "internal"} else 100):
        words["cost"] = _number(cost)
    if many and rows != 1000:
        words["rows"] = _number(rows)
    if isinstance(settings, list):
        words["set"] = {name: value for name, _, value in (setting.partition("=") for setting in settings)}
    if support:
        words["support"] = support
    return words | ({"transform": types} if types else {})


def _number(value: object) -> int | float:
    """Return a number as a whole one where it is."""
    number = float(str(value))
    return int(number) if number.is_integer() else number


def _aggregates(catalogue: Catalogue) -> Iterator[Aggregate]:
    names = (
        "sfunc", "stype", "sspace", "finalfunc", "finalfunc_extra", "finalfunc_modify", "combinefunc", "serialfunc", "deserialfunc",
        "initcond", "msfunc", "minvfunc", "mstype", "msspace", "mfinalfunc", "mfinalfunc_extra", "mfinalfunc_modify", "minitcond", "sortop",
    )  # fmt: skip
    for oid, namespace, name, types, arguments, parallel, kind, *values in catalogue.rows["aggregates"]:
        usual = "r" if kind == "n" else "w"
        words: Words = {}
        for word, value in zip(names, values, strict=True):
            if word.endswith("_modify"):
                if value != usual and value:
                    words[word] = {"r": "read_only", **_MODIFY}[value]
            elif value not in (None, False, 0, "-"):
                words[word] = value
        if parallel in _PARALLEL:
            words["parallel"] = _PARALLEL[parallel]
        if kind == "h":
            words["hypothetical"] = True
        comment = catalogue.comment("pg_proc", oid)
        yield Aggregate(name=name, namespace=space(namespace), comment=comment, signature=types, arguments=arguments, options=words)


def _trigger(row: tuple[object, ...], owner: Name, catalogue: Catalogue, relations: Relations) -> Trigger:
    """Return the trigger of one row of the catalogue."""
    oid, table, name, kind, numbers, text, constraint, deferrable, deferred, other, old, new, state = row
    bits = int(str(kind))
    source = relations.by_oid.get(int(str(other)))
    when, execute = condition_and_call(str(text))
    return Trigger(
        name=str(name),
        namespace=owner.namespace,
        table=owner.name,
        comment=catalogue.comment("pg_trigger", int(str(oid))),
        timing="instead of" if bits & _INSTEAD else "before" if bits & _BEFORE else "after",
        events=tuple(event for event, bit in EVENTS if bits & bit),
        columns=relations.named(int(str(table)), numbers if isinstance(numbers, list) else []),
        level="row" if bits & _ROW else "statement",
        when=when,
        execute=execute,
        constraint=bool(constraint),
        deferrable=bool(deferrable),
        initially_deferred=bool(deferred),
        from_table=str(source.full_name) if source is not None else "",
        old_table=str(old or ""),
        new_table=str(new or ""),
        state=STATES[str(state)],
    )


def condition_and_call(text: str) -> tuple[str, str]:
    """Return the condition and the call of a CREATE TRIGGER statement as the server prints it."""
    parts = list(tokens(text))
    outside = list(_outside(parts))
    call = next(at for at in outside if parts[at].text == "EXECUTE")
    start = next((at for at in outside if parts[at].text == "WHEN"), None)
    when = "" if start is None else read("".join(token.text for token in parts[start + 1 : call]).strip())
    return when, "".join(token.text for token in parts[call + 1 :]).strip().partition(" ")[2].strip()


def _outside(parts: list[Token]) -> Iterator[int]:
    """Go through the places of the words outside of parentheses."""
    depth = 0
    for at, token in enumerate(parts):
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if not depth and token.kind == "word":
            yield at


def behind(text: str, word: str) -> str:
    """Return what follows the first bare word of that spelling, without the closing semicolon."""
    parts = list(tokens(text))
    at = next(at for at in _outside(parts) if parts[at].text.lower() == word and at > 0)
    return "".join(token.text for token in parts[at + 1 :]).strip().rstrip(";").rstrip()
