"""Writes the definition of a schema, as `import` leaves it for a person to go on with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from schemac.dialect import Dialect
from schemac.model.definition import Definition, Naming
from schemac.model.names import Name, Ref, spell
from schemac.model.objects import Domain, Enum, Extension, Namespace, Object, Sequence, View
from schemac.model.raw import RawStatement
from schemac.model.rights import concerned
from schemac.model.schema import Schema
from schemac.model.tables import ForeignKey, Table
from schemac.source.prune import COLLECTIONS
from schemac.source.write_default import Defaults
from schemac.source.write_foreign import write_foreign
from schemac.source.write_objects import write_domain, write_enum, write_extension, write_sequence, write_statement, write_view
from schemac.source.write_programs import SECTIONS as PROGRAMS
from schemac.source.write_programs import Written, write_program
from schemac.source.write_relations import SECTIONS, key_of, write_relation
from schemac.source.write_rights import said_owner, usual_owner, without_owner, write_grants, write_role
from schemac.source.write_short import Shortening
from schemac.source.write_split import split
from schemac.source.write_table import differing, shared, write_table
from schemac.source.write_yaml import Block, write_mapping

EDITOR_LINE = "# yaml-language-server: $schema={path}"
SCHEMA_FILE = "./schemac.schema.json"
_SPACED = frozenset({"tables", "views", "materialized_views", "policies", "statements", *PROGRAMS})


def write_definition(
    schema: Schema, *, name: str, dialect: Dialect, targets: tuple[str, ...] = (), naming: Naming | None = None, header: str = ""
) -> str:
    """Return the definition of a schema in house style.

    Reading it and putting it in the dialect's terms gives the same schema, up to the order of a table's constraints. A table without
    columns where the engine has none such, and one that is only referred to, is written as not managed: it can be referred to, and is
    never touched.

    Args:
        schema: the schema in the dialect's own terms, as inspection finds it.
        name: the database's name.
        dialect: whose SQL the schema holds; expressions are written in it.
        targets: what the definition compiles for; left out, the dialect.
        naming: the patterns by which names are left out and given again.
        header: a comment for the top of the file: where the definition comes from.
    """
    parts = _sections(schema, name, dialect, targets, naming or Naming())
    return file_text(parts, SCHEMA_FILE, header)


def write_files(
    schema: Schema,
    *,
    name: str,
    dialect: Dialect,
    targets: tuple[str, ...] = (),
    naming: Naming | None = None,
    header: str = "",
    main: str = "schema.yaml",
) -> dict[str, str]:
    """Return the definition of a schema as files by their relative paths: the main one, and one for each table, view and routine.

    `main` is the name of the main file, which includes the others; everything else is as for `write_definition`.
    """
    files = split(_sections(schema, name, dialect, targets, naming or Naming()), main)
    texts = {path: file_text(parts, f".{SCHEMA_FILE}") for path, parts in files.items() if path != main}
    return {main: file_text(files[main], SCHEMA_FILE, header)} | texts


def file_text(parts: Mapping[str, Any], schema_path: str, header: str = "") -> str:
    """Return a file: the line for editors, a comment, and its sections with a blank line between those that are long."""
    lines = [EDITOR_LINE.format(path=schema_path)]
    lines += [f"# {line}".rstrip() for line in header.splitlines()]
    long_before = False
    for key, value in parts.items():
        long = isinstance(value, Block)
        if (long or long_before) and key != "schemac":
            _blank(lines)
        lines += section_lines(key, value)
        long_before = long
    return "\n".join(lines) + "\n"


def section_lines(key: str, value: Any) -> list[str]:
    """Return the lines of a section; long objects stand apart."""
    return [f"{key}:", *_spaced(value)] if key in _SPACED else write_mapping({key: value})


def _spaced(entries: Mapping[str, Any]) -> list[str]:
    """Return the entries of a section with a blank line between two of which one takes several lines."""
    lines: list[str] = []
    long_before = False
    for key, value in entries.items():
        written = write_mapping({key: value}, 2)
        if lines and (long_before or len(written) > 1):
            _blank(lines)
        lines += written
        long_before = len(written) > 1
    return lines


def _blank(lines: list[str]) -> None:
    """End with a blank line; one that ends a text is there already, and another would be part of the text."""
    if lines[-1]:
        lines.append("")


def _sections(schema: Schema, name: str, dialect: Dialect, targets: tuple[str, ...], naming: Naming) -> dict[str, Any]:
    """Return the sections of a definition in the order in which they are written; none that is empty.

    Objects stand by name: the order in which a database has them changes whenever one is made again.
    """
    owner = usual_owner(schema)
    said = said_owner(schema, owner)
    rights = write_grants(schema)
    schema = without_owner(schema, owner)
    short = Shortening(schema, dialect, naming)
    database: dict[str, Any] = {"name": name} if name else {}
    database |= {"owner": said} if said else {}
    database |= {"targets": list(targets or (dialect.name,))}
    database |= {} if dialect.name == Definition().expressions else {"expressions": dialect.name}
    blocks: dict[str, dict[str, Any]] = {word: {} for word in COLLECTIONS}
    for written in _entries(short).values():
        blocks[written.section][written.key] = written.entry
    ordered = {word: listed(word, dict(sorted(block.items()))) for word, block in blocks.items()}
    parts: dict[str, Any] = {"schemac": 1, "database": database, "naming": _naming(short.naming)} | ordered | rights
    return {key: value for key, value in parts.items() if value}


def listed(section: str, entries: dict[str, Any]) -> list[str] | Block:
    """Return the entries of a section: a list of names where there is no more to say of any and a name alone will do."""
    return list(entries) if section in {"namespaces", "extensions"} and not any(entries.values()) else Block(entries)


def write_entries(schema: Schema, *, dialect: Dialect, naming: Naming) -> dict[Ref, Written]:
    """Return what a definition says of each object of a schema, by section and key; sequences that `serial` stands for are left out."""
    return _entries(Shortening(schema, dialect, naming))


def _entries(short: Shortening) -> dict[Ref, Written]:
    """Return what is said of each object that has to be written."""
    defaults = Defaults(short.schema)
    found = {role.ref: Written("roles", spell(role.name), write_role(role, short.dialect.name)) for role in concerned(short.schema)}
    for item in short.schema:
        written = _entry(item, short, defaults)
        if written is not None:
            found[item.ref] = written
    strangers = {Ref("table", *name): Written("tables", str(name), {"managed": False}) for name in _strangers(short.schema)}
    return strangers | found


def _entry(item: Object, short: Shortening, defaults: Defaults) -> Written | None:
    """Return what is said of one object; None where it need not be written."""
    key = str(item.full_name)
    dialect = short.dialect
    match item:
        case Namespace():
            return Written("namespaces", spell(item.name), shared(item, dialect.name))
        case Extension():
            return Written("extensions", item.name, write_extension(item, dialect.name))
        case Enum():
            return Written("enums", key, write_enum(item, dialect.name))
        case Domain():
            return Written("domains", key, write_domain(item, short, defaults))
        case Sequence():
            return None if item.ref in short.sequences else Written("sequences", key, write_sequence(item, short))
        case Table():
            whole = item.columns or "empty" in dialect.capabilities.table
            return Written("tables", key, write_table(item, short, defaults) if whole else {"managed": False})
        case View():
            return Written("views", key, write_view(item, dialect))
        case RawStatement():
            return Written("statements", spell(item.name), write_statement(item, dialect.name))
        case _ if type(item) in SECTIONS:
            return Written(SECTIONS[type(item)], key_of(item), write_relation(item, short))
        case _:
            return write_program(item, dialect.name) or write_foreign(item, dialect.name)


def _strangers(schema: Schema) -> list[Name]:
    """Return the tables that foreign keys refer to and that the schema does not hold, in the order in which they are met."""
    keys = (part for table in schema.tables for part in table.constraints if isinstance(part, ForeignKey))
    return list(dict.fromkeys(key.table for key in keys if schema.table(key.table) is None))


def _naming(naming: Naming) -> dict[str, str | None]:
    """Return what of a naming is not as usual."""
    return differing(naming, Naming(), [field.name for field in fields(Naming)])
