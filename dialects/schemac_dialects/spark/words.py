"""The native words of tables in a lakehouse."""

from __future__ import annotations

WORDS = {
    "table": {
        "using": "the table's format: DELTA unless told otherwise",
        "partitioned_by": "the partitioning columns, as SQL",
        "cluster_by": "the columns, as SQL, by which the data is kept together",
        "location": "where the data lies",
        "properties": "further entries of TBLPROPERTIES, as SQL",
    }
}
