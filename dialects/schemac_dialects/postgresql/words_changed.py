"""The actions that change native words, one for each."""

from __future__ import annotations

from collections.abc import Iterator

from schemac.model.change import Action, Change
from schemac.model.foreign import FOREIGN
from schemac_dialects.postgresql.foreign import options_changed
from schemac_dialects.postgresql.view_words import OF_COLUMNS, of_columns


def words_changed(change: Change) -> Iterator[Action]:
    """Go through the actions that change native words; storage parameters are reset and set apart."""
    before = change.before.options if change.before is not None else {}
    after = change.after.options if change.after is not None else {}
    for word in sorted(before.keys() | after.keys()):
        if before.get(word) == after.get(word):
            continue
        if word == FOREIGN:
            yield from options_changed(change)
            continue
        if word in OF_COLUMNS:
            yield from of_columns(change, word)
            continue
        fields: dict[str, object] = {"word": word}
        if word == "with":
            old, new = before.get(word, {}), after.get(word, {})
            fields["reset"] = sorted(old.keys() - new.keys())
            fields["set"] = {name: value for name, value in new.items() if old.get(name) != value}
            if fields["reset"]:
                yield Action(f"alter_{change.kind}_options", change, {**fields, "set": {}})
            if fields["set"]:
                yield Action(f"alter_{change.kind}_options", change, {**fields, "reset": []})
        else:
            yield Action(f"alter_{change.kind}_options", change, fields)
