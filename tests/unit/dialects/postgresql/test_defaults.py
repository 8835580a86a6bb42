"""Defaults as the server prints them."""

from __future__ import annotations

import pytest

from schemac_dialects.postgresql.defaults import printed


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ("'en'", "character varying(8)", "'en'::character varying"),
        ("'it''s'", "text", "'it''s'::text"),
        ("'N'", "character(1)", "'N'::bpchar"),
        ("'{}'", "jsonb", "'{}'::jsonb"),
        ("'{}'", "text[]", "'{}'::text[]"),
        ("'{}'", "character varying(3)[]", "'{}'::character varying[]"),
        ("'{\"b\":1}'", "jsonb", "'{\"b\":1}'"),
        ("0", "bigint", "0"),
        ("-1", "smallint", "'-1'::integer"),
        ("9999999999", "bigint", "'9999999999'::bigint"),
        ("0.5", "numeric(5,2)", "0.5"),
        ("-0.5", "numeric", "'-0.5'::numeric"),
        ("(0)", "integer", "0"),
        ("TRUE", "boolean", "true"),
        ("NOW()", "timestamp with time zone", "now()"),
        ("current_timestamp", "timestamp with time zone", "CURRENT_TIMESTAMP"),
        ("nextval('public.a_id_seq')", "integer", "nextval('a_id_seq'::regclass)"),
        ("nextval('\"A b\"'::regclass)", "integer", "nextval('\"A b\"'::regclass)"),
        ("not true", "boolean", "(not true)"),
        ("((now() + '1 day'::interval))", "timestamp with time zone", "(now() + '1 day'::interval)"),
        ("null", "text", None),
        ("null", "character varying(3)", "NULL::character varying"),
        ("NULL::character varying", "character varying(3)", "NULL::character varying"),
        ("NULL::character varying", "character varying", None),
    ],
)
def test_a_plain_default_is_printed_as_the_server_does(written: str, kind: str, expected: str | None) -> None:
    """Literals and calls need no question to the server; anything else is at least safe to write; all of it is stable."""
    once = printed(written, kind)

    assert expected == once
    assert once == printed(once, kind)


def test_a_null_default_of_a_domain_stays() -> None:
    """It takes the place of the domain's own default."""
    assert "NULL" == printed("NULL", "amount", is_domain=True)
