"""A plan as data: what will run, why, at what cost, and what is dangerous about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct, to_builtins

from schemac.errors import Position
from schemac.model.names import Name, Ref, dotted
from schemac.model.proof import Outcome, Proof

PLAN_FORMAT = 1
LOOK_S = 2.0
"""For how many seconds each change of a plan looks for rows in its way, if nothing else is said."""


class Transaction(StrEnum):
    """How a statement stands to transactions."""

    INSIDE = "inside"
    ALONE = "alone"
    COMMIT_BEFORE = "commit_before"


class Phase(StrEnum):
    """When in a plan a statement runs; a phase begins when the one before it is over, and the plan may rest between two.

    expand: what programs of today and of tomorrow can both work with. backfill: rows are given what they lack. validate: what stands is
    checked. contract: what only programs of today need goes away.
    """

    EXPAND = "expand"
    BACKFILL = "backfill"
    VALIDATE = "validate"
    CONTRACT = "contract"


class Severity(StrEnum):
    """How much a hazard weighs: a danger must be allowed by name before a plan is applied."""

    NOTE = "note"
    WARNING = "warning"
    DANGER = "danger"


class Cost(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a statement costs while it runs.

    lock: the engine's name of the strongest lock taken, empty for none worth telling. blocks: `writes`, `reads and writes` or empty.
    waits: whether it waits for others however long that takes, because giving up on the way would leave something behind.
    scan, rewrite: whether every row is read, or written anew. summary: the cost in a few words for a person.
    """

    lock: str = ""
    blocks: str = ""
    scan: bool = False
    rewrite: bool = False
    summary: str = ""
    transaction: Transaction = Transaction.INSIDE
    waits: bool = False


