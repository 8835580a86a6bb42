"""How far plans tell what another planner's test suite says of its own: `python -m tests.judge_pg_schema_diff FILE.jsonl [--only TEXT]`.

A row has `old` and `new` (statements), `roles`, `plan_opts` and `hazards`: the labels of the other's plan from one to the other. Rows with
an empty list count too: they say that there is no danger. Rows that the other refuses (`error`) have no plan to compare. `TOLD` says what
in a plan of ours tells a person of the same danger. A danger that the online plan does not have, because it takes another way, is avoided:
it counts where the plan with `--online never` tells of it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from schemac.api.importing import Target, import_database
from schemac.api.planning import opened, plan
from schemac.errors import SchemacError
from schemac.model.online import Online
from schemac.model.plan import Plan, Step
from schemac.source import load
from tests.servers import postgresql
from tests.servers.database import ScratchDatabase
from tests.servers.running import server_run

Told = Callable[[Step], bool]


def _codes(*codes: str) -> Told:
    """Return whether a step has a hazard of one of the codes."""
    return lambda step: any(hazard.code in codes for hazard in step.hazards)


def _locked(step: Step) -> bool:
    """Return whether a step has a hazard that says that everybody waits for its work, or for a change of type or an index that goes."""
    everybody = {"PG102", "PG104", "PG105", "PG106", "PG301", "PG302", "PG303", "PG305", "PG308", "PG309"}
    return any(hazard.code in everybody and hazard.lock == "AccessExclusiveLock" for hazard in step.hazards)


def _built(step: Step) -> bool:
    """Return whether a step says of an index that every row is read for it."""
    statement = step.statement
    return _codes("PG104", "PG105", "PG106")(step) or (
        statement.sql.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX")) and statement.cost.scan
    )


TOLD: dict[str, Told] = {
    "DeletesData": _codes("DS102", "DS103", "DS104", "DS107", "BC114"),
    "IndexBuild": _built,
    "IndexDropped": _codes("BC113", "PG102"),
    "AcquiresAccessExclusiveLock": _locked,
    "AcquiresShareLock": _codes("PG101"),
    "AcquiresShareRowExclusiveLock": _codes("PG306"),
    "AuthzUpdate": _codes("BC108"),
    "ImpactsDatabasePerformance": _codes("PG309"),
    "HasUntrackableDependencies": _codes("PG320"),
    "Correctness": _codes("BC109"),
    "ExtensionVersionUpgrade": lambda step: step.statement.verb != "drop" and _codes("BC110")(step),
    "IsUserGenerated": lambda _: False,  # no statement of a plan of ours was put there by its user
}


def told(found: Plan) -> set[str]:
    """Return the labels whose danger a plan tells of; an index of a table that the plan makes is built of nothing."""
    makes = {step.statement.ref.owner for step in found.steps if step.statement.sql.startswith(("CREATE TABLE", "CREATE MATERIALIZED"))}
    steps = [step for step in found.steps if step.hazards or step.statement.ref.owner not in makes]
    return {label for label, says in TOLD.items() if any(says(step) for step in steps)}


class Answer(NamedTuple):
    """What our plans tell: the online one, and the one that makes each change as ever."""

    online: set[str]
    plain: set[str]


def answered(row: dict[str, Any], folder: Path) -> Answer:
    """Return what our plans for a row tell. Raises psycopg.Error where its SQL does not load."""
    concurrently = "WithNoConcurrentIndexOps" not in row["plan_opts"]
    file = folder / "new.yaml"
    with postgresql.lend() as old, postgresql.lend() as new, _roles(old, row["roles"]):
        _fill(old, row["old"])
        _fill(new, row["new"])
        import_database(new.url, Target(file), force=True).write()
        with opened(old.url) as database:
            found = [plan(database, load(file), prune=True, online=how).plan for how in (Online.ALWAYS, Online.NEVER)]
        for each in (old, new):
            for name in row["roles"]:
                each.execute(f"DROP OWNED BY {_quoted(name)}")
    return Answer(told(found[0] if concurrently else found[1]), told(found[1]))


def _quoted(role: str) -> str:
    """Return a role as SQL writes it; some rows have it quoted already."""
    return role if role.startswith('"') else f'"{role}"'


@contextmanager
def _roles(database: ScratchDatabase, names: list[str]) -> Iterator[None]:
    """Keep the roles that a row speaks of; they are the server's, and gone at the end."""
    for name in names:
        database.execute(f"CREATE ROLE {_quoted(name)}")
    try:
        yield
    finally:
        for name in names:
            database.execute(f"DROP ROLE IF EXISTS {_quoted(name)}")


def _fill(database: ScratchDatabase, statements: list[str]) -> None:
    """Run scripts that may stand in any order: what fails is tried again as long as anything else works."""
    waiting = statements
    while waiting:
        failed = []
        error: psycopg.Error | None = None
        for statement in waiting:
            try:
                database.execute(statement)
            except psycopg.Error as found:
                failed.append(statement)
                error = found
        if error is not None and len(failed) == len(waiting):
            raise error
        waiting = failed


def main() -> int:
    """Print the rows that disagree, and the share that agrees."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", default="", help="part of a row's name")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.file.read_text("utf-8").splitlines()]
    judged = [row for row in rows if row["kind"] != "error" and given.only in row["name"] and not _is_elsewhere(row)]
    verdicts: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    with server_run(), tempfile.TemporaryDirectory() as folder:
        for row in judged:
            verdicts[_judged(row, Path(folder), labels)] += 1
    agreed = verdicts["same"] + verdicts["avoided"]
    _say(f"{agreed} of {len(judged)} rows agree ({100 * agreed / len(judged):.1f} %): {verdicts['same']} tell the same,")
    _say(f"{verdicts['avoided']} but for dangers that the plan goes around; {verdicts['other']} differ, {verdicts['no plan']} have no plan")
    _say(f"labels: {', '.join(f'{count} {what}' for what, count in sorted(labels.items()))}")
    return 0


def _is_elsewhere(row: dict[str, Any]) -> bool:
    """Tell whether the suite reads a row's SQL from files that are not in it."""
    return bool(row["custom_factory"]) and not any(row["new"])


def _judged(row: dict[str, Any], folder: Path, labels: Counter[str]) -> str:
    """Return the verdict on a row, and print it where it is not that both tell the same."""
    name = f"{Path(row['file']).stem}: {row['name']}"
    try:
        ours = answered(row, folder)
    except (SchemacError, psycopg.Error) as error:
        _say(f"{name}: no plan: {error}")
        return "no plan"
    theirs = set(row["hazards"])
    missing, more = theirs - ours.online, ours.online - theirs
    avoided = missing & ours.plain
    labels.update({"told": len(theirs & ours.online), "avoided": len(avoided), "missing": len(missing - avoided), "more": len(more)})
    verdict = "other" if more or missing - avoided else "avoided" if avoided else "same"
    if verdict != "same":
        _say(f"{name}: {verdict}: missing {sorted(missing - avoided)}, more {sorted(more)}, avoided {sorted(avoided)}")
    return verdict


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
