"""Writes decisions into the text of `decisions.yaml`, whose comments and layout stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemac.model.decision import Decided, Decision
from schemac.source.edit_tree import Place, read_places
from schemac.source.write_yaml import Raw, flow, write_list

HEAD = (
    "# What people have decided about changes that lose or rewrite data; `schemac plan` cites it. Written by hand, or by schemac decide.\n"
)
_PAIRS = frozenset({Decided.RENAME, Decided.NOT_A_RENAME})


def with_decisions(text: str, decisions: Sequence[tuple[Decision, str]]) -> str:
    """Return the text of a file of decisions, empty where there is none, with more at its end; each with a remark to stand above it.

    The text is known to be valid.
    """
    root = read_places(text) if text.strip() else None
    entry = root.entry("decisions") if root is not None else None
    if entry is None or entry.key is None:
        return f"{text or HEAD}decisions:\n{entry_lines(decisions, 2)}"
    place = entry.value
    if not place.entries:
        return f"{text[: entry.key.end]}:\n{entry_lines(decisions, 2)}{text[entry.end :].lstrip(chr(10))}"
    if place.flow:
        return _in_flow(text, place, decisions)
    end = place.entries[-1].end
    return f"{text[:end]}\n{entry_lines(decisions, place.column)}{text[end:].removeprefix(chr(10))}"


def entry_lines(decisions: Sequence[tuple[Decision, str]], indent: int) -> str:
    """Return decisions as items of a list, each with its remark above."""
    lines: list[str] = []
    for decision, remark in decisions:
        lines += [f"{' ' * indent}# {line}" for line in remark.splitlines()]
        first, *rest = write_list([entry_of(decision)], indent)
        lines += [first, *rest]
    return "".join(f"{line}\n" for line in lines)


def entry_of(decision: Decision) -> dict[str, Any]:
    """Return a decision as a file has it."""
    pair = {"from": decision.was, "to": decision.object}
    heads: dict[Decided, dict[str, Any]] = {
        Decided.ALLOW: {"allow": decision.code, "object": decision.object},
        Decided.CAST: {"cast": decision.object, "using": decision.sql},
        Decided.FILL: {"fill": decision.object, "value": decision.sql},
        Decided.DROP: {"drop": decision.object},
        Decided.DRIFT: {"drift": decision.object, "owner": decision.owner},
    }
    until = Raw(decision.until.isoformat()) if decision.until else ""
    said = {"because": decision.because, "by": decision.by, "until": until, "env": decision.env}
    head = {decision.kind.value: pair} if decision.kind in _PAIRS else heads[decision.kind]
    return head | {word: value for word, value in said.items() if value}


def _in_flow(text: str, place: Place, decisions: Sequence[tuple[Decision, str]]) -> str:
    """Return the text with more items in a list that stands on one line."""
    end = place.entries[-1].end
    more = "".join(f", {flow(entry_of(decision))}" for decision, _ in decisions)
    return text[:end] + more + text[end:]
