"""Updating: a definition that exists brought to what a database has, with only what differs changed in its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from msgspec import structs

from schemac.api.planning import Database
from schemac.compile.normalize import normalize
from schemac.diff import apply_renames, diff
from schemac.errors import Problem, SchemacError, SchemaError
from schemac.introspect import reconciled, with_live_rows
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.inspection import Inspection
from schemac.model.names import Ref
from schemac.model.objects import Object
from schemac.model.plan import Difference
from schemac.model.rights import OWNER
from schemac.model.rows import Rows
from schemac.model.schema import Schema
from schemac.plan import describe
from schemac.source.building import Place
from schemac.source.document import FileDocument, held
from schemac.source.files import Edited
from schemac.source.loading import load_files
from schemac.source.merge_files import Edit, merged_files
from schemac.source.merge_text import MISSING
from schemac.source.write import write_entries
from schemac.source.write_native import with_native_words
from schemac.source.write_programs import Written
from schemac.source.write_rights import write_grants

_DIFFERING, _NATIVE, _SAID, _ANEW = 1, 2, 3, 4
"""How far an edit goes: what differs; that in the engine's own words; all that the text says otherwise; the whole object."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What the database has otherwise than the definition had, and the files that say so now; None stands for a file to be deleted."""

    inspection: Inspection
    differences: tuple[Difference, ...]
    files: Edited


@dataclass(frozen=True, slots=True)
class Aim:
    """What a definition is to be brought to say, where that is not all that the database has.

    prepared: the definition in the engine's terms, before it is said in the database's words. target: what it is to say, of the definition
    in the database's words and of what is live under the names that the definition gives it.
    """

    prepared: Callable[[Definition], Definition]
    target: Callable[[Definition, Schema], Schema]


@dataclass(frozen=True, slots=True)
class _Side:
    """The definition in the database's words, its files, the objects of whose owner it says nothing, and what it is to say."""

    desired: Definition
    places: Mapping[Ref, Place]
    documents: Sequence[FileDocument]
    unowned: frozenset[Ref]
    live: Schema


@dataclass(frozen=True, slots=True)
class _Updating:
    """One database and the definition that is to say what it has."""

    database: Database
    path: Path
    inspection: Inspection
    variables: Mapping[str, str]
    aim: Aim | None = None

    def side(self, files: Edited) -> _Side:
        """Read the definition, with some files as they will be."""
        database = self.database
        loaded = load_files(self.path, self.variables, files)
        desired = normalize(replace(loaded.definition, prune=True), database.dialect, database.can)
        desired = desired if self.aim is None else self.aim.prepared(desired)
        unowned = frozenset(item.ref for item in desired.schema if OWNER not in item.options)
        desired = reconciled(database.session, self.inspection, desired, database.dialect, database.engine)
        own = database.can.default_namespace
        native = {ref._replace(namespace="") if ref.namespace == own else ref: place for ref, place in loaded.places.items()}
        found = with_live_rows(database.session, self.inspection, desired, database.dialect, database.engine)
        live = found.schema
        if self.aim is not None:
            live = self.aim.target(desired, apply_renames(live, desired).current)
            desired = replace(desired, renames={})
        return _Side(desired, native, loaded.documents, unowned, live)

    def changes(self, side: _Side) -> tuple[Change, ...]:
        """Return what still lies between the database and the definition."""
        return diff(side.live, side.desired, places=self.database.can.column_position).changes

    def fault(self, files: Edited) -> SchemacError | None:
        """Return why the engine could not have what the files say any more, or they could not be read; None where all is well."""
        try:
            normalize(load_files(self.path, self.variables, files).definition, self.database.dialect, self.database.can)
        except SchemacError as error:
            return error
        return None


def updated(database: Database, path: Path, inspection: Inspection, variables: Mapping[str, str], aim: Aim | None = None) -> Updated:
    """Return what makes a definition say what the database has, or that of it which `aim` chooses; nothing is written.

    Raises SchemaError: SC192 where the definition is ahead of the database with a rename, SC193 where the text cannot be brought to say
    it; and whatever reading the definition raises.
    """
    work = _Updating(database, path, inspection, variables, aim)
    before = work.side({})
    changes = work.changes(before)
    pending = [change for change in changes if change.verb is Verb.RENAME]
    if pending:
        raise SchemaError(_pending(change, before.desired) for change in pending)
    differences = tuple(describe(change.reverse(), before.desired, database.dialect) for change in changes)
    foreign = before.desired.expressions not in {database.dialect.name, *database.dialect.speaks}
    stages: dict[Ref, int] = {}
    native: set[Ref] = set()
    files: Edited = {}
    while changes:
        owners = _by_owner(changes, before.desired.schema, before.live)
        _advance(stages, native, owners, before.desired, foreign=foreign)
        files = _files(work, before, stages, native)
        unread = work.fault(files)
        while unread is not None:
            further = {ref: parts for ref, parts in owners.items() if _at_fault(ref, work, before, stages, native)} or owners
            if all(stages[ref] == _ANEW for ref in further):
                reasons = "; ".join(problem.message for problem in unread.problems[:3])
                raise SchemaError(Problem("SC193", f"the definition cannot be brought to say what the database has: {reasons}")) from unread
            further = {ref: parts for ref, parts in further.items() if stages[ref] != _ANEW}
            _advance(stages, native, further, before.desired, foreign=foreign)
            files = _files(work, before, stages, native)
            unread = work.fault(files)
        changes = work.changes(work.side(files))
    return Updated(inspection, differences, files)


