"""The last step into MySQL's and MariaDB's terms: what the server folds, fills in and names by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from dataclasses import replace as replace_definition
from typing import TypeVar

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.errors import Position, Problem, SchemaError
from schemac.model.change import part_ref
from schemac.model.definition import Definition
from schemac.model.names import Ref
from schemac.model.objects import Object, Sequence, View, Words
from schemac.model.schema import Schema
from schemac.model.tables import Check, Column, Constraint, Exclude, ForeignKey, Identity, Index, PrimaryKey, Table, Unique
from schemac_dialects.mysql import charsets
from schemac_dialects.mysql.defaults import NOW, bare, current_time, is_literal
from schemac_dialects.mysql.indexes import as_index, implied, parted
from schemac_dialects.mysql.partitions import in_one_spelling
from schemac_dialects.mysql.programs import faults, in_terms
from schemac_dialects.mysql.types import is_text

NO_KEY = "SC331"
NOT_PRINTED = "SC332"
NO_EXPRESSION = "SC333"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


C = TypeVar("C", Check, ForeignKey)


@dataclass(frozen=True, slots=True)
class Rules:
    """How one of the two servers folds what is written.

    title: its name. default: `(default, native type)` to the default as the server prints it. now: its word for the current time.
    check: a check as the server keeps it. foreign_key: the same for a foreign key. generated_not_null: whether a generated column may
    be NOT NULL. expression: the same for a generating or an indexed expression. computed_since: the first version that takes expressions
    as defaults. heads: whether a trigger is kept as it is written. says_charset: whether a column's own character set is kept although it
    is its table's.
    """

    title: str
    now: str
    default: Callable[[str, str], str | None]
    expression: Callable[[str], str]
    check: Callable[[Check], Check]
    foreign_key: Callable[[ForeignKey], ForeignKey]
    generated_not_null: bool
    heads: bool
    computed_since: tuple[int, ...]
    says_charset: bool


@dataclass(slots=True)
class _Run:
    """One normalising: what it looks at, and what it finds."""

    definition: Definition
    rules: Rules
    defaults: dict[str, str]
    version: tuple[int, ...]
    backwards: bool
    problems: list[Problem] = field(default_factory=list)
    losses: list[Problem] = field(default_factory=list)
    derived: set[Ref] = field(default_factory=set)
    moved: dict[Ref, Ref] = field(default_factory=dict)
    always: int = 0


def normalize(definition: Definition, can: Capabilities, rules: Rules) -> Definition:
    """Return the definition as the server would print it back.

    Raises SchemaError where an identity column leads no key, which these servers cannot count (SC331), for texts that they cannot
    print back (SC332), and for defaults that the server is too old to compute (SC333).
    """
    backwards = "leaned_on_backwards" in can.index
    run = _Run(definition, rules, dict(can.defaults), can.version, backwards, derived=set(definition.derived))
    run.problems += faults(definition, rules.title)
    changed = [_object(item, run) for item in definition.schema]
    if run.problems:
        raise SchemaError(run.problems)
    if run.always and definition.expressions == "postgresql":
        message = f"{rules.title}: identity: always is AUTO_INCREMENT, which also takes values given by hand ({run.always} columns)"
        run.losses.append(Problem("SC390", message))
    return replace_definition(
        definition,
        schema=Schema.of(changed),
        derived=frozenset(run.moved.get(ref, ref) for ref in run.derived),
        renames={run.moved.get(ref, ref): names for ref, names in definition.renames.items()},
        losses=(*definition.losses, *run.losses),
        locate=_locating(definition.locate, {new: old for old, new in run.moved.items()}) if run.moved else definition.locate,
    )


def _locating(locate: Callable[[Ref], Position | None], written: dict[Ref, Ref]) -> Callable[[Ref], Position | None]:
    """Return a `locate` that knows parts whose kind has changed by what they were written as."""
    return lambda ref: locate(written.get(ref, ref))


def _object(item: Object, run: _Run) -> Object:
    match item:
        case Table():
            return _table(item, run)
        case View():
            return replace(item, options=_view_options(item.options))
        case Sequence():
            engine = {word: value for word, value in item.options.items() if str(value).lower() != run.defaults.get(word, "innodb").lower()}
            return replace(numbered(item), comment=_comment(item.comment, item.ref, run), options=engine)
        case _:
            return in_terms(item, heads=run.rules.heads)


def _view_options(options: Words) -> Words:
    """Return a view's options in lower case, the usual ones left out."""
    usual = {"algorithm": "undefined", "security": "definer"}
    return {word: str(value).lower() for word, value in options.items() if str(value).lower() != usual.get(word)}


