"""What is said of a table's index goes with that index, and must be said again of the one that takes its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemac.dialect import Legalizing
from schemac.model.change import Change, Verb
from schemac.model.names import Name
from schemac.model.tables import Table

_WITH_INDEX = frozenset({"index", "primary_key", "unique", "exclude"})


def words_again(changes: Sequence[Change], context: Legalizing) -> Iterator[Change]:
    """Go through the changes that say words of tables again that name indexes made anew, where the words themselves stay."""
    added: dict[Name, set[str]] = {}
    for change in changes:
        if change.verb is Verb.ADD and change.kind in _WITH_INDEX:
            added.setdefault(change.ref.owner, set()).add(change.ref.name)
    for owner, names in added.items():
        before, after = context.current.table(owner), context.desired.table(owner)
        if before is None or after is None:
            continue
        for word in sorted(context.capabilities.index_words):
            named = after.options.get(word)
            if named in names and before.options.get(word) == named:
                yield _said_again(after, word)


def _said_again(table: Table, word: str) -> Change:
    """Return the change that says one word of a table."""
    silent = replace(table, options={each: value for each, value in table.options.items() if each != word})
    because = f"it names {table.options[word]}, which is made anew"
    return Change(Verb.ALTER, silent, table, aspects=("options",), because=because)
