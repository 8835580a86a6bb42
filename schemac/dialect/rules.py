"""What a rule is: a value that finds one kind of danger in one thing that a statement does, and explains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from schemac.dialect.capabilities import Capabilities
from schemac.errors import Position
from schemac.model.change import Change, Verb
from schemac.model.names import Name, Ref
from schemac.model.plan import Cost, Hazard, Severity

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that one statement does, with what the statement costs and what came before it.

    new: tables that the same plan or file has made, so that nobody waits for them and no row is in them.
    known: whether what stood before is known; a foreign SQL file tells only what comes after.
    words: what the statement says besides (`cascade`, `truncate`).
    alike: for what the same plan drops, what it adds that is like it.
    """

    change: Change
    cost: Cost
    can: Capabilities
    new: frozenset[Name] = frozenset()
    known: bool = True
    words: frozenset[str] = frozenset()
    alike: Mapping[Ref, Ref] = field(default_factory=dict)

    @property
    def fresh(self) -> bool:
        """Whether it is about a part of a table that is new."""
        ref = self.change.ref
        return bool(ref.parent) and ref.owner in self.new

    @property
    def where(self) -> str:
        """What it is about, as a definition spells it: the table of a constraint or index, the path of anything else."""
        ref = self.change.ref
        if not ref.parent and ref.kind in {"index", "check"}:
            return "its table"
        return str(ref.owner) if ref.parent and ref.kind != "column" else ref.path

    def altered(self, kind: type[Item]) -> Altered[Item] | None:
        """Return what an object of that class was and will be, if it is altered in place."""
        before, after = self.change.before, self.change.after
        if self.change.verb is Verb.ALTER and isinstance(before, kind) and isinstance(after, kind):
            return Altered(before, after)
        return None


class Altered(NamedTuple, Generic[Item]):
    """An object as it was and as it will be."""

    before: Item
    after: Item


class Found(NamedTuple):
    """One finding: what happens; what to do instead where that is not the rule's own advice; what it is about if not the whole."""

    message: str
    remedy: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """What every rule says of itself.

    code, name: stable, never used again for something else. summary: the condition in one line. why: what goes wrong. safe: what to do
    instead. reference: where this is written. versions: the servers it holds for, where not all. silenced: what makes it silent besides
    being suppressed. optional: whether it must be asked for.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    safe: str
    reference: str = ""
    versions: str = ""
    silenced: str = ""
    optional: bool = False
    data_dependent: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about changes: what it says of itself, and the function that finds it in a deed."""

    about: Explained
    check: Callable[[Deed], Iterator[Found]] = field(compare=False)

    def judge(self, deed: Deed, position: Position | None, statement: int) -> Iterator[Hazard]:
        """Go through the hazards that this rule finds in one deed of the statement of that number."""
        cost, about = deed.cost, self.about
        for found in self.check(deed):
            yield Hazard(
                code=about.code,
                severity=about.severity,
                message=found.message,
                remedy=found.remedy or about.safe,
                object=str(found.ref or deed.change.ref),
                position=position,
                statement=statement,
                lock=cost.lock,
                blocks=cost.blocks,
                scan=cost.scan,
                rewrite=cost.rewrite,
                data_dependent=about.data_dependent,
            )


def judge_all(rules: Iterable[Rule], deed: Deed, position: Position | None, statement: int) -> Iterator[Hazard]:
    """Go through what any of the rules finds; what happens to the parts of a new table is no hazard."""
    if not deed.fresh:
        for rule in rules:
            yield from rule.judge(deed, position, statement)
