"""Columns that begin their life under a name of their own, beside the column whose place they take or for themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.model.change import Action, Change, Verb
from schemac.model.online import ASIDE
from schemac.model.tables import Column, Table
from schemac_dialects.postgresql.columns import column_words
from schemac_dialects.postgresql.online.aside import aside, keeper
from schemac_dialects.postgresql.quoting import qualified, quote

_REPLACED = 14
"""From this version on a trigger can be replaced."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A column to be, and the name under which it is made ready.

    change: the change of the column, an ALTER of its type or an ADD. column: the column as wanted.
    using: how a value is carried over from the old column, `{column}` standing for it; empty where assignment does it.
    """

    change: Change
    column: Column
    using: str = ""

    @property
    def follows(self) -> bool:
        """Whether it follows a column that stands."""
        return self.change.verb is Verb.ALTER

    @property
    def name(self) -> str:
        """The name that this wish alone has: another type or another value is another name."""
        before = self.change.before
        old = before.type if isinstance(before, Column) else ""
        table, column = self.table, self.column
        said = (old, column.type, column.collation, self.using) if self.follows else (column.type, column.collation, str(column.default))
        return aside(str(table.full_name), column.name, *said)

    @property
    def table(self) -> Table:
        """The table as it stands, renames made. Raises TypeError for a column of a table that is new."""
        if self.change.table_before is None:
            raise TypeError(self.change)
        return self.change.table_before

    @property
    def stands(self) -> bool:
        """Whether an interrupted plan has made it, with all that keeps it right."""
        return self.table.column(self.name) is not None

    def value(self, column: str) -> str:
        """Return what a row gets, by how its old column is spelled."""
        if not self.follows:
            return str(self.column.default)
        return self.using.replace("{column}", column) if self.using else column

    def made(self, *, default: bool = True) -> Column:
        """Return the column as it is made ready: without what would keep others waiting."""
        given = self.column.default if default and not self.follows else None
        return replace(self.column, name=self.name, nullable=True, default=given, comment=None)

    def added(self) -> Change:
        """Return the change that adds it."""
        return Change(Verb.ADD, None, self.made(), self.change.table_before, self.change.table_after)


def begun(column: Aside, can: Capabilities) -> Iterator[Action]:
    """Go through the actions that add a column aside and keep it right, all of one transaction.

    Where the column stands already, only its trigger is made sure of: whoever runs a plan by hand may have stopped between the two.
    """
    about = {"about": column.change.ref}
    bare, whole = column.made(default=False), column.made()
    before, after = column.change.table_before, column.change.table_after
    add = Change(Verb.ADD, None, bare, before, after)
    if not column.stands:
        yield Action("add_column", add, about)
        for word in column_words(add):
            yield Action(word.template, add, {**word.fields, **about})
    if whole.default is not None:
        yield Action("alter_column_default", Change(Verb.ALTER, bare, whole, before, after, ("default",)), about)
    replaced = column.stands and can.version[0] >= _REPLACED
    fields = {**about, **_keeper(column), "again": replaced}
    templates = ["keep_column", "keep_column_trigger", "keep_column_always"]
    if column.stands and not replaced:
        templates.insert(1, "drop_keeper_trigger")
    yield from (Action(template, add, fields) for template in templates)


def _keeper(column: Aside) -> dict[str, object]:
    """Return what is said of the trigger that gives written rows their value.

    A row that is written anew may come to lie where the filling has passed, so it must have its value by then, whatever that is.
    """
    made = f"NEW.{quote(column.name)}"
    given = f"{made} := {column.value(f'NEW.{quote(column.column.name)}')};"
    once = given if column.follows else f"IF {made} IS NULL THEN\n    {given}\n  END IF;"
    return {**keeper_fields(column.table, column.name), "body": f"\nBEGIN\n  {once}\n  RETURN NEW;\nEND\n"}


def keeper_fields(table: Table, name: str) -> dict[str, object]:
    """Return the names of what keeps a column aside."""
    return {"keeper": qualified(table.namespace, keeper(name)), "trigger": keeper(name)}


def not_kept(name: str, table: Table, change: Change) -> list[Action]:
    """Return the action that takes away what keeps a column, which is none unless an interrupted plan has left the column aside."""
    return [Action("drop_keeper", change, keeper_fields(table, name))] if name.startswith(ASIDE) else []