class Batches(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a statement that writes the rows of a large table is run: a few rows at a time, each time in a transaction of its own.

    The rows lie in a range of whole numbers that begins with 0: the blocks of a table's file, or a key.
    last: a query for the greatest of them. batch: a query with `{low}` and `{high}` for numbers, which writes the rows from the one to
    below the other that still lack what is to be written, but for those that somebody else holds; it answers with how many it has
    written, and how many lacked it. Because the rows say themselves what they lack, it can begin anew at any time. size: how many numbers
    the first batch takes.
    """

    last: str
    batch: str
    size: int


class Hazard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One danger of one step: a stable code, what happens, and what to do instead.

    object: what it happens to. position: the line that asks for it. statement: the number of the statement, from 1. lock, blocks, scan,
    rewrite: what the statement costs while it runs (see `Cost`). data_dependent: whether it fails, or not, by what the rows hold.
    rows: how many rows or values are in its way, None where nobody has looked. sample: the keys of the first of them.
    decided: the decision that accepts it, where it stands and until when it counts. decide: the command that would make one.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    object: str = ""
    position: Position | None = None
    statement: int = 0
    lock: str = ""
    blocks: str = ""
    scan: bool = False
    rewrite: bool = False
    data_dependent: bool = False
    rows: int | None = None
    sample: tuple[str, ...] = ()
    decided: str = ""
    decide: str = ""


class Statement(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One SQL statement with its reasons.

    ref: what it is about. verb: what it does to it. because: why, in one sentence. position: the line of the definition that asks for it.
    secrets: the environment variables whose values take the place of `:'NAME'` in it when it runs. phase: when in the plan it runs.
    batches: how it is run where it is run in pieces; `sql` then does the same by itself, for whoever runs it by hand.
    """

    sql: str
    ref: Ref
    verb: str
    because: str = ""
    position: Position | None = None
    cost: Cost = Cost()
    secrets: tuple[str, ...] = ()
    phase: Phase = Phase.EXPAND
    batches: Batches | None = None


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement and its hazards."""

    statement: Statement
    hazards: tuple[Hazard, ...] = ()


class Difference(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change as a person reads it: `~ customer.email`, type, `varchar(255)` to `varchar(320)`.

    details: one `(attribute, before, after)` for each attribute that differs; empty for an addition or a drop.
    """

    verb: str
    ref: Ref
    summary: str = ""
    details: tuple[tuple[str, str, str], ...] = ()
    position: Position | None = None


LEFT_OUT = "secret"
"""The kind of what a definition never holds itself."""


class Unmodelled(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that lives in a database and that the model does not hold. `table` names the table it hangs on, `sql` its text."""

    kind: str
    name: str
    namespace: str = ""
    table: str = ""
    sql: str = ""

    @property
    def missing(self) -> bool:
        """Whether a definition lacks the thing: of a secret it says where it comes from."""
        return self.kind != LEFT_OUT


class Size(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How large a table is: its bytes without indexes, and its rows as the server estimates or counts them; None where it does not say.

    table: its name as a definition spells it. online: whether it is changed so that others need not wait.
    """

    table: str = ""
    bytes: int | None = None
    rows: int | None = None
    online: bool = False


class Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a plan puts into the trash.

    number: of its own among all that ever was there. kind: `table`, `column`, or that of a type which a kept table has.
    namespace, table, column: what it was called; of a type, `table` is its name. space, name: where it is kept. days: for how long.
    key: the columns that tell rows apart beside the values of a column.
    """

    number: int
    kind: str
    namespace: str = ""
    table: str
    column: str = ""
    space: str = ""
    name: str
    days: int
    key: tuple[str, ...] = ()

    @property
    def place(self) -> Name:
        """Where it is kept."""
        return Name(self.space, self.name)

    @property
    def was(self) -> str:
        """What it was called, as a definition spells it."""
        return dotted(self.namespace, self.table, self.column)


class Terms(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was asked for, so that the same plan can be asked for again.

    definition: the fingerprint of the definition as written. source: where it was read, empty where that was no file.
    prune, online: as the plan was asked to (see `schemac.model.online`). tool: the version of schemac.
    trash, trash_up_to: for how many days what is dropped is kept, 0 for not at all, and up to how many bytes a table.
    """

    definition: str
    source: str = ""
    prune: bool = False
    online: str = "auto"
    tool: str = ""
    trash: int = 0
    trash_up_to: int | None = None


class Plan(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="plan"):
    """Everything there is to know about a change to one database before it is made.

    current, desired: fingerprints of both ends. terms: what it was made from, None where that was not a definition.
    kept: what exists only in the database and is left alone.
    census: what the model does not hold. losses: what the engine cannot keep of the definition.
    sizes: how large the tables are that stand and change, as they are called after the plan's renames.
    decisions: a hash of the decisions that it rests on, empty for none. stale: what is to be said of decisions that count no longer.
    trash: what is kept for a while of what the plan drops. returned: what the plan takes out of the trash.
    purged: what comes back empty, because the trash has it no more.
    undo: for each difference what undoing it brings back. proof: what a scratch database has shown, if it was asked.
    """

    format: int
    database: str
    dialect: str
    server: str = ""
    current: str
    desired: str
    terms: Terms | None = None
    differences: tuple[Difference, ...] = ()
    steps: tuple[Step, ...] = ()
    kept: tuple[Ref, ...] = ()
    census: tuple[Unmodelled, ...] = ()
    losses: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    trash: tuple[Kept, ...] = ()
    returned: tuple[Kept, ...] = ()
    purged: tuple[str, ...] = ()
    decisions: str = ""
    stale: tuple[str, ...] = ()
    undo: tuple[Outcome, ...] = ()
    proof: Proof | None = None

    @property
    def hazards(self) -> tuple[Hazard, ...]:
        """The hazards of all steps, in order."""
        return tuple(hazard for step in self.steps for hazard in step.hazards)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        data: dict[str, Any] = to_builtins(self)
        return data


class Report(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an apply did: how many statements ran in how many seconds, and whether the result equals the definition."""

    database: str
    dialect: str
    statements: int
    seconds: float
    verified: bool
    desired: str
