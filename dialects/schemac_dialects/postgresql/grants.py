"""Rights to objects: what one grantee may do made into what it should be allowed, and given anew to what is made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Action, Change, Verb
from schemac.model.names import Ref
from schemac.model.objects import Enum
from schemac.model.rights import OWNER, ColumnGrant, DefaultPrivilege, Grant, sort_and_name
from schemac.model.schema import Schema
from schemac.model.tables import Column
from schemac_dialects.postgresql.enums import is_rebuild
from schemac_dialects.postgresql.owners import PUBLIC_NAMESPACE, creator
from schemac_dialects.postgresql.privileges import in_order, usual
from schemac_dialects.postgresql.quoting import qualified, quote

Target = tuple[str, str, str]


def around_grants(changes: Sequence[Change], context: Legalizing) -> tuple[list[Change], dict[Ref, Grant]]:
    """Return the changes with the rights that new objects lack or have too many of, and what default privileges give to those at first.

    Rights to what is dropped need no statement.
    """
    made = _made(changes)
    dropped = [change.ref for change in changes if change.verb is Verb.DROP and change.ref != PUBLIC_NAMESPACE]
    gone = {target for ref in dropped if (target := sort_and_name(ref))} - made.keys()
    columns = {change.ref for change in changes if change.verb is Verb.DROP and isinstance(change.before, Column)}
    left = [change for change in changes if not _moot(change, made, gone)]
    firsts = {grant.ref: grant for target in made for grant in _at_first(target, context)}
    anew = [each for target, because in made.items() for each in _anew(target, because, firsts, context)]
    lost = [
        each for each in context.desired.objects.values() if isinstance(each, Grant) and each.target not in made and _lost(each, columns)
    ]
    asked = {change.ref for change in left}
    again = [Change(Verb.ADD, None, each, because="a column of it is made anew") for each in lost if each.ref not in asked]
    return _with_order([*left, *again, *anew], made, context), firsts


def _with_order(changes: Sequence[Change], made: Mapping[Target, str], context: Legalizing) -> list[Change]:
    """Return the changes with the grants that are given once more, because one is new before them.

    The server keeps grants in the order in which they were made and shows them so; all of an object's stand behind its first new one.
    """
    added = {change.ref: change for change in changes if change.verb is Verb.ADD and isinstance(change.after, Grant)}
    new = [change for ref, change in added.items() if ref not in context.current.objects and _plain(change.after)]
    targets = {change.after.target for change in new if isinstance(change.after, Grant)} - made.keys()
    grants = [item for item in context.desired.objects.values() if isinstance(item, Grant) and item.target in targets]
    placed: dict[Ref, Change] = {}
    for target in targets:
        wanted = [grant for grant in grants if grant.target == target]
        first = next((at for at, grant in enumerate(wanted) if grant.ref not in context.current.objects), len(wanted))
        behind = wanted[first:]
        if all(_plain(grant) and context.current.objects.get(grant.ref, grant) == grant for grant in behind):
            because = "a grant is new before it, and grants stand in the order in which they were made"
            placed |= {grant.ref: added.get(grant.ref) or Change(Verb.ADD, None, grant, because=because) for grant in behind}
    return [*(change for change in changes if change.ref not in placed), *placed.values()]


def _plain(grant: object) -> bool:
    """Tell whether a grant gives rights to a whole object that the grantee cannot give on, so that nothing else rests on it."""
    return isinstance(grant, Grant) and bool(grant.privileges) and not grant.grantable and not grant.columns


def _made(changes: Sequence[Change]) -> dict[Target, str]:
    """Return what is new or made anew, and why."""
    found: dict[Target, str] = {}
    for change in changes:
        target = sort_and_name(change.ref)
        rebuilt = isinstance(change.before, Enum) and isinstance(change.after, Enum) and is_rebuild(change.before, change.after)
        if target and change.ref != PUBLIC_NAMESPACE and (change.verb is Verb.ADD or rebuilt):
            found[target] = change.because
    return found


def _moot(change: Change, made: dict[Target, str], gone: set[Target]) -> bool:
    """Tell whether a change of rights is settled with the object: with one that goes, or one that is made anew."""
    subject = change.subject
    return isinstance(subject, Grant) and (subject.target in made or subject.target in gone)


def _lost(grant: Grant, dropped: set[Ref]) -> bool:
    """Tell whether a column that the grant speaks of is dropped and made anew."""
    return any(Ref("column", grant.namespace, each.column, grant.name) in dropped for each in grant.columns)


def _anew(target: Target, because: str, firsts: Mapping[Ref, Grant], context: Legalizing) -> Iterator[Change]:
    """Go through the changes of rights to one new object, each an addition: nothing can be taken from an object before it is there."""
    wanted = {grant.ref: grant for grant in context.desired.objects.values() if isinstance(grant, Grant) and grant.target == target}
    if not context.prune:
        kept = (grant for grant in context.current.objects.values() if isinstance(grant, Grant) and grant.target == target)
        wanted = {grant.ref: grant for grant in kept} | wanted
    for ref, grant in wanted.items():
        if firsts.get(ref) != grant:
            yield Change(Verb.ADD, None, grant, because=because)
    for ref, first in firsts.items():
        if context.prune and first.target == target and ref not in wanted:
            none = Grant(name=first.name, namespace=first.namespace, on=first.on, to=first.to, privileges=_usual(first, context))
            yield Change(Verb.ADD, None, none, because="default privileges give more, and the definition does not")


def _usual(grant: Grant, context: Legalizing) -> tuple[str, ...]:
    """Return what a grantee may do with a new object where no default privileges say otherwise."""
    owner = _owner(grant, context.desired) or creator(context.capabilities)
    return usual(grant.on, grant.name, grant.to, owner, context.capabilities.version)


def _at_first(target: Target, context: Legalizing) -> Iterator[Grant]:
    """Go through the rights that default privileges give to what is new."""
    sort, namespace, name = target
    found: dict[str, Grant] = {}
    maker = creator(context.capabilities)
    for item in _standing(context, maker, sort, namespace):
        base = Grant(name=name, namespace=namespace, on=sort, to=item.to)
        if not item.within and not item.namespace:
            found[item.to] = replace(base, privileges=item.privileges, grantable=item.grantable)
            continue
        known = found.get(item.to) or replace(base, privileges=usual(sort, name, item.to, maker, context.capabilities.version))
        found[item.to] = replace(
            known, privileges=in_order((*known.privileges, *item.privileges)), grantable=in_order((*known.grantable, *item.grantable))
        )
    for grant in found.values():
        if grant.grantable or grant.privileges != usual(sort, name, grant.to, maker, context.capabilities.version):
            yield grant


def _standing(context: Legalizing, maker: str, sort: str, namespace: str) -> list[DefaultPrivilege]:
    """Return the default privileges that hold while the changes are made, those for everywhere first."""
    found = [
        item
        for item in context.current.objects.values()
        if isinstance(item, DefaultPrivilege)
        and (item.name, item.on) == (maker, sort)
        and (item.namespace == namespace if item.within or item.namespace else True)
        and not (context.prune and item.ref not in context.desired.objects)
    ]
    return sorted(found, key=lambda item: bool(item.within or item.namespace))


def grant_actions(change: Change, context: Legalizing, firsts: Mapping[Ref, Grant]) -> list[Action]:
    """Return what takes away what is too much and gives what lacks; `firsts` is what new objects are born with.

    A right to a whole object that is taken away takes the same right to its columns along, so those that stay are given again.
    """
    grant = change.subject
    if not isinstance(grant, Grant):
        return []
    if change.verb is Verb.ADD and _plain(grant) and context.current.objects.get(change.ref) == grant and change.ref not in firsts:
        return [Action("alter_grant", change, _fields(grant, what, grant.privileges, ())) for what in ("revoke", "grant")]
    born = firsts.get(change.ref) if change.verb is Verb.ADD else None
    before, after = _held(born or change.before, grant, context.current, context), _held(change.after, grant, context.desired, context)
    return [Action("alter_grant", change, _fields(grant, *step)) for step in _steps(before, after)]


Step = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What is done (`grant`, `revoke`, `grant with option`, `revoke option`), the privileges, the columns."""


