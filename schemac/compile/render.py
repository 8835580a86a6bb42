"""Actions written as SQL by their dialect's templates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from jinja2.runtime import new_context

from schemac.compile.direct import DirectAccess
from schemac.compile.fragments import fragments
from schemac.dialect import Dialect, Unsupported
from schemac.model.change import Action
from schemac.model.names import Name
from schemac.model.objects import Object


@lru_cache(maxsize=32)
def environment(dialect: Dialect) -> Environment:
    """Return the templates of a dialect with the filters they may use.

    `ident`, `idents`: one name, or several joined by commas, quoted where they need it. `name`: an object's or table's full name.
    `literal`, `literal_or_null`: a text as a string literal. Besides them, the dialect's own filters and its fragments.
    """
    made = Environment(
        loader=FileSystemLoader([str(folder) for folder in dialect.templates]),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - SQL, not HTML: names and literals go through the dialect's quoting
        keep_trailing_newline=False,
        cache_size=400,
        auto_reload=False,
    )

    made.code_generator_class = DirectAccess

    def qualified(subject: Object | Name) -> str:
        full = subject.full_name if isinstance(subject, Object) else subject
        return f"{dialect.quote(full.namespace)}.{dialect.quote(full.name)}" if full.namespace else dialect.quote(full.name)

    def idents(names: Iterable[str]) -> str:
        return ", ".join(dialect.quote(name) for name in names)

    def join(texts: Iterable[str], separator: str) -> str:
        return separator.join(texts)  # Jinja's own first asks of each text whether it is HTML

    def literal_or_null(text: str | None) -> str:
        return "NULL" if text is None else dialect.literal(text)

    made.filters |= {
        "ident": dialect.quote,
        "idents": idents,
        "join": join,
        "name": qualified,
        "literal": dialect.literal,
        "literal_or_null": literal_or_null,
        **dialect.filters,
        **fragments(made, dialect.templates),
    }
    made.globals["dialect"] = dialect.name
    return made


def render(action: Action, dialect: Dialect) -> str:
    """Return the action's statement, without a closing semicolon.

    Raises Unsupported where the dialect has no template for it.
    """
    change = action.change
    try:
        template = _template(dialect, action.template)
    except TemplateNotFound as error:
        what = action.template.replace("_", " ")
        raise Unsupported(f"{dialect.title} cannot {what} ({change.ref})", "make that change by hand") from error
    values: dict[str, Any] = {
        "dialect": dialect.name,
        "change": change,
        "before": change.before,
        "after": change.after,
        "table": change.table,
        "table_before": change.table_before,
        "table_after": change.table_after,
        **action.fields,
    }
    # Template.render would first copy these values twice, together with the globals, which only fragments use.
    context = new_context(template.environment, template.name, template.blocks, values, shared=True)
    return "".join(template.root_render_func(context)).strip()


@lru_cache(maxsize=4096)
def _template(dialect: Dialect, name: str) -> Template:
    return environment(dialect).get_template(f"{name}.sql.j2")
