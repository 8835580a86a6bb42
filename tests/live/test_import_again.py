"""Importing over a definition that exists: what the database has otherwise changes in its files, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from schemac.api.importing import Imported, import_database, target_of
from schemac.api.planning import opened, plan
from schemac.errors import SchemacError, SchemaError, UsageError
from schemac.source import load
from tests.servers.database import ScratchDatabase

FIRST = """\
CREATE TABLE customer (id integer NOT NULL PRIMARY KEY, email varchar(100) NOT NULL, fax varchar(20), note varchar(50) DEFAULT 'none');
CREATE TABLE visit (id integer NOT NULL PRIMARY KEY, customer_id integer NOT NULL, day date);
CREATE INDEX visit_day_idx ON visit (day);
CREATE VIEW recent AS SELECT id, day FROM visit WHERE day > '2020-01-01';
"""
CHANGES = """\
ALTER TABLE customer DROP COLUMN fax;
ALTER TABLE customer ADD COLUMN phone varchar(32);
DROP INDEX visit_day_idx;
CREATE INDEX visit_customer_idx ON visit (customer_id);
DROP VIEW recent;
CREATE TABLE account (id integer NOT NULL PRIMARY KEY, name varchar(40) NOT NULL);
"""


def run(database: ScratchDatabase, statements: str) -> None:
    """Run statements one by one; MariaDB wants the table of an index that is dropped."""
    for statement in filter(str.strip, statements.split(";")):
        mariadb = database.engine_name in {"mariadb", "mysql"} and "DROP INDEX" in statement
        database.execute(f"{statement} ON visit" if mariadb else statement)


def imported(database: ScratchDatabase, output: Path, *, split: bool = False, force: bool = False) -> Imported:
    """Import and write."""
    found = import_database(database.url, target_of(output, split=split), force=force)
    found.write()
    return found


def nothing_to_do(database: ScratchDatabase, main: Path) -> bool:
    """Tell whether a plan from the definition is empty, dropping included."""
    with opened(database.url) as opened_database:
        return not plan(opened_database, load(main), prune=True).plan.steps


@pytest.fixture
def first(scratch: ScratchDatabase) -> ScratchDatabase:
    """A database with two tables and a view, on every engine."""
    run(scratch, FIRST)
    return scratch


def test_nothing_is_written_when_nothing_changed(first: ScratchDatabase, tmp_path: Path) -> None:
    """The second import finds the definition true, and leaves its bytes and its date alone."""
    main = tmp_path / "a.yaml"
    imported(first, main)
    os.utime(main, (1, 1))

    again = imported(first, main)

    assert {} == again.files
    assert () == again.differences
    assert main.stat().st_mtime == 1


def test_only_what_changed_changes(first: ScratchDatabase, tmp_path: Path) -> None:
    """Comments, quotes, blank lines and the spelling of what stayed are kept; what went is gone with its comment."""
    main = tmp_path / "a.yaml"
    imported(first, main)
    text = main.read_text()
    text = text.replace("  customer:\n", "  # Who buys\n  customer:   # people\n")
    text = text.replace("      fax: varchar(20)\n", "      # nobody has one\n      fax: varchar(20)\n")
    text = text.replace("email: {type: varchar(100), nullable: false}", "email: { type: 'varchar(100)',  nullable: false }   # asked")
    main.write_text(text)
    expected = text.replace("      # nobody has one\n      fax: varchar(20)\n", "")
    run(first, CHANGES)

    imported(first, main)
    after = main.read_text()

    for line in expected.partition("views:")[0].splitlines():
        assert line in after or "visit_day_idx" in line, line
    assert "fax" not in after
    assert "nobody has one" not in after
    assert "      phone: varchar(32)" in after
    assert "visit_day_idx" not in after
    assert "views:" not in after
    assert after.index("  account:") < after.index("  # Who buys")
    assert nothing_to_do(first, main)


def test_a_split_definition_stays_split(first: ScratchDatabase, tmp_path: Path) -> None:
    """A new table gets its file, a dropped view loses it, an include that leads nowhere goes, and untouched files stay untouched."""
    folder = tmp_path / "schemas"
    imported(first, folder)
    assert {"schema.yaml", "tables/customer.yaml", "tables/visit.yaml", "views/recent.yaml"} == _files(folder)
    run(first, CHANGES.replace("DROP INDEX visit_day_idx;", "").replace("CREATE INDEX visit_customer_idx ON visit (customer_id);", ""))
    os.utime(folder / "tables/visit.yaml", (1, 1))

    imported(first, folder)

    assert {"schema.yaml", "tables/account.yaml", "tables/customer.yaml", "tables/visit.yaml"} == _files(folder)
    assert "include: [tables/*.yaml]\n" in (folder / "schema.yaml").read_text()
    assert (folder / "tables/visit.yaml").stat().st_mtime == 1
    assert nothing_to_do(first, folder / "schema.yaml")


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_objects_go_to_the_file_of_their_kind(first: ScratchDatabase, tmp_path: Path) -> None:
    """Where tables and views have a file each, a new one goes to the others of its kind."""
    main = tmp_path / "a.yaml"
    imported(first, main)
    head, tables = main.read_text().split("tables:\n")
    tables, views = tables.split("views:\n")
    main.write_text(head.rstrip() + "\ninclude: [parts/*.yaml]\n")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/tables.yaml").write_text(f"tables:\n{tables}")
    (tmp_path / "parts/views.yaml").write_text(f"views:\n{views}")
    run(first, "CREATE TABLE account (id integer NOT NULL PRIMARY KEY); CREATE VIEW now AS SELECT id FROM visit")

    imported(first, main)

    assert {"a.yaml", "parts/tables.yaml", "parts/views.yaml"} == _files(tmp_path)
    assert "  account:" in (tmp_path / "parts/tables.yaml").read_text()
    assert "  now:" in (tmp_path / "parts/views.yaml").read_text()
    assert nothing_to_do(first, main)


def test_other_spellings_are_understood(first: ScratchDatabase, tmp_path: Path) -> None:
    """A definition in the list spelling, with keys at the table's end and types by other names, changes as little."""
    main = tmp_path / "a.yaml"
    main.write_text(
        f"""\
schemac: 1
database: {{name: x, targets: [{first.engine_name}]}}
naming: {{primary_key: null}}
tables:
  - name: customer
    columns:
      - {{name: id, type: int4, nullable: false}}
      - {{name: email, type: string(100), nullable: false}}
      - name: fax # nobody
        type: string(20)
      - {{name: note, type: string(50), default: none}}
    primary_key: [id]
  - name: visit
    columns:
      - {{name: id, type: int, primary_key: true}}
      - {{name: customer_id, type: int, nullable: false}}
      - {{name: day, type: date}}
    indexes:
      - {{name: visit_day_idx, columns: [day]}}
""".replace("string", "varchar")
    )
    run(first, "DROP VIEW recent;" + CHANGES.replace("DROP VIEW recent;", ""))

    imported(first, main)
    after = main.read_text()

    assert "      - {name: id, type: int4, nullable: false}\n" in after
    assert "- {name: phone, type: varchar(32)}" in after
    assert "- {name: visit_customer_idx, columns: [customer_id]}" in after
    assert "  - name: account\n" in after
    assert "nobody" not in after
    assert nothing_to_do(first, main)


