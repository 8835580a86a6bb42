"""Changes become what the server can do: what stands in the way of a change is taken down before it and put back after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from schemac.dialect import Legalizing
from schemac.dialect.hanging import gone_with_owner, with_hanging
from schemac.dialect.legalize import actions, part_change, split_replacement, template_kind
from schemac.model.change import Action, Change, Verb, Work
from schemac.model.names import Ref
from schemac.model.objects import Domain, Enum, Extension, View
from schemac.model.objects import Sequence as NumberSequence
from schemac.model.raw import RawStatement
from schemac.model.rights import DefaultPrivilege, Grant, Role
from schemac.model.tables import Check, Column, Constraint, ForeignKey, Index, Part, PrimaryKey, Table, Unique
from schemac_dialects.postgresql.beside import KINDS, beside_actions, beside_parts, without_remade
from schemac_dialects.postgresql.children import (
    attaches,
    behind_attaching,
    create_child,
    dropped,
    goes_with_parent,
    gone_with_parent,
    keys_first,
    moved,
    placed,
    with_left,
    without_handed_down,
)
from schemac_dialects.postgresql.clones import (
    WORD,
    adopted,
    attached_apart,
    cause,
    given,
    gone_with_cause,
    own,
    own_later,
    refuse_invalid,
    with_clones,
)
from schemac_dialects.postgresql.collations import refuse_used
from schemac_dialects.postgresql.columns import column_actions, column_words, freed
from schemac_dialects.postgresql.dependents import with_dependents
from schemac_dialects.postgresql.domains import domain_checks, new_domain
from schemac_dialects.postgresql.domains_inside import refuse_inside
from schemac_dialects.postgresql.enums import enum_actions, is_rebuild, without_carried
from schemac_dialects.postgresql.foreign import KINDS as FOREIGN_KINDS
from schemac_dialects.postgresql.foreign import around_servers, foreign_actions, foreign_parts, with_secrets
from schemac_dialects.postgresql.grants import around_grants, grant_actions
from schemac_dialects.postgresql.index_words import words_again
from schemac_dialects.postgresql.keys_apart import keys_apart, row_checks_apart, said_again
from schemac_dialects.postgresql.new_labels import after_commit
from schemac_dialects.postgresql.online.beginning import not_kept
from schemac_dialects.postgresql.owners import PUBLIC_NAMESPACE, is_owner_change, owner_actions, owner_apart, owner_of_new
from schemac_dialects.postgresql.programs import program_actions, split_program
from schemac_dialects.postgresql.public_namespace import public_actions
from schemac_dialects.postgresql.recomputing import recomputed, recomputing
from schemac_dialects.postgresql.recounting import recounted
from schemac_dialects.postgresql.replacing import only_appends
from schemac_dialects.postgresql.roles import default_privilege_actions, role_actions
from schemac_dialects.postgresql.tables_anew import tables_anew
from schemac_dialects.postgresql.view_words import of_new_columns
from schemac_dialects.postgresql.words_changed import words_changed

_ENFORCED_ALTERS = 18


def legalize(changes: Sequence[Change], context: Legalizing) -> list[Work]:
    """Return the work for all changes, with what depends on them rebuilt around it. Raises Unsupported with the way out."""
    refuse_invalid(changes)
    refuse_used(changes, context)
    changes = without_carried(around_servers(changes, context), context)
    refuse_inside(changes, context)
    changes = without_handed_down(tables_anew(changes, context))
    changes, late = own_later(with_left(changes, context), context)
    new = {change.ref for change in changes if change.verb is Verb.ADD}
    changes = row_checks_apart(changes)
    split = [part for change in keys_apart(changes) for apart in owner_apart(change) for part in _split(apart, new, context)]
    tables = recomputed(split, context)
    whole = with_clones(without_remade(with_hanging(with_dependents(split, context, tables.values(), _moves), context)), context)
    whole, firsts = around_grants([*whole, *words_again(whole, context)], context)
    lost = frozenset(change.ref for change in whole if change.verb is Verb.DROP and change.kind == "table")
    stay = [change for change in whole if not goes_with_parent(change, lost, context)]
    left = keys_first([change for change in stay if not any(found.takes(change) for found in tables.values())])
    hanging, owned = gone_with_owner(left), _with_their_owners(stay, {ref for found in tables.values() for ref in found.refs})
    along: dict[Ref, list[Change]] = {}
    for found in (owned, hanging, gone_with_parent(left), gone_with_cause(left, context)):
        for ref, changes in found.items():
            along.setdefault(ref, []).extend(changes)
    late |= behind_attaching(left, context)
    gone = {id(change) for changes in (*along.values(), *late.values()) for change in changes}
    standing = replace(context, current=context.current.having(without=lost)) if lost else context
    works = [
        _work(change, _with_all(change, along), standing if change.kind == "enum" else context, firsts)
        for change in left
        if id(change) not in gone
    ]
    works = [part for work in works for part in freed(_with_late(work, late, context), new)]
    return after_commit([*works, *(recomputing(found, context) for found in tables.values())])


def _with_late(work: Work, late: Mapping[Ref, Sequence[Change]], context: Legalizing) -> Work:
    """Return the work that makes a table a partition with the keys and indexes that come behind it."""
    change = work.changes[0]
    later = late.get(change.ref, ()) if attaches(change) or change.verb is Verb.ADD else ()
    again = later if attaches(change) else ()
    first = [Action(f"drop_{template_kind(each.kind)}", each.reverse()) for each in again if each.because]
    made = [action for each in later for action in _actions(each, context)]
    return Work((*work.changes, *later), (*first, *work.actions, *made)) if later else work


def _with_all(change: Change, along: Mapping[Ref, Sequence[Change]]) -> list[Change]:
    """Return what goes along with a change, and what goes along with that."""
    if change.verb is Verb.ADD:
        return []
    return [each for other in along.get(change.ref, ()) for each in (other, *_with_all(other, along))]


def _work(change: Change, along: Sequence[Change], context: Legalizing, firsts: Mapping[Ref, Grant]) -> Work:
    """Return the work of one change with the drops of sequences that go along with it.

    With a dropped column or table they need no statement; a column that becomes an identity leaves them before it takes their name.
    """
    rights = isinstance(change.subject, Grant)
    made = grant_actions(change, context, firsts) if rights else [with_secrets(action) for action in _actions(change, context)]
    for key in along if change.kind == "index" else ():
        if isinstance(key.before, PrimaryKey | Unique):
            first, drop, last = _out_and_in(key)
            made = [first, drop, *made, last]
    if change.verb is Verb.ADD or _moves(change):
        made += owner_of_new(change, context.capabilities) if change.ref != PUBLIC_NAMESPACE else []
    if change.verb is Verb.ADD:
        return Work((change,), tuple(made))
    if change.verb is Verb.ALTER:
        at = next((at for at, action in enumerate(made) if action.template == "add_identity"), len(made))
        made[at:at] = [Action("drop_sequence", gone) for gone in along]
    return Work((change, *along), tuple(made))


def _split(change: Change, new: AbstractSet[Ref], context: Legalizing) -> Iterator[Change]:
    """Go through the parts of a change that must be made apart; `new` is what is added."""
    programs = None if is_owner_change(change) else split_program(change)
    apart = attached_apart(change, new, context)
    if is_owner_change(change):
        yield change
    elif programs is not None:
        yield from programs
    elif apart is not None:
        yield from apart
    elif isinstance(change.after, Table) and change.verb is Verb.ALTER:
        yield from moved(change)
    elif isinstance(change.before, Index) and "options" in change.aspects and change.before.options.get("invalid"):
        because = "its build failed and left it unusable"
        yield Change(Verb.DROP, change.before, None, change.table_before, change.table_after, because=because)
        yield Change(Verb.ADD, None, change.after, change.table_before, change.table_after, because=because)
    elif change.kind in FOREIGN_KINDS:
        yield from foreign_parts(change)
    elif change.kind in KINDS:
        yield from beside_parts(change)
    elif isinstance(change.before, View) and isinstance(change.after, View) and change.verb is Verb.ALTER:
        yield from _view(change, change.before, change.after)
    elif isinstance(change.after, ForeignKey | Check) and change.aspects and not change.after.valid and "valid" in change.aspects:
        yield from _replaced(change, "a valid constraint cannot be made unchecked in place")
    elif _enforced_only(change, context):
        yield change
    else:
        yield from split_replacement(change, context.capabilities)


def _enforced_only(change: Change, context: Legalizing) -> bool:
    """Tell whether of a foreign key's words only the one changes that the server can alter from 18 on: whether it is enforced."""
    before, after = change.before, change.after
    if not isinstance(before, ForeignKey) or not isinstance(after, ForeignKey) or context.capabilities.version[0] < _ENFORCED_ALTERS:
        return False
    words = {word for word in before.options | after.options if before.options.get(word) != after.options.get(word)}
    return words == {"not_enforced"} and all(
        aspect == "options" or context.capabilities.can_alter(change.kind, aspect) for aspect in change.aspects
    )


