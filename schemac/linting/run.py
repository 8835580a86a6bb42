"""Lints one definition, or one SQL file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import replace as with_changes

from msgspec.structs import replace

from schemac.dialect import Dialect
from schemac.dialect.reading import Asked, Reader
from schemac.dialect.rules import Deed, Explained
from schemac.errors import Position
from schemac.hazards import RULES
from schemac.linting.design import DESIGN
from schemac.linting.ignoring import NO_TRANSACTION, UNREASONED, UNUSED, Silenced, weighed, without_silenced
from schemac.linting.policy import Policy
from schemac.model.change import Change, Verb
from schemac.model.definition import Definition
from schemac.model.plan import Cost, Hazard
from schemac.source.document import Lines


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found, as a reader meets it; and what comments silenced."""

    found: tuple[Hazard, ...]
    silenced: tuple[Silenced, ...] = ()


def known_rules(dialects: Iterable[Dialect]) -> Mapping[str, Explained]:
    """Return every rule by its code: the core's and those of the dialects."""
    rules = [rule.about for rule in RULES] + [rule.about for rule in DESIGN] + [UNUSED, UNREASONED]
    for dialect in dialects:
        rules += [*(rule.about for rule in dialect.rules), *dialect.file_rules]
    return {rule.code: rule for rule in rules}


def lint_definition(definition: Definition, dialect: Dialect, texts: Mapping[str, str], policy: Policy) -> Linted:
    """Return what is poorly designed in a definition. texts: the definition's files by name, for the comments in them."""
    found: list[Hazard] = []
    for designed in DESIGN:
        severity = policy.severity(designed.about)
        if severity is None:
            continue
        rule = designed.bound(policy.options(designed.about.code))
        for table in definition.schema.tables:
            deed = Deed(Change(Verb.ADD, None, table), Cost(), dialect.capabilities)
            for each in rule.check(deed):
                ref = each.ref or table.ref
                found.append(
                    Hazard(
                        code=rule.about.code,
                        severity=severity,
                        message=each.message,
                        remedy=each.remedy or rule.about.safe,
                        object=str(ref),
                        position=definition.locate(ref) or definition.locate(table.ref),
                    )
                )
    kept: list[Hazard] = []
    silenced: list[Silenced] = []
    for file, text in texts.items():
        mine, quiet = without_silenced([hazard for hazard in found if hazard.position and hazard.position.file == file], file, text)
        kept += mine
        silenced += quiet
    kept += [hazard for hazard in found if hazard.position is None or hazard.position.file not in texts]
    return Linted(_ordered(kept), tuple(silenced))


def lint_sql(file: str, text: str, dialect: Dialect, reader: Reader, asked: Asked, policy: Policy) -> Linted:
    """Return what is dangerous or poorly designed in one SQL file; what comments in it silence is left out."""
    known = known_rules((dialect,))
    rules = tuple(rule for rule in (*RULES, *dialect.rules) if policy.severity(rule.about) is not None)
    design = tuple(each.bound(policy.options(each.about.code)) for each in DESIGN if policy.severity(each.about) is not None)
    inside = asked.in_transaction and not NO_TRANSACTION.search(text)
    lines = Lines(file, text)
    found: list[Hazard] = []
    for spotted in reader.read(text, with_changes(asked, rules=rules, design=design, in_transaction=inside)):
        severity = policy.severity(known[spotted.hazard.code])
        if severity is not None:
            found.append(replace(weighed(spotted.hazard, severity), position=lines.at(spotted.offset)))
    kept, silenced = without_silenced(found, file, text)
    return Linted(_ordered(kept), silenced)


def _ordered(hazards: Iterable[Hazard]) -> tuple[Hazard, ...]:
    """Return hazards as a reader meets them, each once."""
    unique: dict[tuple[object, ...], Hazard] = {}
    for hazard in hazards:
        unique.setdefault((hazard.position, hazard.code, hazard.message), hazard)
    return tuple(sorted(unique.values(), key=lambda hazard: (hazard.position or Position("", 0, 0), hazard.code, hazard.message)))
