"""What one version of one database can do, as data; the core asks these and never a dialect's name."""

from __future__ import annotations

from dataclasses import dataclass

ALTERABLE = {
    "table": frozenset({"comment"}),
    "column": frozenset({"type", "nullable", "default", "comment"}),
    "view": frozenset({"comment"}),
}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The abilities of one server version. Defaults are those of a modest SQL database; a dialect states what differs.

    kinds: the kinds of object and part that the engine has at all.
    alter: for each kind, the attributes that an ALTER (or COMMENT ON) can change in place; a change of any other attribute replaces the
        object by a drop and an addition where `replace` lists the kind, and is refused elsewhere.
    replace: kinds that can be dropped and added again without losing data.
    rename: kinds that can be renamed in place, and `checked_column` where a column can be although a check uses it.
    caseless: the kinds whose names are the same in whatever case they are written.
    identifier_limit: the longest name, counted in bytes or characters as `identifier_bytes` says.
    generated: the sorts of generated column (`stored`, `virtual`).
    comments: the kinds that can carry a comment.
    names_by_table: the kinds of part of which two tables may have some of one name.
    inline_indexes: whether indexes are written inside CREATE TABLE. inline_comments: whether comments are.
    forward_references: whether a foreign key may name a table that does not exist yet.
    unnamed_constraints: whether constraints may stay without a name.
    index: the abilities of indexes: `expression`, `partial`, `include`, `order`, `nulls`, `collation`, `opclass`, `length`,
        `nulls_distinct`, `unique`, `leaned_on_backwards` (a foreign key makes do with an index that runs backwards).
    table: the abilities of tables: `partition`, `inherits`, `empty` (no columns).
    constraint: the abilities of constraints: `deferrable`, `include`, `nulls_distinct`, `not_valid`, `no_inherit`, `match`,
        `not_enforced`, `on_update`, `on_delete`, or one action alone (`on_delete cascade`).
    index_words: the native words of tables that name an index of theirs, which must be there before they are said.
    informational: the kinds of constraint that the engine keeps and never checks.
    serial_sequences: whether a serial column is a sequence of its own with a default, where the engine has sequences; else an identity.
    used_after_commit: the kinds that, once altered, can be used only when the alteration is committed.
    copies_tables: whether a table that cannot be altered is made anew with its rows, so that these are filled as they are copied.
    not_null_words: the native words of columns that belong to their being not null.
    defaults: what this server gives to what is left unsaid, as `(word, value)` (`("engine", "InnoDB")`); empty where no server was asked.
    """

    version: tuple[int, ...] = ()
    kinds: frozenset[str] = frozenset({"table", "column", "primary_key", "unique", "check", "foreign_key", "index", "view"})
    alter: tuple[tuple[str, frozenset[str]], ...] = tuple(ALTERABLE.items())
    replace: frozenset[str] = frozenset({"primary_key", "unique", "check", "foreign_key", "index", "view"})
    rename: frozenset[str] = frozenset({"table", "column"})
    caseless: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset()
    index: frozenset[str] = frozenset({"unique", "order"})
    constraint: frozenset[str] = frozenset({"on_delete", "on_update"})
    table: frozenset[str] = frozenset()
    generated: frozenset[str] = frozenset()
    index_words: frozenset[str] = frozenset()
    informational: frozenset[str] = frozenset()
    default_namespace: str = ""
    identifier_limit: int = 128
    identifier_bytes: bool = False
    identity: bool = True
    identity_options: bool = True
    serial_sequences: bool = True
    transactional_ddl: bool = False
    names_by_table: frozenset[str] = frozenset()
    inline_indexes: bool = False
    inline_comments: bool = False
    forward_references: bool = False
    unnamed_constraints: bool = False
    column_position: bool = False
    check_option: bool = False
    used_after_commit: frozenset[str] = frozenset()
    copies_tables: bool = False
    not_null_words: frozenset[str] = frozenset()
    defaults: tuple[tuple[str, str], ...] = ()

    def can_alter(self, kind: str, attribute: str) -> bool:
        """Tell whether an attribute of a kind can be changed in place."""
        return any(attribute in attributes for known, attributes in self.alter if known == kind)