def test_a_definition_that_is_wrong_is_not_touched(first: ScratchDatabase, tmp_path: Path) -> None:
    """What cannot be read cannot be brought up to date; --force writes it anew."""
    main = tmp_path / "a.yaml"
    main.write_text("tables: {t: {columns: {a: {typ: int}}}}\n")

    with pytest.raises(SchemaError) as caught:
        imported(first, main)
    untouched = main.read_text()
    imported(first, main, force=True)

    assert "a.yaml:1:28" in str(caught.value)
    assert untouched == "tables: {t: {columns: {a: {typ: int}}}}\n"
    assert nothing_to_do(first, main)


def test_a_rename_that_waits_is_not_undone(first: ScratchDatabase, tmp_path: Path) -> None:
    """A definition that is ahead of its database with a rename is left as it is, with an error that says so."""
    main = tmp_path / "a.yaml"
    imported(first, main)
    text = main.read_text().replace("      note: ", "      remark: ").replace("default: none}", "default: none, renamed_from: note}")
    main.write_text(text)

    with pytest.raises(SchemacError) as caught:
        imported(first, main)

    assert "SC192" in str(caught.value)
    assert text == main.read_text()


def test_all_files_or_none(sqlite_database: ScratchDatabase, tmp_path: Path) -> None:
    """When one of several files cannot be written, the others are as they were."""
    run(sqlite_database, FIRST)
    folder = tmp_path / "schemas"
    imported(sqlite_database, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    sqlite_database.execute("CREATE TABLE account (id integer PRIMARY KEY)")
    found = import_database(sqlite_database.url, target_of(folder, split=False))
    (folder / "a-file").write_text("in the way")
    broken = Imported(found.inspection, {**found.files, folder / "a-file/x.yaml": "no folder to stand in"})

    with pytest.raises(OSError):
        broken.write()
    (folder / "a-file").unlink()

    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_line_ends_and_byte_order_mark_stay(sqlite_database: ScratchDatabase, tmp_path: Path) -> None:
    """A file from another system stays one."""
    run(sqlite_database, FIRST)
    main = tmp_path / "a.yaml"
    imported(sqlite_database, main)
    main.write_bytes(b"\xef\xbb\xbf" + main.read_bytes().replace(b"\n", b"\r\n"))
    sqlite_database.execute("ALTER TABLE customer ADD COLUMN phone varchar(32)")

    imported(sqlite_database, main)
    after = main.read_bytes()

    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"      phone: varchar(32)\r\n" in after
    assert nothing_to_do(sqlite_database, main)


def test_what_one_engine_cannot_have_stays(sqlite_database: ScratchDatabase, tmp_path: Path) -> None:
    """Words for other engines, enums and variables of a definition for several engines are kept where one of them is read."""
    main = tmp_path / "a.yaml"
    text = """\
schemac: 1
database: {name: x, targets: [postgresql, sqlite]}
variables: {long: 320}
enums:
  mood: [good, bad]
tables:
  customer:
    columns:
      id: {type: bigint, identity: always, primary_key: true}
      email: {type: "varchar(${long})", nullable: false}
      mood: {type: mood, default: good}
    dialects: {postgresql: {with: {fillfactor: 90}}}
"""
    main.write_text(text)
    with opened(sqlite_database.url) as database:
        for step in plan(database, load(main)).plan.steps:
            database.session.execute(step.statement.sql)
    sqlite_database.execute("ALTER TABLE customer ADD COLUMN phone varchar(32)")

    imported(sqlite_database, main)

    assert text.replace("default: good}\n", "default: good}\n      phone: varchar(32)\n") == main.read_text()


def test_a_folder_with_several_definitions_is_asked_about(sqlite_database: ScratchDatabase, tmp_path: Path) -> None:
    """It is not guessed which of several files is meant."""
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("schemac: 1\n")

    with pytest.raises(UsageError) as caught:
        target_of(tmp_path, split=False)

    assert "SC028" in str(caught.value)


def test_rights_follow(postgresql_database: ScratchDatabase, tmp_path: Path) -> None:
    """Grants that came and went change in the list, those that stayed keep their comments, and owners nobody spoke of stay unsaid."""
    run(postgresql_database, FIRST)
    role = f"reader_{postgresql_database.url.rpartition('_')[2]}"
    run(postgresql_database, f"CREATE ROLE {role}; GRANT SELECT ON customer TO {role}; GRANT SELECT, INSERT ON visit TO {role}")
    try:
        main = tmp_path / "a.yaml"
        imported(postgresql_database, main)
        text = "".join(line for line in main.read_text().splitlines(keepends=True) if "owner" not in line)
        grant = f'  - {{to: {role}, "on": [customer], privileges: [select]}}\n'
        kept = f"  # for the report\n{grant}"
        assert grant in text
        main.write_text(text.replace(grant, kept))
        run(postgresql_database, f"REVOKE INSERT ON visit FROM {role}; ALTER TABLE visit ADD COLUMN note text")

        imported(postgresql_database, main)

        assert kept in main.read_text()
        assert "insert" not in main.read_text()
        assert "owner" not in main.read_text()
        assert nothing_to_do(postgresql_database, main)
    finally:
        run(postgresql_database, f"DROP OWNED BY {role}; DROP ROLE {role}")


def test_an_anchor_survives_its_table(sqlite_database: ScratchDatabase, tmp_path: Path) -> None:
    """Where a table goes that others borrow a column from, the first of them has it from now on, and the rest borrow it there."""
    main = tmp_path / "a.yaml"
    main.write_text("""\
schemac: 1
database: {name: x, targets: [sqlite], expressions: sqlite}
tables:
  a:
    columns:
      id: &id {type: integer, primary_key: true, identity: by default} # everywhere
      day: &day date
  b: {columns: {id: *id, day: *day}}
  c:
    columns:
      id: *id
      day: *day # of birth
""")
    with opened(sqlite_database.url) as database:
        for step in plan(database, load(main)).plan.steps:
            database.session.execute(step.statement.sql)
    run(sqlite_database, "DROP TABLE a; ALTER TABLE c ADD COLUMN note text")
    expected = """\
schemac: 1
database: {name: x, targets: [sqlite], expressions: sqlite}
tables:
  b: {columns: {id: &id {type: integer, primary_key: true, identity: by default}, day: &day date}}
  c:
    columns:
      id: *id
      day: *day # of birth
      note: text
"""

    imported(sqlite_database, main)

    assert expected == main.read_text()
