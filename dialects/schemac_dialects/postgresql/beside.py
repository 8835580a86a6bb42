"""What a change of something beside tables takes: materialized views, policies, composite and range types, collations, statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac.dialect import Legalizing, Unsupported
from schemac.dialect.legalize import comments, part_change
from schemac.model.change import Action, Change, Verb
from schemac.model.relations import Composite, MaterializedView, Policy, Publication
from schemac_dialects.postgresql.view_words import of_new_columns
from schemac_dialects.postgresql.words_changed import words_changed

KINDS = frozenset({"materialized_view", "policy", "composite", "range", "collation", "statistics", "publication"})


def beside_parts(change: Change) -> Iterator[Change]:
    """Go through the parts of a change: itself, or a drop and an addition where the server cannot alter what differs."""
    because = _remade(change) if change.verb is Verb.ALTER else ""
    if not because:
        yield change
        return
    yield Change(Verb.DROP, change.before, None, because=because)
    yield Change(Verb.ADD, None, change.after, because=because)


def _remade(change: Change) -> str:
    """Return why a thing must be made anew, empty where it can be altered."""
    aspects = set(change.aspects)
    match change.before, change.after:
        case MaterializedView(), MaterializedView() if aspects & {"sql", "columns"}:
            return "the query of a materialized view cannot be changed in place"
        case Policy() as before, Policy() as after:
            lost = any(getattr(before, word) and not getattr(after, word) for word in ("using", "check"))
            return "a policy cannot change that in place" if lost or aspects & {"command", "permissive", "table"} else ""
        case Publication() as before, Publication() as after:
            return "a publication of every table is another thing" if before.all_tables != after.all_tables else ""
        case MaterializedView() | Composite(), _:
            return ""
        case _ if aspects - {"comment", "options"}:
            return f"its {', '.join(sorted(aspects))} cannot be altered in place"
        case _:
            return ""


def without_remade(changes: Sequence[Change]) -> list[Change]:
    """Return the changes without those of indexes of materialized views that are made anew, with their indexes, or dropped."""
    remade = {change.ref for change in changes if change.verb is Verb.DROP and change.kind == "materialized_view"}
    return [
        change
        for change in changes
        if change.kind != "index" or change.ref._replace(kind="materialized_view", name=change.ref.parent, parent="") not in remade
    ]


def beside_actions(change: Change, context: Legalizing) -> list[Action]:
    """Return the actions of one change that needs no replacement."""
    can = context.capabilities
    match change.verb, change.subject:
        case Verb.ADD, MaterializedView() as view:
            made = [Action("create_materialized_view", change)]
            made += [Action("create_index", part_change(view.holder, index)) for index in view.indexes]
            said = comments(change, [view], can)
            said += of_new_columns(change)
            return made + said + [made for index in view.indexes for made in comments(part_change(view.holder, index), [index], can)]
        case Verb.ADD, subject:
            made = [Action(f"create_{change.kind}", change), *comments(change, [subject], can), *of_new_columns(change)]
            return made + [
                Action(f"alter_{change.kind}_options", change, {"word": word}) for word in sorted(subject.options) if word == "target"
            ]
        case Verb.DROP, _:
            return [Action(f"drop_{change.kind}", change)]
        case Verb.RENAME, _:
            return [Action(f"rename_{change.kind}", change)]
        case Verb.ALTER, _:
            return _altered(change)
    return []


def _altered(change: Change) -> list[Action]:
    """Return the actions that alter a thing in place."""
    made: list[Action] = []
    aspects = list(change.aspects)
    match change.subject:
        case Policy() if set(aspects) & {"roles", "using", "check"}:
            made.append(Action("alter_policy", change))
        case Composite() if "attributes" in aspects:
            made += _attributes(change)
        case Publication() as publication:
            made += _publication(change, publication)
        case MaterializedView() if "populated" in aspects:
            made.append(Action("refresh_materialized_view", change))
        case _:
            pass
    if "options" in aspects:
        made += words_changed(change)
    return made + ([Action(f"comment_{change.kind}", change)] if "comment" in aspects else [])


def _publication(change: Change, publication: Publication) -> Iterator[Action]:
    """Go through the actions that change what a publication sends."""
    aspects = set(change.aspects)
    before = change.before
    if aspects & {"tables", "namespaces"} and isinstance(before, Publication):
        if publication.tables or publication.namespaces:
            yield Action("alter_publication_tables", change)
        else:
            yield Action("empty_publication", change)
    if aspects & {"publish", "via_root"}:
        yield Action("alter_publication", change)


def _attributes(change: Change) -> list[Action]:
    """Return the actions that change the attributes of a composite type. Raises Unsupported where they would have to change places."""
    before, after = change.before, change.after
    if not isinstance(before, Composite) or not isinstance(after, Composite):
        return []
    old, new = {each.name: each for each in before.attributes}, {each.name: each for each in after.attributes}
    stay = [name for name in old if name in new]
    if [*stay, *(name for name in new if name not in old)] != list(new):
        reason = f"the attributes of {after.ref} cannot change places"
        raise Unsupported(reason, "write new attributes behind the others")
    made = [Action("drop_attribute", change, {"attribute": old[name]}) for name in old if name not in new]
    made += [Action("alter_attribute", change, {"attribute": new[name]}) for name in stay if old[name] != new[name]]
    return made + [Action("add_attribute", change, {"attribute": new[name]}) for name in new if name not in old]
