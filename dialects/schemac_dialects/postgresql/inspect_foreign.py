"""What a live database knows of servers elsewhere; secrets are seen to be there, and never read into the model."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.foreign import FOREIGN, ForeignServer, ForeignWrapper, UserMapping, holds_password, is_secret, secret, variable
from schemac.model.objects import Object, Words
from schemac.model.plan import LEFT_OUT, Unmodelled
from schemac_dialects.postgresql.catalogue import Catalogue, Row, noted
from schemac_dialects.postgresql.inspect_relations import Relations


def foreign(catalogue: Catalogue, unmodelled: list[Unmodelled]) -> Iterator[Object]:
    """Go through foreign data wrappers, servers and user mappings."""
    for row in catalogue.rows["foreign"]:
        sort, oid, _, name, first, second, parent, options, hidden = row
        match sort:
            case "wrapper":
                comment = catalogue.comment("pg_foreign_data_wrapper", oid)
                settings = _settings(options, (name,), of_user=False)
                yield ForeignWrapper(name=name, comment=comment, handler=first or "", validator=second or "", settings=settings)
            case "server":
                comment = catalogue.comment("pg_foreign_server", oid)
                settings = _settings(options, (name,), of_user=False)
                yield ForeignServer(name=name, comment=comment, wrapper=parent, type=first or "", version=second or "", settings=settings)
            case "mapping" if hidden:
                unmodelled.append(noted("user mapping with options that may not be read", f"{name} at {parent}"))
            case "mapping":
                yield UserMapping(name=name, server=parent, settings=_settings(options, (parent, name), of_user=True))
            case _:
                continue


def foreign_words(catalogue: Catalogue, relations: Relations) -> dict[tuple[int, int], Words]:
    """Return the native words of foreign tables and of their columns, by relation and number of the column (0 for the table)."""
    found: dict[tuple[int, int], Words] = {}
    for row in catalogue.rows["foreign"]:
        sort, oid, number, column = row[:4]
        relation = relations.by_oid.get(oid)
        if sort not in {"table", "column"} or relation is None or relation.kind != "f":
            continue
        settings = _settings(row[7], (relation.name, column), of_user=False)
        if sort == "column":
            found[oid, number] = {FOREIGN: settings}
        else:
            found[oid, 0] = {FOREIGN: {"server": row[6]} | ({"options": settings} if settings else {})}
    return found


def secrets_left_out(rows: list[Row], subscriptions: list[Row]) -> Iterator[Unmodelled]:
    """Go through the secrets that are there: they are named, for a definition has to say where they come from."""
    yield from (noted(LEFT_OUT, f"password of subscription {row[1]}") for row in subscriptions if holds_password(row[2]))
    for sort, _, _, name, _, _, parent, options, _ in rows:
        for option in options or ():
            word = option.partition("=")[0]
            if is_secret(word, of_user=sort == "mapping"):
                yield noted(LEFT_OUT, f"{word} of {name} at {parent}" if sort == "mapping" else f"{word} of {name or parent}")


def _settings(options: list[str] | None, names: tuple[str, ...], *, of_user: bool) -> Words:
    """Return options in their order; in the place of a secret stands the variable that a definition would take it from."""
    said = (option.partition("=") for option in options or ())
    return {word: secret(variable(*filter(None, names), word)) if is_secret(word, of_user=of_user) else value for word, _, value in said}
