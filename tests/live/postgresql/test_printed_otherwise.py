"""Expressions of every kind, written as a person would: the server prints them otherwise, and nothing is left to do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.postgresql.moving import at, defined, moved_twice
from tests.live.postgresql.versions import server_since
from tests.scratch import ScratchFactory

TABLES: dict[str, Any] = {
    "t": {
        "columns": {
            "id": "int",
            "a": "varchar(20)",
            "b": "text",
            "n": "numeric(10,2)",
            "d": "date",
            "ts": "timestamptz",
            "j": "jsonb",
            "arr": "text[]",
        }
    }
}
FUNCTIONS = {"touch()": {"returns": "trigger", "language": "plpgsql", "body": "begin return new; end"}}

CASES: dict[str, dict[str, Any]] = {
    "trigger when": {
        "tables": TABLES,
        "functions": FUNCTIONS,
        "triggers": {
            "t.x": {
                "before": ["update"],
                "level": "row",
                "when": "new.a not in ('x','y') and (old.n > 5 or coalesce(new.b,'') <> old.b)",
                "execute": "touch()",
            }
        },
    },
    "rule": {"tables": TABLES, "rules": {"t.r": {"sql": "on delete to t where old.a in ('x','y') do instead nothing"}}},
    "rule2": {"tables": TABLES, "rules": {"t.r": {"sql": "on insert to t where new.n > 5 do also update t set b = 'x' where id = new.id"}}},
    "policy": {
        "tables": TABLES,
        "policies": {
            "t.p": {
                "using": "a not in ('x','y') and exists (select 1 from t as o where o.id = t.id and o.n between 1 and 2)",
                "check": "b like 'x%'",
            }
        },
    },
    "index": {
        "tables": {
            "t": {
                **TABLES["t"],
                "indexes": {
                    "i": {
                        "columns": [{"sql": "lower(a) || coalesce(b, '')"}],
                        "where": "a not in ('x','y') and n between 1 and 5 and not (b is null)",
                    }
                },
            }
        }
    },
    "check": {
        "tables": {
            "t": {
                **TABLES["t"],
                "checks": [
                    "a not in ('x','y')",
                    "n between 1 and 5 or d > '2020-01-01'",
                    "a ~* '^[a-z]+$' and length(b) < 5",
                    "j ? 'a' and arr @> array['x']",
                    "ts > now() - interval '1 day'",
                    "case when a = 'x' then n > 1 else true end",
                    "a in ('x') and b = any(arr)",
                ],
            }
        }
    },
    "default": {
        "tables": {
            "t": {
                "columns": {
                    "id": "int",
                    "x": {"type": "timestamptz", "default": {"sql": "now() + interval '1 day'"}},
                    "y": {"type": "text", "default": {"sql": "upper('a') || 'b'"}},
                    "z": {"type": "int[]", "default": {"sql": "array[1,2]"}},
                    "w": {"type": "varchar(5)", "default": {"sql": "case when true then 'a' else 'b' end"}},
                    "v": {"type": "date", "default": {"sql": "current_date + 1"}},
                }
            }
        }
    },
    "generated": {
        "tables": {
            "t": {
                "columns": {
                    "id": "int",
                    "a": "varchar(10)",
                    "g": {"type": "text", "generated": {"sql": "coalesce(a, 'x') || case when id in (1,2) then 'y' else 'z' end"}},
                    "h": {"type": "numeric", "generated": {"sql": "id * 1.5 + 2"}},
                }
            }
        }
    },
    "bounds": {
        "tables": {
            "p": {"partition_by": "range (id, (lower(a)))", "columns": {"id": "int", "a": "text"}},
            "p1": {"partition_of": {"table": "p", "values": "FROM (MINVALUE, MINVALUE) TO (10, 'x')"}},
            "l": {"partition_by": "LIST (d)", "columns": {"d": "date"}},
            "l1": {"partition_of": {"table": "l", "values": "in (date '2020-01-01', '2021-1-1')"}},
            "h": {"partition_by": "hash (id)", "columns": {"id": "int"}},
            "h1": {"partition_of": {"table": "h", "values": "with (modulus 2, remainder 0)"}},
        }
    },
    "view": {
        "tables": TABLES,
        "views": {
            "v": {
                "sql": "select t.id, a as x, count(*) filter (where n > 1) over (partition by b) c from t "
                "where a not in ('x','y') and exists (select from t z where z.id = t.id) order by 1 desc limit 5"
            }
        },
        "materialized_views": {
            "m": {"sql": "with q as (select id, max(n) from t group by id having max(n) > 1) select * from q left join t using (id)"}
        },
    },
    "body": {
        "tables": TABLES,
        "functions": {
            "f(integer)": {
                "arguments": "x int default 5+1",
                "returns": "setof t",
                "language": "sql",
                "body": "begin atomic select * from t where t.id = x and a in ('x','y'); end",
            }
        },
    },
    "body2": {
        "tables": TABLES,
        "functions": {
            "f(integer)": {
                "arguments": "x int",
                "returns": "int",
                "language": "sql",
                "body": "return x + (select count(*) from t where a not in ('x','y'))::int",
            }
        },
    },
    "excl": {
        "extensions": ["btree_gist"],
        "tables": {
            "t": {
                "columns": {"id": "int", "r": "tsrange", "a": "varchar(5)"},
                "constraints": {
                    "x": {
                        "exclude": [{"sql": "coalesce(id, 0)", "operator": "="}, {"column": "r", "operator": "&&"}],
                        "method": "gist",
                        "where": "a not in ('x','y')",
                    }
                },
            }
        },
    },
    "domain": {
        "domains": {
            "d": {"type": "varchar(10)", "default": {"sql": "lower('A')"}, "checks": {"c": "value not in ('x','y') and value ~ '^a'"}}
        },
        "tables": {"t": {"columns": {"x": {"type": "d", "default": {"sql": "upper('b')"}}}}},
    },
    "own row": {
        "tables": {"t": {"columns": {"id": "int", "a": "text"}, "constraints": {"c": {"check": "ok(t.*)"}}}},
        "functions": {
            "ok(t)": {
                "arguments": "r t",
                "returns": "boolean",
                "language": "sql",
                "body": "select true",
                "dialects": {"postgresql": {"volatility": "immutable"}},
            }
        },
    },
    "stats": {"tables": TABLES, "statistics": {"s": {"table": "t", "columns": ["a", "(lower(b) || 'x')"]}}},
    "pub": {"tables": TABLES, "publications": {"p": {"tables": ["t where (id > 5 and a <> 'x')"]}}},
}


SINCE = {"body": 14, "body2": 14, "stats": 14, "pub": 15}
"""From which version on the server has what a case is about."""


@pytest.mark.parametrize("case", CASES)
def test_what_the_server_prints_otherwise_is_no_change(new_scratch: ScratchFactory, case: str) -> None:
    """Applied once, the definition is what the database holds, whatever words the server has for it."""
    with new_scratch(server_since(new_scratch, SINCE.get(case, 0))) as scratch, at(scratch) as database:
        moved_twice(database, defined(**CASES[case]))
