"""Keys, indexes and checks made ready on columns aside, so that they only change names when those take their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from schemac.dialect import Capabilities
from schemac.dialect.legalize import comments
from schemac.model.change import Action, Change, Verb
from schemac.model.plan import Phase
from schemac.model.sql_text import identifiers, rename
from schemac.model.tables import Check, Constraint, ForeignKey, Index, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.online.apart import beside, validated
from schemac_dialects.postgresql.online.aside import aside
from schemac_dialects.postgresql.online.constraints import key_index

AnyPart = Constraint | Index


def named_in(part: AnyPart) -> frozenset[str]:
    """Return the columns that a part stands on, and every other word of its expressions."""
    columns = {*getattr(part, "columns", ()), *getattr(part, "include", ())}
    texts = [getattr(part, "sql", ""), getattr(part, "where", "")]
    for key in (*getattr(part, "keys", ()), *getattr(part, "elements", ())):
        columns.add(key.column)
        texts.append(key.sql)
    return frozenset(columns.union(*(identifiers(text) for text in texts if text)))


@dataclass(frozen=True, slots=True)
class Ready:
    """A part as wanted, and what is made ready for it aside.

    before, after: the table as it stands and as wanted. named: the names aside of the columns that take their places.
    """

    part: AnyPart
    before: Table
    after: Table
    named: Mapping[str, str]

    @property
    def aside(self) -> AnyPart:
        """The part as it is made ready: an index for a key, a check or foreign key that is not validated."""
        moved = _moved(self.part, self.named)
        name = aside(str(self.before.full_name), self.part.kind, self.part.name, repr(replace(moved, comment=None)))
        if isinstance(moved, PrimaryKey | Unique):
            return key_index(moved, name)
        plain = replace(moved, name=name, comment=None)
        return plain if isinstance(plain, Index) else replace(plain, valid=False)

    @property
    def standing(self) -> AnyPart | None:
        """What an interrupted plan has made ready of it, if that is of use."""
        parts = (*self.before.constraints, *self.before.indexes)
        return next((each for each in parts if each.name == self.aside.name and not each.options.get("invalid")), None)

    def readied(self) -> Iterator[Action]:
        """Go through the actions that make it ready: an index built beside others, a check or key added and validated."""
        made, about = self.aside, {"about": self._change(Verb.ADD, None, self.part).ref}
        change = self._change(Verb.ADD, None, made)
        if isinstance(made, Index):
            if self.standing is None:
                yield beside(Action("create_index", change, about), Phase.BACKFILL)
            return
        if self.standing is None:
            yield Action("add_constraint", change, about, Phase.VALIDATE)
        checked = getattr(self.part, "valid", True) and getattr(self.part, "enforced", True) and not self.part.options.get("not_enforced")
        if checked and not getattr(self.standing, "valid", False):
            yield validated(Action("validate_constraint", change, about))

    def placed(self, can: Capabilities) -> Iterator[Action]:
        """Go through the actions that give it its name; what had that before is gone by then."""
        made, wanted = self.aside, self._change(Verb.ADD, None, self.part)
        about = {"about": wanted.ref}
        if isinstance(self.part, PrimaryKey | Unique):
            yield Action("add_constraint_over", wanted, {"index": made.name}, Phase.CONTRACT)
        else:
            template = "rename_index" if isinstance(made, Index) else "rename_constraint"
            yield Action(template, self._change(Verb.RENAME, made, self.part), about, Phase.CONTRACT)
        if isinstance(made, Index):
            held = [*(key.column for key in made.keys), *made.include]
            names = {aside: column for column, aside in self.named.items() if aside in held}
            for old, new in names.items():
                yield Action("rename_index_column", wanted, {**about, "old": old, "new": new}, Phase.CONTRACT)
        for action in comments(wanted, [self.part], can):
            yield Action(action.template, action.change, action.fields, Phase.CONTRACT)

    def _change(self, verb: Verb, before: AnyPart | None, after: AnyPart) -> Change:
        return Change(verb, before, after, self.before, self.after)


def _moved(part: AnyPart, named: Mapping[str, str]) -> AnyPart:
    """Return a part on the columns aside."""

    def columns(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(named.get(name, name) for name in names)

    match part:
        case PrimaryKey() | Unique():
            return replace(part, columns=columns(part.columns), include=columns(part.include))
        case ForeignKey():
            return replace(part, columns=columns(part.columns))
        case Check():
            return replace(part, sql=rename(part.sql, named))
        case Index():
            keys = tuple(replace(key, column=named.get(key.column, key.column), sql=rename(key.sql, named)) for key in part.keys)
            return replace(part, keys=keys, include=columns(part.include), where=rename(part.where, named))
        case _:
            raise TypeError(part)
