"""The rules that hold on every engine, in the order in which their findings are shown, and how a plan's statement is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from schemac.compile.statements import Written
from schemac.dialect import Capabilities, Dialect
from schemac.dialect.rules import Deed, Rule, judge_all
from schemac.hazards.cast_may_fail import CAST_MAY_FAIL
from schemac.hazards.column_dropped import COLUMN_DROPPED
from schemac.hazards.columns_of_views import VIEW_COLUMN_REMOVED
from schemac.hazards.constraint_added import CONSTRAINT_ADDED, EXCLUSION_ADDED
from schemac.hazards.constraint_dropped import CONSTRAINT_DROPPED
from schemac.hazards.counting_ended import COUNTING_ENDED
from schemac.hazards.enum_label_removed import ENUM_LABEL_REMOVED
from schemac.hazards.extension_changed import EXTENSION_CHANGED
from schemac.hazards.index_dropped import INDEX_DROPPED
from schemac.hazards.lookalike import LOOKALIKE
from schemac.hazards.lossy_type import TYPE_NARROWED
from schemac.hazards.namespace_dropped import NAMESPACE_DROPPED
from schemac.hazards.not_null import NOT_NULL_COLUMN_ADDED, NOT_NULL_DROPPED, NOT_NULL_SET
from schemac.hazards.renamed import COLUMN_RENAMED, OTHER_RENAMED, TABLE_RENAMED
from schemac.hazards.rights_changed import RIGHTS_CHANGED
from schemac.hazards.rows_deleted import ROWS_DELETED
from schemac.hazards.sequence_dropped import SEQUENCE_DROPPED
from schemac.hazards.sql_only import CASCADE, TRUNCATE
from schemac.hazards.table_dropped import TABLE_DROPPED, VIRTUAL_TABLE_DROPPED
from schemac.hazards.type_changed import TYPE_CHANGED
from schemac.hazards.uniqueness_added import COLLATION_OF_UNIQUE, UNIQUENESS_ADDED
from schemac.hazards.values_computed import VALUES_COMPUTED
from schemac.model.names import Name, Ref
from schemac.model.plan import Hazard

RULES: tuple[Rule, ...] = (
    NAMESPACE_DROPPED,
    TABLE_DROPPED,
    VIRTUAL_TABLE_DROPPED,
    COLUMN_DROPPED,
    VALUES_COMPUTED,
    SEQUENCE_DROPPED,
    ROWS_DELETED,
    ENUM_LABEL_REMOVED,
    TYPE_NARROWED,
    TRUNCATE,
    CASCADE,
    NOT_NULL_COLUMN_ADDED,
    NOT_NULL_SET,
    NOT_NULL_DROPPED,
    UNIQUENESS_ADDED,
    COLLATION_OF_UNIQUE,
    CONSTRAINT_ADDED,
    EXCLUSION_ADDED,
    CAST_MAY_FAIL,
    TABLE_RENAMED,
    COLUMN_RENAMED,
    OTHER_RENAMED,
    LOOKALIKE,
    CONSTRAINT_DROPPED,
    INDEX_DROPPED,
    COUNTING_ENDED,
    TYPE_CHANGED,
    VIEW_COLUMN_REMOVED,
    RIGHTS_CHANGED,
    EXTENSION_CHANGED,
)


def judge(
    written: Written,
    number: int,
    new: AbstractSet[Name],
    anew: AbstractSet[Name],
    dialect: Dialect,
    can: Capabilities,
    alike: Mapping[Ref, Ref],
) -> Iterator[Hazard]:
    """Go through the hazards of one statement of a plan.

    What is lost, and what may fail on rows, is judged once for each change; what is locked, read or written anew is judged by what this
    very statement does. number: the statement's place in the plan, from 1. new: the tables that the plan makes; anew: those too that it
    drops and makes again, which hold no rows then.
    alike: for what the plan drops, what it adds that is like it.
    """
    statement, fresh, empty = written.statement, frozenset(new), frozenset(anew)
    for change in written.changes:
        known = empty if change.ref.parent else fresh  # that the whole table goes is told of the table
        yield from judge_all(RULES, Deed(change, statement.cost, can, known, alike=alike), statement.position, number)
    action = written.action
    own = tuple(rule for rule in dialect.rules if not rule.about.optional)
    for change in action.fields.get("changes") or (action.change,):
        yield from judge_all(own, Deed(change, statement.cost, can, empty), statement.position, number)
