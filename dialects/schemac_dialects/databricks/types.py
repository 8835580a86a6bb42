"""Types on Databricks: those of Spark SQL."""

from __future__ import annotations

from schemac_dialects.spark.types import table

native_type = table("databricks", "Databricks").native