def numbered(sequence: Sequence) -> Sequence:
    """Return a sequence with all its numbers given, as MariaDB fills them in."""
    up = sequence.increment > 0
    minimum = sequence.minimum if sequence.minimum is not None else (1 if up else -9223372036854775807)
    maximum = sequence.maximum if sequence.maximum is not None else (9223372036854775806 if up else -1)
    start = sequence.start if sequence.start is not None else (minimum if up else maximum)
    return replace(sequence, minimum=minimum, maximum=maximum, start=start, type="bigint", owned_by=None)


def _table(table: Table, run: _Run) -> Table:
    """Return a table in the server's terms."""
    spelled = charsets.spelled_out(table.options, run.defaults)
    collation = charsets.collation_of(spelled, run.defaults)
    key = table.primary_key
    keyed = frozenset(key.columns) if key else frozenset()
    keyed |= {str(name) for ends in table.options.get("periods", {}).values() for name in ends}
    columns = tuple(_column(column, table, collation, run, keyed=column.name in keyed) for column in table.columns)
    uniques, indexes = parted(_index(index, run, table) for index in table.indexes)
    for unique in uniques:
        old, new = (Ref(kind, table.namespace, unique.name, table.name) for kind in ("index", "unique"))
        run.moved[old] = new
    constraints = (*(_constraint(part, table, run) for part in table.constraints), *uniques)
    indexes += tuple(_worded(part, table, run) for part in constraints if isinstance(part, Unique) and _has_words(part))
    constraints = tuple(part for part in constraints if not _has_words(part))
    options = charsets.without_usual({word: _word(value) for word, value in spelled.items()}, run.defaults)
    options = in_one_spelling(options, (column.name for column in columns))
    comment = _comment(table.comment, table.ref, run)
    table = replace(table, columns=columns, constraints=constraints, indexes=indexes, options=options, comment=comment)
    made = implied(table, backwards=run.backwards)
    run.derived |= {Ref("index", table.namespace, index.name, table.name) for index in made}
    table = replace(table, indexes=(*table.indexes, *made))
    _counted(table, run)
    return table


def _has_words(part: Constraint) -> bool:
    """Tell whether a unique constraint says more than the model's own can, so that it is read back as an index."""
    return isinstance(part, Unique) and (part.comment is not None or bool(part.options))


def _worded(part: Unique, table: Table, run: _Run) -> Index:
    """Return a unique constraint with native words as the index that it is read back as."""
    old, new = (Ref(kind, table.namespace, part.name, table.name) for kind in ("unique", "index"))
    run.moved[old] = new
    return as_index(part)


def _word(value: object) -> object:
    """Return an option's value as the catalogue spells it."""
    return value if isinstance(value, (bool, list, dict)) else str(value)


def _counted(table: Table, run: _Run) -> None:
    """Note an identity column that leads no key."""
    for column in table.columns:
        if column.identity is None or table.options.get("engine", "InnoDB").lower() != "innodb":
            continue
        leading = [part.columns[0] for part in table.constraints if isinstance(part, (PrimaryKey, Unique))]
        leading += [index.keys[0].column for index in table.indexes]
        if column.name not in leading:
            ref = Ref("column", table.namespace, column.name, table.name)
            message = f"{ref}: {run.rules.title} counts only a column that is the first of a key"
            run.problems.append(Problem(NO_KEY, message, run.definition.locate(ref), "make it the primary key, unique, or index it"))


