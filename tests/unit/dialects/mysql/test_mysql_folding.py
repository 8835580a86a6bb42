"""Defaults, expressions and queries as the servers print them, without a server."""

from __future__ import annotations

import pytest

from schemac.dialect import load
from schemac_dialects.mariadb import folding as mariadb
from schemac_dialects.mysql import folding as mysql
from schemac_dialects.mysql.inspect_views import output_names, without_database
from schemac_dialects.mysql.quoting import literal

DEFAULTS = [
    ("'5'", "int", "5", "5"),
    ("5", "varchar(9)", "'5'", "'5'"),
    ("true", "tinyint(1)", "1", "1"),
    ("1.5", "decimal(12,2)", "1.50", "1.50"),
    ("1e10", "double", "10000000000", "10000000000"),
    ("NULL", "int", None, None),
    ("now()", "datetime", "current_timestamp()", "CURRENT_TIMESTAMP"),
    ("CURRENT_TIMESTAMP", "datetime(6)", "current_timestamp(6)", "CURRENT_TIMESTAMP(6)"),
    ("(uuid())", "char(36)", "uuid()", "(uuid())"),
    ("b + 1", "int", "(b + 1)", "(b + 1)"),
    ("abs(a) + abs(b)", "int", "(abs(a) + abs(b))", "(abs(a) + abs(b))"),
    ("'it''s'", "text", "'it''s'", "('it''s')"),
    ("'a\\'b'", "varchar(9)", "'a''b'", "'a''b'"),
    ("b'0101'", "bit(4)", "b'101'", "b'101'"),
    ("cast('{}' as json)", "json", "'{}'", "('{}')"),
]


@pytest.mark.parametrize(("written", "native", "on_mariadb", "on_mysql"), DEFAULTS)
def test_a_default_is_folded_as_the_server_folds_it(written: str, native: str, on_mariadb: str | None, on_mysql: str | None) -> None:
    """Quotes, digits, synonyms of now and parentheses: each server's own form, and folding it again changes nothing."""
    assert on_mariadb == mariadb.default(written, native)
    assert on_mysql == mysql.default(written, native)
    for found, fold in ((on_mariadb, mariadb.default), (on_mysql, mysql.default)):
        assert found is None or found == fold(found, native)


def test_what_the_catalogue_escapes_is_unescaped_once() -> None:
    """MySQL prints expressions escaped for one more string."""
    assert "(`a` <> _utf8mb4'it\\'s')" == mysql.unescaped("(`a` <> _utf8mb4\\'it\\\\\\'s\\')")
    assert "`a` <> 'it\\'s'" == mysql.expression("(`a` <> _utf8mb4'it\\'s')")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a <> 1 AND b IS NOT NULL", "`a` != 1 and (`b` is not null)"),
        ("a in (1)", "`a` = 1"),
        ("not a", "`a` = 0"),
        ("a or (b or c)", "(`a` or `b`) or `c`"),
        ("upper(a)", "ucase(`a`)"),
        ("_utf8mb4'x'", "'x'"),
        ("CURRENT_TIMESTAMP", "current_timestamp()"),
        ("select id, a as a from t", "select `t`.`id` AS `id`,`t`.`a` AS `a` from `t`"),
        ("select count(*) as n from t", "select count(0) AS `n` from `t`"),
    ],
)
def test_two_spellings_of_one_meaning_share_a_form(one: str, other: str) -> None:
    """Nothing but the spelling differs."""
    canonical = load("mariadb").canonical

    assert canonical(one) is not None
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a and (b or c)", "a and b or c"),
        ("a - (b - c)", "a - b - c"),
        ("a < 1", "a <= 1"),
        ("'x'", "'X'"),
        ("_latin1'x'", "'x'"),
        ("a in (1, 2)", "a = 1"),
        ("a / b", "a div b"),
        ("'1'", "1"),
        ("select id from t", "select id from u"),
        ("select a as b from t", "select a from t"),
        ("select t.id from t left join u on t.id = u.id", "select t.id from t join u on t.id = u.id"),
        ("select a from t union select a from u", "select a from t union all select a from u"),
        ("select distinct a from t", "select a from t"),
    ],
)
def test_two_meanings_never_share_a_form(one: str, other: str) -> None:
    """Brackets, joins, cases and sets that matter are kept."""
    canonical = load("mariadb").canonical

    assert canonical(one) != canonical(other)


def test_what_cannot_be_read_has_no_form() -> None:
    """Broken text is no expression."""
    assert load("mysql").canonical("a in (") is None


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("select `db`.`t`.`a` AS `a` from `db`.`t`", "select `t`.`a` AS `a` from `t`"),
        ("select `p`.`a` AS `a` from (`db`.`t` `p` join `db`.`u` on(1))", "select `p`.`a` AS `a` from (`t` `p` join `u` on(1))"),
        ("select `db`.`a` AS `a` from `db`.`t` `db`", "select `db`.`a` AS `a` from `t` `db`"),
        ("select `other`.`t`.`a` AS `a` from `other`.`t`", "select `other`.`t`.`a` AS `a` from `other`.`t`"),
        ("select '`db`.`t`' AS `x`,'it\\'s `db`.' AS `y` from `db`.`t`", "select '`db`.`t`' AS `x`,'it\\'s `db`.' AS `y` from `t`"),
    ],
)
def test_the_own_database_is_taken_off_a_view(printed: str, kept: str) -> None:
    """Only the qualifier goes: aliases of that name, other databases and strings stay."""
    assert kept == without_database(printed, "db")


def test_the_names_of_a_view_are_its_aliases() -> None:
    """Nested queries, strings and commas do not mislead."""
    sql = "select `t`.`a` AS `a b`,concat(`t`.`x`,' AS `no`, ') AS `c``d`,(select `u`.`z` AS `z` from `u`) AS `e` from `t`"

    assert ("a b", "c`d", "e") == output_names(sql)


def test_a_literal_is_written_as_the_server_prints_it() -> None:
    """Quotes are doubled, backslashes and line ends escaped."""
    assert "'it''s a \\\\ and\\n\\r\\0'" == literal("it's a \\ and\n\r\0")


@pytest.mark.parametrize(
    ("sql", "native", "expected"),
    [
        ("'ab'", "binary(4)", "'ab'"),
        ("'ab\\0\\0'", "binary(4)", "'ab'"),
        ("0x6162", "varbinary(4)", "'ab'"),
        ("x'61ff'", "varbinary(4)", "x'61FF'"),
        ("'é'", "varbinary(4)", "x'C3A9'"),
        ("'it''s'", "varbinary(9)", "x'69742773'"),
    ],
)
def test_bytes_have_one_spelling(sql: str, native: str, expected: str) -> None:
    """A default of bytes is a text where it is plain, else hexadecimal, without the zeros that `binary` fills up with."""
    assert expected == mysql.default(sql, native) == mariadb.default(sql, native)
