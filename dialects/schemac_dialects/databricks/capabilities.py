"""What Databricks can do beyond Spark SQL: primary and foreign keys of Unity Catalog, which inform and are not enforced.

Unique constraints that inform are too new to be counted on, so they are left out and told as a loss.

Source: https://docs.databricks.com/en/sql/language-manual/sql-ref-syntax-ddl-create-table-constraint.html.
"""

from __future__ import annotations

from dataclasses import replace

from schemac_dialects.spark.capabilities import CAPABILITIES as SPARK

KEYS = frozenset({"primary_key", "foreign_key"})

CAPABILITIES = replace(SPARK, version=(), kinds=SPARK.kinds | KEYS, replace=SPARK.replace | KEYS, informational=KEYS)
