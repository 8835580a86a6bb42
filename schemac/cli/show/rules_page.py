"""Every rule as a page of documentation, made from what the rules say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemac.dialect import Dialect
from schemac.dialect.rules import Explained
from schemac.hazards import RULES
from schemac.linting.design import DESIGN
from schemac.linting.ignoring import UNREASONED, UNUSED
from schemac.model.plan import Severity

_WORDS = {Severity.DANGER: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_HEAD = """\
# Hazards and lint rules

Made from the rules by `make docs` (`schemac lint --rules`); change the rules, not this page.

A plan shows the hazards of each statement, and `schemac lint` finds them in SQL files (`--sql`) and in definitions. An **error** in a plan
must be allowed by its code (`schemac apply --allow DS102`) before anything runs; a **warning** or a **note** never stops an apply. `lint`
ends with 0 where there is nothing but notes, with 2 where there is more. What happens to a table that the same plan or file makes is no
hazard.

A comment silences a rule where it stands, with a reason: `# schemac: ignore DL101 rows are only ever counted` in YAML, `-- schemac: ignore
PG101 the table is small` in SQL, behind the line or on a line of its own before it; `ignore-file` for the whole file. One that silences
nothing is found too. `-- schemac: no-transaction` says that a file runs outside of a transaction, whatever `--assume-in-transaction` says.
`schemac.toml` chooses for a project under `[lint]`, and for one environment under `[environments.NAME.lint]`:

```toml
[lint]
PG101 = "error"
DL207 = {severity = "off", reason = "tables from before 2020"}
DL404 = {severity = "warning", most = 60}
```

Rules marked *on request* hold only where the configuration names them.
"""


def rules_page(dialects: Iterable[Dialect]) -> str:
    """Return the page: the rules of every engine, those of each engine, those of SQL files and those of design."""
    groups: list[tuple[str, list[Explained]]] = [("Every engine", [rule.about for rule in RULES])]
    own: dict[str, tuple[list[str], list[Explained]]] = {}
    files: dict[str, tuple[list[str], list[Explained]]] = {}
    for dialect in dialects:
        for kept, rules in ((own, [rule.about for rule in dialect.rules]), (files, list(dialect.file_rules))):
            if rules:
                kept.setdefault(" ".join(rule.code for rule in rules), ([], rules))[0].append(dialect.title)
    groups += [(" and ".join(titles), rules) for titles, rules in own.values()]
    groups += [(f"SQL files for {' and '.join(titles)}", rules) for titles, rules in files.values()]
    groups += [("Design", [rule.about for rule in DESIGN]), ("Comments that silence", [UNUSED, UNREASONED])]
    return "\n".join([_HEAD, *(line for title, rules in groups for line in _group(title, rules))]).rstrip() + "\n"


def _group(title: str, rules: Iterable[Explained]) -> Iterator[str]:
    yield f"## {title}\n"
    for rule in sorted(rules, key=lambda each: each.code):
        marks = [_WORDS[rule.severity], *(["on request"] if rule.optional else []), *(["depends on data"] if rule.data_dependent else [])]
        yield f"### {rule.code} {rule.name}\n"
        yield f"*{', '.join(marks)}*: {rule.summary}. {rule.why}\n"
        yield f"- Safe: {rule.safe}"
        if rule.silenced:
            yield f"- Silent where: {rule.silenced}"
        if rule.versions:
            yield f"- Versions: {rule.versions}"
        if rule.reference:
            yield f"- See <{rule.reference}>"
        yield ""