def _view(change: Change, before: View, after: View) -> Iterator[Change]:
    """Go through the changes of a view: replaced in place where its columns stay and only new ones follow, made anew elsewhere."""
    if "sql" in change.aspects and not only_appends(before.sql, after.sql):
        yield from _replaced(change, "its columns change, and a view cannot change those in place")
    else:
        yield change


def _replaced(change: Change, because: str) -> Iterator[Change]:
    yield Change(Verb.DROP, change.before, None, change.table_before, change.table_after, because=because)
    yield Change(Verb.ADD, None, change.after, change.table_before, change.table_after, because=because)


def _moves(change: Change) -> bool:
    """Tell whether a change of an enum gives its columns a new type."""
    return isinstance(change.before, Enum) and isinstance(change.after, Enum) and is_rebuild(change.before, change.after)


def _actions(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions of one change."""
    can, subject = context.capabilities, change.subject
    if isinstance(subject, RawStatement):
        return []
    known = _rights_actions(change, context)
    if known is None and change.ref == PUBLIC_NAMESPACE:
        return public_actions(change, can)
    if known is None and change.kind in FOREIGN_KINDS:
        return foreign_actions(change, context)
    if known is None and change.kind in KINDS:
        return beside_actions(change, context)
    known = program_actions(change) if known is None else known
    if known is not None:
        return known
    match change.verb, subject:
        case Verb.ADD, Table():
            return _create_table(change, subject, context)
        case Verb.DROP, Table():
            return [*dropped(change, context), *(each for column in subject.columns for each in not_kept(column.name, subject, change))]
        case Verb.DROP, Column() if change.table_before is not None:
            return [*not_kept(subject.name, change.table_before, change), *actions(change, can)]
        case Verb.ALTER, Table() if not {"partition_of", "inherits"}.isdisjoint(change.aspects):
            return placed(change, context)
        case Verb.ADD, PrimaryKey() | Unique() if WORD in subject.options:
            return [*_behind(change, subject, context), *actions(change, can)[1:]]
        case Verb.DROP, PrimaryKey() | Unique() if WORD in subject.options:
            return _out_and_in(change)
        case Verb.ADD, Column():
            first, *comments = actions(change, can)
            return [first, *column_words(change), *comments]
        case Verb.ALTER, Part() if change.aspects == ("name",):
            return [Action(f"rename_{template_kind(change.kind)}", change)]
        case Verb.ALTER, Column():
            return column_actions(change, context.casts.get(change.ref, ""))
        case Verb.ALTER, Enum():
            return enum_actions(change, context)
        case Verb.ADD, Domain():
            return new_domain(change, subject, can)
        case Verb.ALTER, Domain():
            return _alter_domain(change)
        case Verb.ALTER, NumberSequence():
            return _alter_sequence(change)
        case Verb.ALTER, View():
            return _alter_view(change)
        case Verb.ADD, View():
            return [*actions(change, can), *of_new_columns(change)]
        case Verb.ALTER, ForeignKey() | Check():
            return _alter_constraint(change)
        case Verb.ALTER, _:
            return [made for aspect in change.aspects for made in _alter(change, aspect)]
        case Verb.ADD, Extension():
            return [Action("create_extension", change)]
        case _:
            return actions(change, can)


def _behind(change: Change, part: PrimaryKey | Unique, context: Legalizing) -> list[Action]:
    """Return the action that adds a key to a partition, over the clone that the table above gave it where there is one."""
    table = change.table_before
    reason = cause(part, change.table_after, context.current) if change.table_after is not None else None
    live = context.current.table(reason.owner) if reason is not None else None
    over = next((each for each in live.indexes if each.name == reason.name), None) if live is not None and reason is not None else None
    stays = table is not None and change.table_after is not None and table.partition_of == change.table_after.partition_of
    if over is None or table is None or not stays:
        return [Action("add_constraint", change)]
    return [Action("add_constraint_over", change, {"index": given(over, table).name})]


def _out_and_in(change: Change) -> list[Action]:
    """Return the actions that drop a key of a partition from behind an index above, which needs it as long as it is a partition."""
    drop, table, wanted = Action("drop_constraint", change), change.table_before, change.table_after
    if table is None or wanted is None or table.partition_of is None or table.partition_of != wanted.partition_of:
        return [drop]
    place = Change(Verb.ALTER, table, wanted, aspects=("partition_of",))
    return [Action("detach_partition", place), drop, Action("attach_partition", place)]


def _create_table(change: Change, table: Table, context: Legalizing) -> list[Action]:
    """Return the actions of a new table; constraints that are not valid can only be added once it is there."""
    beside = own(table, context.desired) if table.partition_of is not None and adopted(table) else []
    later: list[Constraint] = [part for part in table.constraints if part in beside or not getattr(part, "valid", True)]
    later += [part for part in said_again(table.constraints) if part not in later]
    made = actions(change, context.capabilities)
    at_once = [part for part in table.constraints if part not in later] if later else list(table.constraints)
    first = create_child(change, table, at_once, context) if table.parents else [Action("create_table", change, {"constraints": at_once})]
    if adopted(table) and table.partition_of is not None:
        indexes = [action for action in made if action.template == "create_index" and action.change.after not in beside]
        made = [*first[:-1], *indexes, first[-1], *(action for action in made[1:] if action not in indexes)]
    else:
        made = [*first, *made[1:]]
    added = [Action("add_constraint", part_change(table, part)) for part in later]
    late = ("of_type", "replica_identity", "cluster_on", "rls", "force_rls")
    added += [Action("alter_table_options", change, {"word": word}) for word in late if word in table.options]
    added += [made for column in table.columns if column.options for made in column_words(part_change(table, column))]
    behind = next((at for at, action in enumerate(made) if action.template.startswith("comment_")), len(made))
    return [*made[:behind], *added, *made[behind:]]


def _alter(change: Change, aspect: str) -> Iterator[Action]:
    """Go through the actions that change one attribute of a table, index, namespace, extension or key."""
    kind = "constraint" if change.kind in {"primary_key", "unique"} else change.kind
    if aspect == "comment":
        yield Action(f"comment_{kind}", change)
    elif aspect == "options":
        yield from words_changed(change)
    else:
        yield Action(f"alter_{kind}_{aspect}", change)


def _alter_view(change: Change) -> list[Action]:
    """Return the actions that change a view in place; replacing it sets its options too."""
    before, after = change.before, change.after
    made = [Action("replace_view", change)] if {"sql", "check_option"} & set(change.aspects) or _with(before) != _with(after) else []
    made += of_new_columns(change)
    return made + ([Action("comment_view", change)] if "comment" in change.aspects else [])


def _with(view: object) -> object:
    """Return the options of a view, which replacing it sets."""
    return view.options.get("with") if isinstance(view, View) else None


def _alter_constraint(change: Change) -> list[Action]:
    """Return the actions that validate a constraint, or change when it is checked."""
    made = [Action("alter_constraint_enforced", change)] if "options" in change.aspects else []
    if {"deferrable", "initially_deferred"} & set(change.aspects):
        made.append(Action("alter_constraint_deferrable", change))
    if "valid" in change.aspects:
        made.append(Action("validate_constraint", change))
    if "comment" in change.aspects:
        made.append(Action("comment_constraint", change))
    return made


def _alter_sequence(change: Change) -> list[Action]:
    """Return one action for all that a sequence counts by, and one each for its owner, its words and its comment."""
    counts = not {"owned_by", "comment", "options"}.issuperset(change.aspects)
    made = list(recounted(change)) if counts else []
    if "owned_by" in change.aspects:
        made.append(Action("alter_sequence_owned_by", change))
    if "options" in change.aspects:
        made += words_changed(change)
    return made + ([Action("comment_sequence", change)] if "comment" in change.aspects else [])


def _alter_domain(change: Change) -> list[Action]:
    """Return the actions that change a domain: checks that go before checks that come."""
    before, after = change.before, change.after
    if not isinstance(before, Domain) or not isinstance(after, Domain):
        return []
    made = domain_checks(change, before.checks, after.checks) if "checks" in change.aspects else []
    made += [Action(f"alter_domain_{aspect}", change) for aspect in ("default", "nullable") if aspect in change.aspects]
    return made + ([Action("comment_domain", change)] if "comment" in change.aspects else [])


def _becomes_identity(change: Change) -> bool:
    before, after = change.before, change.after
    return isinstance(before, Column) and isinstance(after, Column) and before.identity is None and after.identity is not None


def _with_their_owners(changes: Sequence[Change], remade: AbstractSet[Ref]) -> dict[Ref, list[Change]]:
    """Return the drops of sequences that go because the column or table that owns them does or counts by itself, by that owner.

    remade: the columns that are dropped and added.
    """
    owned = [
        (change, change.before.owned_by)
        for change in changes
        if change.verb is Verb.DROP and isinstance(change.before, NumberSequence) and change.before.owned_by
    ]
    if not owned:
        return {}
    dropped = remade | {change.ref for change in changes if change.verb is Verb.DROP or _becomes_identity(change)}
    found: dict[Ref, list[Change]] = {}
    for change, (namespace, table, column) in owned:
        for owner in (Ref("table", namespace, table), Ref("column", namespace, column, table)):
            if owner in dropped:
                found.setdefault(owner, []).append(change)
                break
    return found


def _rights_actions(change: Change, context: Legalizing) -> list[Action] | None:
    """Return the actions of a change of roles, rights or owners; None for any other change."""
    match change.subject:
        case Role() if change.verb is not Verb.RENAME:
            return role_actions(change)
        case DefaultPrivilege():
            return default_privilege_actions(change, context)
        case _:
            return owner_actions(change) if is_owner_change(change) else None
