"""Enums and domains of a live database."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.objects import Domain, DomainCheck, Enum
from schemac.model.plan import Unmodelled
from schemac_dialects.postgresql.catalogue import Catalogue, noted, space
from schemac_dialects.postgresql.defaults import printed
from schemac_dialects.postgresql.parens import unwrapped


def types(catalogue: Catalogue, unmodelled: list[Unmodelled]) -> Iterator[Enum | Domain]:
    """Go through the enums and domains; base types are noted."""
    checks = _checks(catalogue, unmodelled)
    for oid, namespace, name, sort, labels, kind, notnull, default, collation in catalogue.rows["types"]:
        comment = catalogue.comment("pg_type", oid)
        match sort:
            case "e":
                yield Enum(name=name, namespace=space(namespace), comment=comment, values=tuple(labels))
            case "d":
                yield Domain(
                    name=name,
                    namespace=space(namespace),
                    comment=comment,
                    type=kind,
                    nullable=not notnull,
                    default=printed(default, kind),
                    collation=catalogue.collations.get(collation, ""),
                    checks=tuple(checks.get(oid, ())),
                )
            case "b":
                unmodelled.append(noted("base type", name, space(namespace)))
            case _:
                continue


def _checks(catalogue: Catalogue, unmodelled: list[Unmodelled]) -> dict[int, list[DomainCheck]]:
    """Return the checks of every domain, by name; one that is not valid yet is noted."""
    found: dict[int, list[DomainCheck]] = {}
    names = {row[0]: (row[1], row[2]) for row in catalogue.rows["types"]}
    for row in catalogue.rows["constraints"]:
        domain, name, valid, sql = row[2], row[3], row[13], row[16]
        if not domain or domain not in names or sql is None:
            continue
        found.setdefault(domain, []).append(DomainCheck(name=name, sql=unwrapped(sql)))
        if not valid:
            namespace, of = names[domain]
            unmodelled.append(noted("domain check that is not valid", f"{of}.{name}", space(namespace)))
    return found
