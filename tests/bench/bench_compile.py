"""Compiling a definition of 1,000 tables against rendering the same text with plain Jinja templates, in CPU time of one process."""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from jinja2 import Environment, StrictUndefined

from schemac.api.compiling import compile_definition
from schemac.compile.normalize import normalize
from schemac.dialect import load as load_dialect
from schemac.model.schema import Schema
from schemac.model.tables import Table
from schemac.source import load
from tests.bench.fixture import definition

TABLES = 1000
ROUNDS = 9
GOAL = 2.0

TEMPLATES = {
    "enum": """\
CREATE TYPE {{ item.name | ident }} AS ENUM (
{%- for label in item["values"] %}{{ label | literal }}{{ ", " if not loop.last }}{% endfor %})""",
    "table": """\
CREATE TABLE {{ item.name | ident }} (
{%- for column in item.columns %}
  {{ column.name | ident }} {{ column.type }}
  {%- if column.identity %} GENERATED {{ "ALWAYS" if column.identity.always else "BY DEFAULT" }} AS IDENTITY{% endif %}
  {%- if column.default %} DEFAULT {{ column.default }}{% endif %}{% if not column.nullable %} NOT NULL{% endif %},
{%- endfor %}
{%- for part in item.constraints %}
  CONSTRAINT {{ part.name | ident }}
  {%- if part.kind == "primary_key" %} PRIMARY KEY ({{ part["columns"] | idents }})
  {%- elif part.kind == "unique" %} UNIQUE ({{ part["columns"] | idents }})
  {%- elif part.kind == "check" %} CHECK ({{ part.sql }})
  {%- else %} FOREIGN KEY ({{ part["columns"] | idents }}) REFERENCES {{ part.table.name | ident }} ({{ part.referenced | idents }})
  {%- if part.on_delete != "no action" %} ON DELETE {{ part.on_delete | upper }}{% endif %}{% endif %}{{ "," if not loop.last }}
{%- endfor %}
)""",
    "index": """\
CREATE {{ "UNIQUE " if item.unique }}INDEX {{ item.name | ident }} ON {{ table.name | ident }} (
{%- for key in item["keys"] %}{% if key.column %}{{ key.column | ident }}{% else %}({{ key.sql }}){% endif %}
{{- " DESC" if key.order == "desc" }}{{ ", " if not loop.last }}{% endfor %}){% if item.where %} WHERE {{ item.where }}{% endif %}""",
    "comment_table": "COMMENT ON TABLE {{ item.name | ident }} IS {{ item.comment | literal }}",
    "comment_column": "COMMENT ON COLUMN {{ table.name | ident }}.{{ item.name | ident }} IS {{ item.comment | literal }}",
    "view": "CREATE VIEW {{ item.name | ident }} AS\n{{ item.sql }}",
}
"""The same statements from templates with nothing but loops, conditions and quoting in them."""


def rendered(schema: Schema, quote: Callable[[str], str], literal: Callable[[str], str]) -> Callable[[], list[str]]:
    """Return what renders the statements of a schema from plain templates, compiled beforehand."""
    environment = Environment(autoescape=False, undefined=StrictUndefined)
    environment.filters |= {"ident": quote, "literal": literal, "idents": lambda names: ", ".join(map(quote, names))}
    templates = {name: environment.from_string(text) for name, text in TEMPLATES.items()}

    def job() -> list[str]:
        made = []
        for item in schema:
            made.append(templates[item.kind].render(item=item))
            if isinstance(item, Table):
                made += [templates["index"].render(item=index, table=item) for index in item.indexes]
                made += [templates["comment_table"].render(item=item)] if item.comment else []
                made += [templates["comment_column"].render(item=part, table=item) for part in item.columns if part.comment]
        return made

    return job


def seconds(job: Callable[[], object]) -> float:
    """Return the CPU seconds that a job takes."""
    start = time.process_time()
    job()
    return time.process_time() - start


def main() -> int:
    """Print the ratio of the medians, the two jobs taking turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.yaml"
        path.write_text(definition(TABLES), encoding="utf-8")
        found = load(path)
    dialect = load_dialect("postgresql")
    plain = rendered(normalize(found, dialect, dialect.capabilities).schema, dialect.quote, dialect.literal)

    def compiled() -> object:
        return compile_definition(found, dialect)

    sizes = sum(len(statement) for statement in plain()), sum(len(statement) for statement in compile_definition(found, dialect).statements)
    gc.disable()  # for both, as the command line does
    pairs = [(seconds(plain), seconds(compiled)) for _ in range(ROUNDS)]
    base, ours = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = ours / base
    verdict = "ok" if ratio <= GOAL else "MISSED"
    print(f"plain Jinja {base:.3f} s ({sizes[0]:,} characters), compile {ours:.3f} s ({sizes[1]:,}): {ratio:.2f}x, goal {GOAL}x: {verdict}")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
