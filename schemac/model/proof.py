"""What can be undone of a plan, and what running it on a scratch database has shown."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from schemac.model.names import Ref


class Reversal(StrEnum):
    """What undoing a change brings back: everything, not everything that rows held, or not what there was."""

    LOSSLESS = "lossless"
    LOSSY = "lossy"
    IRREVERSIBLE = "irreversible"


class Outcome(Struct, frozen=True, kw_only=True):
    """What undoing one change brings back. why: what is lost, or what keeps it from being undone; empty for a lossless one.

    seen: whether that was seen on a scratch database, and is not only known of such changes.
    """

    ref: Ref
    verb: str
    undo: Reversal
    why: str = ""
    seen: bool = False


class Proof(Struct, frozen=True, kw_only=True):
    """A plan that was run up and down on a scratch database and led where it should.

    server: product and version that it ran on. tables, rows: how many rows were put into how many tables beforehand.
    unsown: the tables that were left without rows, each with the reason. aside: what stayed out of the scratch database.
    """

    server: str
    tables: int
    rows: int
    unsown: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