def _column(column: Column, table: Table, collation: str, run: _Run, *, keyed: bool) -> Column:
    """Return a column in the server's terms."""
    rules, ref = run.rules, Ref("column", table.namespace, column.name, table.name)
    options = {word: value for word, value in column.options.items() if value is not False and value not in {None, ""}}
    charset = options.pop("charset", "")
    own = charsets.named(column.collation)
    if charset and not own and charsets.named(str(charset)) != charsets.charset_of(collation):
        own = run.defaults.get(charsets.named(str(charset)), "")
        options |= {} if own else {"charset": charsets.named(str(charset))}
    if not is_text(column.type) or own == collation:
        own = ""
    if charset and not own and is_text(column.type) and rules.says_charset:
        options["charset"] = charsets.named(str(charset))
    if "on_update" in options:
        moment = NOW.match(bare(str(options["on_update"])))
        options["on_update"] = current_time(column.type, rules.now) if moment else options["on_update"]
    identity = column.identity
    if identity is not None:
        run.always += identity.always
        identity = Identity(always=False)
    nullable = column.nullable and not keyed and identity is None
    generated = column.generated
    if generated is not None:
        generated = replace(generated, sql=rules.expression(generated.sql))
        if not nullable and not rules.generated_not_null:
            message = f"{ref}: {rules.title} cannot say not null of a generated column"
            run.losses.append(Problem("SC390", message, run.definition.locate(ref)))
            nullable = True
    default = None if column.default is None else rules.default(column.default, column.type)
    if default and run.version < rules.computed_since and not is_literal(default) and not NOW.match(default):
        message = f"{ref}: {rules.title} {_dotted(run.version)} takes only a plain value or the current time as a default"
        hint = f"leave it out and let a trigger set it, or use {rules.title} {_dotted(rules.computed_since)} or later"
        run.problems.append(Problem(NO_EXPRESSION, message, run.definition.locate(ref), hint))
    _printable((column.default, column.type, generated.sql if generated else None), ref, run)
    return replace(
        column,
        collation=own,
        nullable=nullable,
        default=default,
        identity=identity,
        generated=generated,
        comment=_comment(column.comment, ref, run),
        options=options,
    )


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _comment(comment: str | None, ref: Ref, run: _Run) -> str | None:
    """Return a comment as the server keeps it: in three-byte characters, with question marks for others."""
    if not comment or not _BEYOND.search(comment):
        return comment or None
    message = f"{ref}: {run.rules.title} keeps comments in utf8mb3: characters beyond U+FFFF become question marks"
    run.losses.append(Problem("SC390", message, run.definition.locate(ref)))
    return _BEYOND.sub("?", comment)


def _printable(texts: Iterable[str | None], ref: Ref, run: _Run) -> None:
    """Note a character that the server takes but cannot print back, so that nobody could tell whether it is there."""
    if any(text and _BEYOND.search(text) for text in texts):
        message = f"{ref}: {run.rules.title}'s catalogue cannot print characters beyond U+FFFF in defaults, labels and expressions"
        hint = "write it without them, or with a function of their code: convert(0xF09F8E89 using utf8mb4)"
        run.problems.append(Problem(NOT_PRINTED, message, run.definition.locate(ref), hint))


def _index(index: Index, run: _Run, table: Table) -> Index:
    """Return an index in the server's terms."""
    keys = tuple(replace(key, sql=run.rules.expression(key.sql)) if key.sql else key for key in index.keys)
    method = index.method.lower()
    usual = "hash" if str(table.options.get("engine", "")).lower() == "memory" else "btree"
    options = {word: _word(value) for word, value in index.options.items() if value not in {False, None, ""}}
    return replace(index, keys=keys, method="" if method == usual else method, comment=index.comment or None, options=options)


def _constraint(part: Constraint, table: Table, run: _Run) -> Constraint:
    """Return a constraint in the server's terms."""
    match part:
        case PrimaryKey():
            return replace(part, name="")
        case Check():
            _printable((part.sql,), part_ref(table, part), run)
            return run.rules.check(_uncommented(part, table, run))
        case ForeignKey():
            return run.rules.foreign_key(_with_referenced(_uncommented(part, table, run), run.definition))
        case Unique() | Exclude():
            return part


def _uncommented(part: C, table: Table, run: _Run) -> C:
    """Return a check or a foreign key without its comment, which is a loss."""
    if part.comment is None:
        return part
    ref = part_ref(table, part)
    run.losses.append(Problem("SC390", f"{ref}: {run.rules.title} keeps no comment on a {part.kind}", run.definition.locate(ref)))
    return replace(part, comment=None)


def _with_referenced(key: ForeignKey, definition: Definition) -> ForeignKey:
    """Return a foreign key with the columns it refers to spelled out."""
    if key.referenced:
        return key
    table = definition.schema.table(key.table)
    primary = table.primary_key if table is not None else None
    return replace(key, referenced=primary.columns) if primary is not None else key
