"""The entries of a block as lines: each with the comments that belong to it, and the blank lines and remarks that stand between them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemac.source.edit_tree import Entry
from schemac.source.prune import COLLECTIONS

_ORDER = ("schemac", "database", "include", "variables", "naming", "manage", *COLLECTIONS, "operations")


@dataclass(slots=True)
class Item:
    """An entry's text, None once it is taken out.

    lead: the comments right above it, which go where it goes. loose: blank lines and remarks before those, which stay. inline: whether it
    begins on the line of a dash.
    """

    name: str | None
    text: str | None
    loose: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    inline: bool = False


def items_of(text: str, entry: Entry) -> tuple[int, list[Item]]:
    """Return the items of an entry whose value is a block, and where the text before the first of them ends."""
    place = entry.value
    first = place.entries[0].start
    head_end = text.find("\n", entry.key.end if entry.key is not None else entry.start, first)
    inline = head_end < 0
    head_end = first if inline else head_end
    items: list[Item] = []
    end = head_end
    for each in place.entries:
        lines = text[end : each.start].split("\n")[1:-1]
        own = len(lines)
        while own and lines[own - 1].startswith(" " * place.column + "#"):
            own -= 1
        items.append(Item(each.name, text[each.start : each.end], lines[:own], lines[own:], inline=inline and not items))
        end = each.end
    return head_end, items


def text_of(items: Sequence[Item], column: int) -> str:
    """Return the text of items, beginning with the line break before the first unless that stands on the line of a dash."""
    pad = " " * column
    parts: list[str] = []
    for item in items:
        lines = [*item.loose, *item.lead, *([] if item.text is None else [pad + item.text])]
        if item.inline:
            parts.append("\n".join([line.strip() if not at else line for at, line in enumerate(line for line in lines if line)]))
        else:
            parts += [f"\n{line}" for line in lines]
    return "".join(parts)


def taken_out(items: Sequence[Item]) -> list[Item]:
    """Return the items that are left, with the remarks that stood before those that went, and one blank line where there were two."""
    left: list[Item] = []
    carried: list[str] | None = None
    inline = False
    for item in items:
        inline = inline or item.inline
        if item.text is None:
            carried = item.loose if carried is None else _joined(carried, item.loose, first=not left)
            continue
        if carried is not None:
            item.loose = _joined(carried, item.loose, first=not left)
            carried = None
        item.inline = inline and not left
        left.append(item)
    if carried is not None and any(line.strip() for line in carried):
        left.append(Item(None, None, carried))
    return left


def _joined(before: list[str], after: list[str], *, first: bool) -> list[str]:
    """Return what stands between two items when the one between them has gone."""
    if any(line.strip() for line in before) or any(line.strip() for line in after):
        blank = bool(before and after) and not before[-1].strip() and not after[0].strip()
        return before + (after[1:] if blank else after)
    return before if first else max(before, after, key=len)


def place_item(items: list[Item], item: Item, order: Sequence[str], path: tuple[str, ...]) -> None:
    """Put a new item among those that are there: in the order of names where they stand in it, else behind its neighbour in `order`."""
    names = [each.name or "" for each in items if each.text is not None]
    if not path:
        at = _behind(item.name or "", [*_ORDER], names)
    elif len(path) == 1:
        at = bisect(names, item.name or "") if names == sorted(names) else len(names)
    else:
        at = _behind(item.name or "", order, names)
    apart = _apart(items, item, path)
    if at == 0 and items:
        item.loose, item.inline = items[0].loose, items[0].inline
        items[0].loose, items[0].inline = ([""] if apart else []), False
    elif apart and items:
        item.loose = [""]
        if at < len(items) and not items[at].loose:
            items[at].loose = [""]
    items.insert(at, item)


def _behind(name: str, order: Sequence[str], there: Sequence[str]) -> int:
    """Return the index behind the nearest name that comes before this one; the end for a name that the order does not have."""
    if name not in order:
        return len(there)
    for before in reversed(list(order)[: list(order).index(name)]):
        if before in there:
            return there.index(before) + 1
    return 0


def _apart(items: Sequence[Item], item: Item, path: tuple[str, ...]) -> bool:
    """Tell whether a new item stands apart from its neighbours, as they do from each other."""
    gaps = ["" in each.loose for each in items[1:]]
    if not path:
        return "\n" in (item.text or "")
    if len(path) == 1:
        return any(gaps) or (not gaps and any("\n" in (each.text or "") for each in (item, *items)))
    return bool(gaps) and all(gaps)