def _steps(before: Grant, after: Grant) -> Iterator[Step]:
    """Go through the statements that lead from what is held to what is wanted."""
    taken = _less(before.privileges, after.privileges)
    if taken:
        yield "revoke", taken, ()
    old, new = {each.column: each for each in before.columns}, {each.column: each for each in after.columns}
    for column in old.keys() | new.keys():
        left = _less(_of(old, column).privileges, _of(new, column).privileges)
        if _less(left, taken):
            yield "revoke", _less(left, taken), (column,)
    option = _less(_less(before.grantable, after.grantable), taken)
    if option:
        yield "revoke option", option, ()
    given = _less(after.privileges, before.privileges)
    if _less(given, after.grantable):
        yield "grant", _less(given, after.grantable), ()
    if _less(after.grantable, before.grantable):
        yield "grant with option", _less(after.grantable, before.grantable), ()
    for column, each in new.items():
        known = _of(old, column)
        lost = tuple(name for name in each.privileges if name in taken)
        if set(_less(known.grantable, each.grantable)) & set(each.privileges):
            yield "revoke option", _less(known.grantable, each.grantable), (column,)
        plain = _less(in_order((*_less(each.privileges, known.privileges), *lost)), each.grantable)
        if plain:
            yield "grant", plain, (column,)
        option = tuple(name for name in each.grantable if name not in known.grantable or name in lost)
        if option:
            yield "grant with option", option, (column,)