def _files(work: _Updating, before: _Side, stages: Mapping[Ref, int], native: set[Ref]) -> Edited:
    """Return the files with the edits of objects at their stages."""
    edits, lists = list(_edits(work, before, stages, native)), _lists(before.live, stages)
    return merged_files(before.documents, edits, lists, moving=work.database.can.column_position)


def _at_fault(ref: Ref, work: _Updating, before: _Side, stages: Mapping[Ref, int], native: set[Ref]) -> bool:
    """Tell whether the edit of one object alone makes the files such that they cannot be read."""
    return work.fault(_files(work, before, {ref: stages[ref]}, native)) is not None


def _advance(stages: dict[Ref, int], native: set[Ref], found: Mapping[Ref, set[Ref]], desired: Definition, *, foreign: bool) -> None:
    """Let the edits of objects that still differ go further. Raises SchemaError (SC193) where they have come to the end."""
    stuck = [ref for ref in found if stages.get(ref) == _ANEW]
    if stuck:
        hint = "write it by hand as `schemac import` without -o shows it, or let --force write the definition anew"
        message = "cannot be brought to say what the database has"
        raise SchemaError(Problem("SC193", f"{ref} {message}", desired.locate(ref), hint) for ref in stuck)
    for ref, parts in found.items():
        stage = stages.get(ref, 0) + 1
        stages[ref] = _SAID if stage == _NATIVE and not foreign else stage
        if foreign and stage > _DIFFERING:
            native |= parts


def _by_owner(changes: Sequence[Change], *schemas: Schema) -> dict[Ref, set[Ref]]:
    """Return the objects that changes are about, each with itself or its parts that change."""
    owners: dict[Ref, set[Ref]] = {}
    for change in changes:
        ref = change.ref._replace(kind="table") if change.kind == Rows.kind else change.ref
        if change.table_after is not None or change.table_before is not None:
            whole = [Ref(kind, ref.namespace, ref.parent) for kind in ("table", "materialized_view")]
            ref = next((each for each in whole for schema in schemas if each in schema.objects), ref)
        owners.setdefault(ref, set()).add(change.ref)
    return owners


def _edits(work: _Updating, side: _Side, stages: Mapping[Ref, int], native: set[Ref]) -> Iterator[Edit]:
    """Give the edit of each object at its stage."""
    naming, dialect = side.desired.naming, work.database.dialect
    live = side.live
    before = write_entries(_without_owners(side.desired.schema, side), dialect=dialect, naming=naming)
    after = write_entries(
        _without_owners(with_native_words(live, native, dialect.name, side.desired.schema), side), dialect=dialect, naming=naming
    )
    strangers = {ref for ref in after if ref not in before and ref not in live.objects and ref not in side.places}
    for ref in [*stages, *sorted(strangers)]:
        old, new, place = before.get(ref), after.get(ref), side.places.get(ref)
        said = new or old
        if said is None or (new is None and place is None):
            continue
        base, keeping = _base(old, place, stages.get(ref, _DIFFERING), dialect.name)
        yield Edit(said.section, said.key, base, None if new is None else new.entry, place, keeping)


def _without_owners(schema: Schema, side: _Side) -> Schema:
    """Return a schema with nothing said of owners of whom the definition says nothing, or says it once for all."""
    usual = side.desired.owner
    silent = not usual and len(side.unowned) == len(side.desired.schema.objects)

    def said(item: Object) -> Object:
        owner = item.options.get(OWNER)
        if owner is None or not (silent or owner == usual or item.ref in side.unowned):
            return item
        return structs.replace(item, options={word: value for word, value in item.options.items() if word != OWNER})

    return Schema.of(said(item) for item in schema)


def _lists(schema: Schema, stages: Mapping[Ref, int]) -> dict[str, list[dict[str, Any]]]:
    """Return the sections without names in which something differs, as they should be."""
    kinds = {ref.kind for ref in stages}
    return {section: items for section, items in write_grants(schema).items() if section.removesuffix("s") in kinds}


def _base(old: Written | None, place: Place | None, stage: int, dialect: str) -> tuple[Any, frozenset[str]]:
    """Return what an edit starts from: what the old state would be written as, what the text says, or nothing."""
    if place is None:
        return None, frozenset()
    if stage < _SAID and old is not None:
        return old.entry, frozenset()
    if stage == _ANEW:
        return MISSING, frozenset()
    entry = held(place.holder, place.key)
    return (entry if entry is not None else {}), frozenset({dialect})


def _pending(change: Change, desired: Definition) -> Problem:
    before = change.before.name if change.before is not None else ""
    hint = "apply the definition first, or take `renamed_from` away"
    return Problem("SC192", f"{change.ref} was {before} and is so in the database still", desired.locate(change.ref), hint)
