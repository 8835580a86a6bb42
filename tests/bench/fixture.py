"""Writes a definition of any number of tables, always the same bytes for the same number."""

from __future__ import annotations

PLAIN = (
    ("email", "{type: varchar(320), nullable: false}"),
    ("full_name", "text"),
    ("locale", "{type: varchar(8), default: en, nullable: false}"),
    ("amount", '{type: "numeric(12,2)", nullable: false, default: 0}'),
    ("quantity", "{type: int, nullable: false, default: 1}"),
    ("active", "{type: boolean, nullable: false, default: true}"),
    ("created_at", "{type: timestamptz, nullable: false, default: {sql: now()}}"),
)


def definition(tables: int, engine: str = "postgresql") -> str:
    """Return a definition in YAML: a table has about 10.5 columns, a key, two references, three indexes and a check."""
    lines = ["schemac: 1", f"database: {{name: bench, targets: [{engine}]}}", "enums:"]
    lines += [f"  state_{number}: [draft, open, closed, archived]" for number in range(max(1, tables // 25))]
    lines.append("tables:")
    for number in range(tables):
        lines += _table(number, tables, engine)
    lines.append("views:")
    for number in range(0, tables, 20):
        lines += [f"  open_{number}:", f"    sql: select id, email, amount from entity_{number} where state <> 'closed'"]
    return "\n".join(lines) + "\n"


def changed(text: str) -> str:
    """Return a definition in which every 50th table has a column more, a wider one and another check."""
    lines, chosen = [], False
    for line in text.splitlines():
        if line.startswith("  entity_") and line.endswith(":"):
            chosen = int(line[9:-1]) % 50 == 7
        if chosen and line == "    constraints:":
            lines += ["      extra:", "        type: varchar(40)"]
        lines.append(line.replace("varchar(320)", "varchar(400)").replace("amount >= 0", "amount >= 1") if chosen else line)
    return "\n".join(lines) + "\n"


def _table(number: int, tables: int, engine: str) -> list[str]:
    name = f"entity_{number}"
    first, second = number // 2, number // 3
    lines = [f"  {name}:", f"    comment: What is known about entity number {number}", "    columns:"]
    lines.append("      id: {type: bigint, identity: always, primary_key: true}")
    for column, other in (("owner_id", first), ("parent_id", second)):
        lines += [
            f"      {column}:",
            "        type: bigint",
            "        nullable: false" if column == "owner_id" else "        nullable: true",
        ]
        lines += ["        references:", f"          table: entity_{other}", "          column: id", "          on_delete: cascade"]
    for column, words in PLAIN:
        lines += _column(column, words)
    if number % 2:
        lines += ["      note:", "        type: text", "        comment: Whatever else there is to say"]
    lines += ["      state:", f"        type: state_{number % max(1, tables // 25)}", "        nullable: false", "        default: draft"]
    lines += [
        "    constraints:",
        f"      {name}_amount_check:",
        f"        check: amount >= 0 and (quantity > {number % 7} or state = 'draft')",
    ]
    lines += ["    indexes:", f"      {name}_email_key:", "        columns:", "        - email", "        unique: true"]
    lines += [f"      {name}_owner_idx:", "        columns:", "        - owner_id", "        - column: created_at", "          order: desc"]
    if engine == "mariadb":  # which has neither partial indexes nor expressions in them
        lines += [f"      {name}_locale_idx:", "        columns:", "        - locale"]
    elif number % 2:
        lines += [f"      {name}_open_idx:", "        columns:", "        - created_at", "        where: state <> 'closed' and active"]
    else:
        lines += [f"      {name}_lower_idx:", "        columns:", "        - sql: lower(email)"]
    return lines


def _column(name: str, words: str) -> list[str]:
    """Return a column in the block style that most files are written in."""
    if not words.startswith("{"):
        return [f"      {name}: {words}"]
    inner = words[1:-1].replace("{sql: now()}", "sql now()")
    lines = [f"      {name}:"]
    for word in inner.split(", "):
        key, _, value = word.partition(": ")
        lines += [f"        {key}:", f"          sql: {value[4:]}"] if value.startswith("sql ") else [f"        {key}: {value}"]
    return lines
