"""Changes of large tables with the way said in which they must be made: a server that cannot refuses, instead of copying unasked.

Sources: https://dev.mysql.com/doc/refman/en/innodb-online-ddl.html, https://mariadb.com/kb/en/alter-table/#algorithm
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemac.dialect import Capabilities, Legalizing
from schemac.model.change import Action, Work
from schemac.model.tables import Table
from schemac_dialects.mysql.costs import ALTER, is_kept_by_innodb, way_of_action
from schemac_dialects.mysql.online.bundles import bundles
from schemac_dialects.mysql.ways import Way, assertion, server_of


def online(works: Sequence[Work], context: Legalizing) -> list[Work]:
    """Return the works with the statements on the tables of `context.online` divided by their ways, and each way asserted."""
    return [replace(work, actions=tuple(each for action in work.actions for each in _one(action, context))) for work in works]


def _one(action: Action, context: Legalizing) -> Iterator[Action]:
    """Go through the statements that do what one does."""
    table = action.change.table_before or action.change.before
    wanted = action.change.table_after or action.change.after
    altered = action.template == ALTER and isinstance(wanted, Table) and wanted.full_name in context.online
    if altered and isinstance(table, Table) and isinstance(wanted, Table) and _by_innodb((table, wanted), context.capabilities):
        yield from (_asserted(bundle, context.capabilities) for bundle in bundles(action, table, context.capabilities))
    else:
        yield action


def _by_innodb(tables: Sequence[Table], can: Capabilities) -> bool:
    """Tell whether a table is InnoDB's and stays so: other engines know of no other way than to copy."""
    return all(is_kept_by_innodb(table, can) for table in tables)


def _asserted(action: Action, can: Capabilities) -> Action:
    """Return an action with the way that its statement insists on; MariaDB takes no such words where partitions change."""
    server, way = server_of(can), way_of_action(action, can)
    clauses = action.fields["clauses"]
    if any(clause["does"] == "partition" for clause in clauses):
        if server.mariadb or len(clauses) > 1 or way is Way.COPIED:
            return action
        said = [{**clauses[0], "sql": f"{assertion(way, server)}, {clauses[0]['sql']}"}]
        return replace(action, fields={**action.fields, "clauses": said})
    return replace(action, fields={**action.fields, "assertion": assertion(way, server)})
