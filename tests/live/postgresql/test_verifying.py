"""What is applied is looked at before it is committed."""

from __future__ import annotations

import pytest

from schemac.api.applying import Applying, apply_definition
from schemac.errors import DatabaseError
from tests.live.postgresql.moving import at, defined
from tests.servers.database import ScratchDatabase

MEDDLING = """
CREATE FUNCTION meddle() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_regclass('public.t') IS NOT NULL THEN
    ALTER TABLE public.t ADD COLUMN IF NOT EXISTS audited timestamptz;
  END IF;
END $$;
CREATE EVENT TRIGGER meddle ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION meddle();
"""


def test_a_result_that_is_not_the_definition_is_undone(postgresql_database: ScratchDatabase) -> None:
    """Where something in the database makes other tables than were asked for, nothing is left of the attempt."""
    with at(postgresql_database) as database:
        database.session.execute(MEDDLING)
        wanted = defined(tables={"t": {"columns": {"id": "bigint"}}, "u": {"columns": {"id": "bigint"}}})
        with pytest.raises(DatabaseError, match="audited"):
            apply_definition(database, wanted, how=Applying(allow=["all"]))
        assert database.session.query("SELECT to_regclass('public.t'), to_regclass('public.u')") == [(None, None)]
