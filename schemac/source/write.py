"""Writes the definition of a schema, as `import` leaves it for a person to go on with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from schemac.dialect import Dialect
from schemac.model.definition import Naming
from schemac.model.names import Name
from schemac.model.objects import Domain, Enum, Extension, Namespace, Sequence, View
from schemac.model.schema import Schema
from schemac.model.tables import ForeignKey, Table
from schemac.source.write_default import Defaults
from schemac.source.write_foreign import write_foreign
from schemac.source.write_objects import write_domain, write_enum, write_extensions, write_namespaces, write_sequence, write_view
from schemac.source.write_programs import SECTIONS as PROGRAMS
from schemac.source.write_programs import write_program
from schemac.source.write_relations import SECTIONS, key_of, write_relation
from schemac.source.write_rights import said_owner, usual_owner, without_owner, write_rights
from schemac.source.write_short import Shortening
from schemac.source.write_table import differing, write_table
from schemac.source.write_yaml import Block, write_mapping

EDITOR_LINE = "# yaml-language-server: $schema={path}"
SCHEMA_FILE = "./schemac.schema.json"
_SPACED = frozenset({"tables", "views", "materialized_views", "policies", *PROGRAMS})


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
    return _text(parts, header, SCHEMA_FILE)


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
    """Return the definition of a schema as files by their relative paths: the main one, and one for each table under `tables/`.

    `main` is the name of the main file, which includes the others; everything else is as for `write_definition`.
    """
    parts = _sections(schema, name, dialect, targets, naming or Naming())
    tables = parts.pop("tables", {})
    front = {key: parts.pop(key) for key in ("schemac", "database") if key in parts}
    include = {"include": ["tables/*.yaml"]} if tables else {}
    files = {main: _text(front | include | parts, header, SCHEMA_FILE)}
    taken: set[str] = set()
    for key, table in tables.items():
        path = f"tables/{_file_name(key, taken)}.yaml"
        files[path] = _text({"tables": Block({key: table})}, "", f".{SCHEMA_FILE}")
    return files


def _file_name(name: str, taken: set[str]) -> str:
    """Return a file's name for an object's name, safe everywhere and not taken, letters' case disregarded."""
    plain = re.sub(r"[^\w.-]+", "_", name, flags=re.ASCII).strip("._-")[:100] or "table"
    found, number = plain, 1
    while found.lower() in taken:
        number += 1
        found = f"{plain}-{number}"
    taken.add(found.lower())
    return found


def _text(parts: Mapping[str, Any], header: str, schema_path: str) -> str:
    """Return a file: the line for editors, a comment, and its sections with a blank line between those that are long."""
    lines = [EDITOR_LINE.format(path=schema_path)]
    lines += [f"# {line}".rstrip() for line in header.splitlines()]
    long_before = False
    for key, value in parts.items():
        long = isinstance(value, Block)
        if (long or long_before) and key != "schemac":
            lines.append("")
        lines += [f"{key}:", *_spaced(value)] if key in _SPACED else write_mapping({key: value})
        long_before = long
    return "\n".join(lines) + "\n"


def _spaced(entries: Mapping[str, Any]) -> list[str]:
    """Return the entries of a section with a blank line between two of which one takes several lines."""
    lines: list[str] = []
    long_before = False
    for key, value in entries.items():
        written = write_mapping({key: value}, 2)
        if lines and (long_before or len(written) > 1):
            lines.append("")
        lines += written
        long_before = len(written) > 1
    return lines


def _sections(schema: Schema, name: str, dialect: Dialect, targets: tuple[str, ...], naming: Naming) -> dict[str, Any]:
    """Return the sections of a definition in the order in which they are written; none that is empty."""
    owner = usual_owner(schema)
    said, rights = said_owner(schema, owner), write_rights(schema, dialect.name)
    schema = without_owner(schema, owner)
    short = Shortening(schema, dialect, naming)
    defaults = Defaults(schema)
    database: dict[str, Any] = {"name": name} if name else {}
    database |= {"owner": said} if said else {}
    database |= {"targets": list(targets or (dialect.name,)), "expressions": dialect.name}
    parts: dict[str, Any] = {"schemac": 1, "database": database, "naming": _naming(short.naming)}
    parts["namespaces"] = write_namespaces([item for item in schema if isinstance(item, Namespace)], dialect.name)
    parts["extensions"] = write_extensions([item for item in schema if isinstance(item, Extension)], dialect.name)
    types, beside = ("composites", "ranges", "collations"), ("materialized_views", "policies", "statistics", "publications")
    blocks: dict[str, Block] = {word: Block() for word in ("enums", "domains", *types, "sequences", "tables", "views", *beside, *PROGRAMS)}
    for item in schema:
        key = str(item.full_name)
        match item:
            case Enum():
                blocks["enums"][key] = write_enum(item, dialect.name)
            case Domain():
                blocks["domains"][key] = write_domain(item, short, defaults)
            case Sequence() if item.ref not in short.sequences:
                blocks["sequences"][key] = write_sequence(item, short)
            case Table() if item.columns or "empty" in dialect.capabilities.table:
                blocks["tables"][key] = write_table(item, short, defaults)
            case Table():
                blocks["tables"][key] = {"managed": False}
            case View():
                blocks["views"][key] = write_view(item, dialect.name)
            case _ if type(item) in SECTIONS:
                blocks[SECTIONS[type(item)]][key_of(item)] = write_relation(item, short)
            case _:
                program = write_program(item, dialect.name)
                if program is not None:
                    blocks[program.section][program.key] = program.entry
    blocks["tables"] |= {str(name): {"managed": False} for name in _strangers(schema)}
    return {key: value for key, value in (parts | write_foreign(schema, dialect.name) | blocks | rights).items() if value}


def _strangers(schema: Schema) -> list[Name]:
    """Return the tables that foreign keys refer to and that the schema does not hold, in the order in which they are met."""
    keys = (part for table in schema.tables for part in table.constraints if isinstance(part, ForeignKey))
    return list(dict.fromkeys(key.table for key in keys if schema.table(key.table) is None))


def _naming(naming: Naming) -> dict[str, str | None]:
    """Return what of a naming is not as usual."""
    return differing(naming, Naming(), [field.name for field in fields(Naming)])
