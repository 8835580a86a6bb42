"""Variables in a definition."""

from __future__ import annotations

from pathlib import Path

from tests.unit.source.writing import loaded

TEXT = """
schemac: 1
variables: {stage: dev, size: 20, prune: true}
database: {name: "shop_${stage}"}
manage: {prune: "${prune}"}
tables:
  customer:
    comment: price in $${ and ${size} for ${ stage }
    columns:
      name: {type: "varchar(${size})"}
"""


def test_a_use_is_replaced_within_text(tmp_path: Path) -> None:
    """Within a text a variable is its text; a doubled dollar stands for one."""
    definition = loaded(tmp_path, TEXT)
    table = next(definition.schema.tables)

    assert ("shop_dev", "varchar(20)", "price in ${ and 20 for dev") == (definition.name, table.columns[0].type, table.comment)


def test_a_whole_value_keeps_its_type(tmp_path: Path) -> None:
    """A value that is one use and nothing else is a boolean where the variable is one."""
    assert loaded(tmp_path, TEXT).prune is True


def test_a_given_value_wins(tmp_path: Path) -> None:
    """What an environment gives wins, and is read as the type that the definition's own value has."""
    definition = loaded(tmp_path, TEXT, stage="prod", prune="false")

    assert ("shop_prod", False) == (definition.name, definition.prune)


def test_a_variable_may_be_given_only_from_outside(tmp_path: Path) -> None:
    """A variable that the definition does not define may come from outside."""
    assert "shop" == loaded(tmp_path, "schemac: 1\ndatabase: {name: '${base}'}\n", base="shop").name