def _of(columns: dict[str, ColumnGrant], name: str) -> ColumnGrant:
    return columns.get(name) or ColumnGrant(column=name, privileges=())


def _less(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is in the first and not in the second."""
    return tuple(name for name in first if name not in second)


def _held(said: object, grant: Grant, schema: Schema, context: Legalizing) -> Grant:
    """Return what a grantee holds where it is said, and what it holds anyway where nothing is."""
    if isinstance(said, Grant):
        return said
    first, last = _owner(grant, context.current), _owner(grant, context.desired)
    owner = (first or last) if schema is context.current else last
    moved = bool(first) and first != last
    none = schema is context.current and moved and grant.to == owner
    held = () if none else usual(grant.on, grant.name, grant.to, owner, context.capabilities.version)
    return Grant(name=grant.name, namespace=grant.namespace, on=grant.on, to=grant.to, privileges=held)


def _owner(grant: Grant, schema: Schema) -> str:
    """Return who owns what a grant is about; empty where that is not known."""
    found = (schema.objects.get(ref) for ref in grant.subjects)
    return next((str(item.options.get(OWNER, "")) for item in found if item is not None), "")


def _fields(grant: Grant, what: str, privileges: tuple[str, ...], columns: tuple[str, ...]) -> dict[str, object]:
    plain, opening, rest = grant.name.partition("(") if grant.on == "function" else (grant.name, "", "")
    name = quote(plain) if grant.on in {"namespace", "server", "wrapper"} else qualified(grant.namespace, plain)
    return {"what": what, "privileges": privileges, "columns": columns, "name": name + opening + rest}


def grants_of_column(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions that give the rights to one column, which a new one of its name has not."""
    namespace, table, column = change.ref.namespace, change.ref.parent, change.ref.name
    wanted = {item.ref: item for item in context.desired if isinstance(item, Grant)}
    if not context.prune:
        wanted = {item.ref: item for item in context.current if isinstance(item, Grant)} | wanted
    held = [
        (grant, each)
        for grant in wanted.values()
        for each in grant.columns
        if grant.target == ("table", namespace, table) and each.column == column
    ]
    steps = [(grant, "grant", _less(each.privileges, each.grantable)) for grant, each in held]
    steps += [(grant, "grant with option", each.grantable) for grant, each in held]
    return [
        Action("alter_grant", Change(Verb.ADD, None, grant), _fields(grant, what, given, (column,)))
        for grant, what, given in steps
        if given
    ]
