"""Enums and domains of a live database."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.objects import Domain, DomainCheck, Enum
from schemac.model.plan import Unmodelled
from schemac_dialects.postgresql.catalogue import Catalogue, noted, space
from schemac_dialects.postgresql.defaults import printed
from schemac_dialects.postgresql.parens import read


def types(catalogue: Catalogue, unmodelled: list[Unmodelled]) -> Iterator[Enum | Domain]:
    """Go through the enums and domains; base types are noted."""
    checks = _checks(catalogue)
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


def _checks(catalogue: Catalogue) -> dict[int, list[DomainCheck]]:
    """Return the checks of every domain, by name."""
    found: dict[int, list[DomainCheck]] = {}
    known = {row[0] for row in catalogue.rows["types"]}
    for row in catalogue.rows["constraints"]:
        oid, domain, name, valid, sql = row[0], row[2], row[3], row[13], row[16]
        if not domain or domain not in known or sql is None:
            continue
        comment = catalogue.comment("pg_constraint", oid)
        found.setdefault(domain, []).append(DomainCheck(name=name, sql=read(sql), valid=valid, comment=comment))
    return found
