"""A query that an engine prints on one line, laid out for a person to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from schemac.model.sql_text import Token, tokens

_LONG = 100
_CLAUSES = frozenset("from where group having order limit union intersect except".split())
_JOINS = frozenset("join left right inner cross natural straight_join".split())
_OPENING = frozenset({"from", "join", "straight_join", "(", ","})


def laid_out(sql: str, canonical: Callable[[str], str | None]) -> str:
    """Return a long query with a line for each column, clause and join; as it is where that could change its meaning."""
    if len(sql) <= _LONG or "\n" in sql:
        return sql
    parts = list(tokens(sql))
    if "".join(part.text for part in parts) != sql:
        return sql
    text = "".join(_broken(parts))
    form = canonical(sql)
    return text if form is not None and form == canonical(text) else sql


def _broken(parts: list[Token]) -> Iterator[str]:
    """Go through the tokens with line breaks in place of blanks, or behind commas, outside of subqueries and calls."""
    joining: list[bool] = []
    words = [part.text.lower() for part in parts]
    solid = [at for at, part in enumerate(parts) if part.kind != "space"]
    before = {at: words[solid[place - 1]] if place else "" for place, at in enumerate(solid)}
    after = {at: words[solid[place + 1]] if place + 1 < len(solid) else "" for place, at in enumerate(solid)}
    clause = ""
    for at, part in enumerate(parts):
        word = words[at]
        if word == "(":
            joining.append(all(joining) and clause == "from" and before[at] in _OPENING and after[at] != "select")
        elif word == ")" and joining:
            joining.pop()
        if not joining and part.kind == "word" and word in _CLAUSES:
            clause = word
        if part.kind == "space":
            yield _blank(part.text, words[at + 1] if at + 1 < len(words) else "", before.get(at + 1, ""), joining, clause)
        elif word == "," and not joining and clause == "":
            yield ",\n  " if at + 1 < len(parts) and parts[at + 1].kind != "space" else ","
        else:
            yield part.text


def _blank(text: str, following: str, last: str, joining: list[bool], clause: str) -> str:
    """Return what stands for a blank: a line break before a clause or a join, and behind a comma of the columns."""
    if not joining and (following in _CLAUSES or (last == "," and clause == "")):
        return "\n" if following in _CLAUSES else "\n  "
    if following in _JOINS and last not in _JOINS and clause == "from" and all(joining):
        return "\n  "
    return text
