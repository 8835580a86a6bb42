"""What is dangerous on PostgreSQL alone: its locks, scans and rewrites; a tight family of rules a file."""

from __future__ import annotations

from schemac_dialects.postgresql.hazards.columns import (
    COLUMN_COMPUTED,
    NOT_NULL_SCANNED,
    STATISTICS_LOST,
    TYPE_CHECKED,
    TYPE_REWRITTEN,
)
from schemac_dialects.postgresql.hazards.constraints import CHECK_SCANNED, FOREIGN_KEY_SCANNED
from schemac_dialects.postgresql.hazards.domains import DOMAIN_CONSTRAINED, DOMAIN_NOT_NULL, DOMAIN_WITH_RULE
from schemac_dialects.postgresql.hazards.indexes import INDEX_BUILT, INDEX_CORRUPTION, INDEX_DROPPED
from schemac_dialects.postgresql.hazards.keys import EXCLUSION_BUILT, PRIMARY_KEY_BUILT, UNIQUE_BUILT
from schemac_dialects.postgresql.hazards.others import JSON_ADDED, MATVIEW_REFRESHED, REPLICA_IDENTITY, TRIGGER_ADDED, UNTRACKED
from schemac_dialects.postgresql.hazards.storage import PARTITION_ATTACHED, PARTITION_DETACHED, TABLE_MOVED

RULES = (
    INDEX_BUILT,
    INDEX_DROPPED,
    INDEX_CORRUPTION,
    PRIMARY_KEY_BUILT,
    UNIQUE_BUILT,
    EXCLUSION_BUILT,
    MATVIEW_REFRESHED,
    TYPE_REWRITTEN,
    TYPE_CHECKED,
    STATISTICS_LOST,
    COLUMN_COMPUTED,
    NOT_NULL_SCANNED,
    CHECK_SCANNED,
    FOREIGN_KEY_SCANNED,
    PARTITION_ATTACHED,
    PARTITION_DETACHED,
    DOMAIN_CONSTRAINED,
    DOMAIN_NOT_NULL,
    DOMAIN_WITH_RULE,
    TABLE_MOVED,
    TRIGGER_ADDED,
    JSON_ADDED,
    REPLICA_IDENTITY,
    UNTRACKED,
)
