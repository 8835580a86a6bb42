"""What people have decided about changes that a plan does not decide by itself."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from schemac.errors import Position
from schemac.model.rows import Rows


class Decided(StrEnum):
    """What a decision is about."""

    DROP = "drop"
    ALLOW = "allow"
    CAST = "cast"
    FILL = "fill"
    RENAME = "rename"
    NOT_A_RENAME = "not_a_rename"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of `decisions.yaml`.

    object: what it is about, as a definition spells it (`customer.email`), or with its kind before it (`view v`); for a rename the name
    that is to be. was: the name before, of a rename. code: the hazard, of an allowance. sql: the value of a fill, the expression of a cast.
    until: the last day on which it counts; None for one that does not expire. env: the environment that it holds in; empty for all.
    owner: who is to see to it, of a drift that is ignored until then.
    """

    kind: Decided
    object: str
    was: str = ""
    code: str = ""
    sql: str = ""
    because: str = ""
    by: str = ""
    until: date | None = None
    env: str = ""
    owner: str = ""
    position: Position | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What follows `schemac decide` to say the same."""
        given = {
            Decided.ALLOW: (self.code, self.object),
            Decided.CAST: (self.object, self.sql),
            Decided.FILL: (self.object, self.sql),
            Decided.RENAME: (self.was, self.object),
            Decided.NOT_A_RENAME: (self.was, self.object),
        }
        return (self.kind.value, *given.get(self.kind, (self.object,)))

    @property
    def command(self) -> str:
        """The command line that makes this decision."""
        return " ".join(("schemac", "decide", *map(_in_shell, self.words)))

    @property
    def cited(self) -> str:
        """Where it stands, until when it counts, and why it was made, for a plan to cite."""
        where = f"{self.position.file}:{self.position.line}" if self.position else self.kind.value
        until = f" until {self.until.isoformat()}" if self.until else ""
        because = f" (because {self.because})" if self.because else ""
        return f"{where}{until}{because}"

    @property
    def same(self) -> tuple[str, ...]:
        """What two decisions about one thing share, whatever each of them says of it."""
        pair = {self.kind} & {Decided.RENAME, Decided.NOT_A_RENAME}
        about = (self.was, self.object) if pair else (self.code, self.object)
        return ("rename" if pair else self.kind.value, *about, self.env)


def _in_shell(word: str) -> str:
    """Return a word as a shell takes it, in double quotes where it holds single ones and they take the rest as it is."""
    return f'"{word}"' if "'" in word and not set(word) & set('"$`\\!') else shlex.quote(word)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a project on one day in one environment, as they are matched with one database.

    namespace: the one that names without any mean there. caseless: whether names are the same in whatever case they are written.
    """

    entries: tuple[Decision, ...] = ()
    today: date = date.min
    env: str = ""
    namespace: str = ""
    caseless: bool = False

    def within(self, namespace: str, *, caseless: bool) -> Decisions:
        """Return the decisions as a database of that default namespace reads them."""
        return replace(self, namespace=namespace, caseless=caseless)

    def here(self) -> Iterator[Decision]:
        """Go through the decisions for this environment, expired ones too."""
        return (each for each in self.entries if each.env in {"", self.env})

    def valid(self, *kinds: Decided) -> Iterator[Decision]:
        """Go through those that count today, of some kinds."""
        return (each for each in self.here() if each.kind in kinds and not self.expired(each))

    def expired(self, decision: Decision) -> bool:
        """Tell whether a decision no longer counts."""
        return decision.until is not None and decision.until < self.today

    def means(self, said: str, path: str) -> bool:
        """Tell whether what a decision says is the dotted name of something in the database."""
        return self._plain(said) == self._plain(path)

    def concerns(self, said: str, thing: str) -> bool:
        """Tell whether what a decision says is a thing, given with its kind before it: `table legacy_cart`.

        The rows of a table are meant only where the decision says so, because their dotted name is the table's.
        """
        kind, _, path = thing.partition(" ")
        known, _, named = said.partition(" ")
        if known == kind and named:
            return self.means(named, path)
        return kind != Rows.kind and self.means(said, path)

    def covers(self, said: str, thing: str) -> bool:
        """Tell whether what a decision says is a thing or the table, or the namespace, that it is part of."""
        return self.concerns(said, thing) or self._plain(thing.partition(" ")[2]).startswith(f"{self._plain(said)}.")

    def _plain(self, path: str) -> str:
        bare = path.removeprefix(f"{self.namespace}.") if self.namespace else path
        return bare.lower() if self.caseless else bare


NO_DECISIONS = Decisions()


def fingerprint(decisions: Iterable[Decision]) -> str:
    """Return a hash that two sets of decisions share exactly when they decide the same; empty for none.

    Where a decision stands, who made it and why do not count.
    """
    each = sorted({repr((*decision.words, decision.until and decision.until.isoformat(), decision.env)) for decision in decisions})
    return "sha256:" + hashlib.sha256("\n".join(each).encode()).hexdigest() if each else ""
