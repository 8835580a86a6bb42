"""Databricks: a table of contents; Spark SQL with keys that inform."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from schemac_dialects.ansi.canonical import canonical
from schemac_dialects.databricks.capabilities import CAPABILITIES
from schemac_dialects.databricks.types import native_type
from schemac_dialects.spark import DIALECT as SPARK

DIALECT = replace(
    SPARK,
    name="databricks",
    title="Databricks",
    sqlglot="databricks",
    speaks=frozenset({"databricks", "spark"}),
    templates=(Path(__file__).parent / "templates", *SPARK.templates),
    capabilities=CAPABILITIES,
    native_type=native_type,
    canonical=canonical("databricks"),
)
