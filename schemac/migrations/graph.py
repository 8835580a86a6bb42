"""The order of migrations: what each needs comes first, and otherwise by version."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence

from schemac.errors import MigrationError, Position, Problem
from schemac.migrations.file import MigrationFile

_DIGITS = re.compile(r"(\d+)")

VersionKey = tuple[tuple[int, int, str], ...]


def version_key(version: str) -> VersionKey:
    """Return what versions are sorted by: numbers in them as numbers, so that 2 comes before 10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in _DIGITS.split(version) if part)


def in_order(files: Iterable[MigrationFile]) -> list[MigrationFile]:
    """Return migrations so that each comes after what it depends on, and by version where nothing else decides.

    One that does not say what it depends on comes after all of smaller versions. Raises MigrationError: SC621 for two of one version,
    SC623 for a dependency that is not there, SC624 for dependencies that go round.
    """
    known = _by_version(files)
    ordered = sorted((each for each in known.values() if not each.repeatable), key=lambda each: version_key(each.version))
    needs = {each.version: _needs(each, ordered[:at], known) for at, each in enumerate(ordered)}
    waiting = {version: len(needed) for version, needed in needs.items()}
    after: dict[str, list[str]] = {version: [] for version in needs}
    for version, needed in needs.items():
        for one in needed:
            after[one].append(version)
    ready = [(version_key(version), version) for version, count in waiting.items() if not count]
    heapq.heapify(ready)
    made: list[MigrationFile] = []
    while ready:
        _, version = heapq.heappop(ready)
        made.append(known[version])
        for other in after[version]:
            waiting[other] -= 1
            if not waiting[other]:
                heapq.heappush(ready, (version_key(other), other))
    if len(made) != len(needs):
        raise MigrationError(_round(needs, {each.version for each in made}, known))
    return made + sorted((each for each in known.values() if each.repeatable), key=lambda each: each.name)


def heads(files: Sequence[MigrationFile]) -> list[MigrationFile]:
    """Return those on which no other depends, in order: more than one where branches have come together."""
    known = {each.version: each for each in files}
    ordered = [each for each in files if not each.repeatable]
    needed = {one for at, each in enumerate(ordered) for one in _needs(each, ordered[:at], known)}
    return [each for each in ordered if each.version not in needed]


def _by_version(files: Iterable[MigrationFile]) -> dict[str, MigrationFile]:
    """Return migrations by version. Raises MigrationError for all that share one."""
    known: dict[str, MigrationFile] = {}
    problems: list[Problem] = []
    for each in files:
        other = known.setdefault(each.version, each)
        if other is not each:
            message = f"{each.path.name} and {other.path.name} are both version {each.version}"
            problems.append(Problem("SC621", message, Position(str(each.path), 1, 1), "give the newer one a version of its own"))
    if problems:
        raise MigrationError(problems)
    return known


def _needs(each: MigrationFile, smaller: Sequence[MigrationFile], known: dict[str, MigrationFile]) -> tuple[str, ...]:
    """Return the versions that come before one. Raises MigrationError where one of them is not there."""
    if each.depends_on is None:
        return (smaller[-1].version,) if smaller else ()
    missing = [version for version in each.depends_on if version not in known]
    if missing:
        message = f"{each.path.name} depends on {', '.join(missing)}, and there is no such migration"
        raise MigrationError(Problem("SC623", message, Position(str(each.path), 1, 1), "restore it from version control, or leave it out"))
    return each.depends_on


def _round(needs: dict[str, tuple[str, ...]], made: set[str], known: dict[str, MigrationFile]) -> Problem:
    """Return the problem that names the members of a circle."""
    path: list[str] = []
    version = min(set(needs) - made, key=version_key)
    while version not in path:
        path.append(version)
        version = min((one for one in needs[version] if one not in made), key=version_key)
    members = [*path[path.index(version) :], version]
    place = Position(str(known[version].path), 1, 1)
    return Problem(
        "SC624", f"migrations depend on each other in a circle: {' → '.join(members)}", place, "leave one of the dependencies out"
    )
