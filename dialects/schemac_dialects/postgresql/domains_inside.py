"""Domains held inside arrays and other types: the server will not look through those for values that a new check forbids.

Source: https://www.postgresql.org/docs/current/sql-alterdomain.html (Notes)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemac.dialect import Legalizing, Unsupported
from schemac.model.change import Change, Verb, part_ref
from schemac.model.names import Ref
from schemac.model.objects import Domain
from schemac.model.relations import Composite, Range
from schemac.model.schema import Schema
from schemac_dialects.postgresql.domains import domain_checks
from schemac_dialects.postgresql.quoting import qualified


def refuse_inside(changes: Sequence[Change], context: Legalizing) -> None:
    """Raise Unsupported where values of a domain must be checked that a column holds inside a value of another type."""
    dropped = {change.ref for change in changes if change.verb is Verb.DROP}
    for change in changes:
        before, after = change.before, change.after
        if change.verb is not Verb.ALTER or not isinstance(before, Domain) or not isinstance(after, Domain):
            continue
        what = next(_looked_for(change, before, after), None)
        held = next((ref for ref in _held_inside(before, context.current) if dropped.isdisjoint({ref, Ref("table", *ref.owner)})), None)
        if what is not None and held is not None:
            reason = f"{change.ref} cannot get {what} while column {held.path} holds its values inside those of another type"
            raise Unsupported(reason, _remedy(what))


def _remedy(what: str) -> str:
    """Return what to write instead: the server takes a check that it need not look for."""
    check = "a check `value is not null`" if what == "NOT NULL" else "it"
    return f"give {check} `valid: false`, which checks new values only; or drop the column, and add it again in a later plan"


def _looked_for(change: Change, before: Domain, after: Domain) -> Iterator[str]:
    """Go through what the server would look through all values for."""
    for action in domain_checks(change, before.checks, after.checks):
        check = action.fields["check"]
        if action.template in {"add_domain_check", "validate_domain_check"} and check.valid:
            yield f"the check {check.name}"
    if before.nullable and not after.nullable:
        yield "NOT NULL"


def _held_inside(domain: Domain, schema: Schema) -> Iterator[Ref]:
    """Go through the columns that hold values of a domain inside those of another type."""
    bare, around = {qualified(domain.namespace, domain.name)}, set[str]()
    known = -1
    while known != len(bare) + len(around):
        known = len(bare) + len(around)
        around |= {f"{name}[]" for name in (*bare, *around) if not name.endswith("[]")}
        for item in schema:
            name = qualified(item.namespace, item.name)
            match item:
                case Domain(type=kind) if kind in bare:
                    bare.add(name)
                case Domain(type=kind) if kind in around:
                    around.add(name)
                case Range(subtype=kind) if kind in bare or kind in around:
                    around.add(name)
                case Composite(attributes=parts) if any(part.type in bare or part.type in around for part in parts):
                    around.add(name)
    for table in schema.tables:
        yield from (part_ref(table, column) for column in table.columns if column.type in around)
