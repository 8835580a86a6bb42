"""What is dangerous on MySQL and MariaDB alone: what copies a table or makes its writers wait."""

from __future__ import annotations

from schemac_dialects.mysql.hazards.copies import (
    CHECK_COPIES,
    COPIED,
    EXPRESSION_DEFAULT,
    FOREIGN_KEY_COPIES,
    IMPLICIT_VALUE,
    INDEX_SHARED,
    STORED_COPIES,
    TABLE_CONVERTED,
    VARCHAR_BYTES,
)
from schemac_dialects.mysql.hazards.labels import LABEL_MOVED, LABEL_REMOVED

RULES = (
    IMPLICIT_VALUE,
    LABEL_REMOVED,
    LABEL_MOVED,
    COPIED,
    EXPRESSION_DEFAULT,
    VARCHAR_BYTES,
    FOREIGN_KEY_COPIES,
    CHECK_COPIES,
    INDEX_SHARED,
    STORED_COPIES,
    TABLE_CONVERTED,
)
