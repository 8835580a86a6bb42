"""Sessions for long-lived programs: lent one at a time, checked before, never more than allowed. The only door to SQLAlchemy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Self, cast

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError, InvalidRequestError
from sqlalchemy.exc import TimeoutError as WaitedTooLongError
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from schemac.errors import DatabaseError, Problem, UsageError
from schemac.session import Session


class SessionPool:
    """A bounded number of sessions to one database, shared by threads.

    Each is checked by a query before it is lent, so that a server that restarted goes unnoticed. One that has been idle for longer than
    the timeout is replaced instead of lent, and one whose borrower failed is closed, for nobody knows its state.
    """

    def __init__(
        self,
        open_session: Callable[[], Session],
        minimum: int = 1,
        maximum: int = 5,
        connection_timeout_s: float = 30.0,
        idle_timeout_s: float = 600.0,
    ) -> None:
        """Open the first `minimum` sessions.

        Args:
            open_session: opens one more session; a session may be used by any thread, but by one at a time.
            minimum: how many are opened at once, so that a wrong address or password shows here and not later.
            maximum: how many may be open together.
            connection_timeout_s: how long a borrower waits for one to be free.
            idle_timeout_s: how long one may lie unused before it is replaced.

        Raises:
            UsageError: SC010 where the numbers make no sense.
            DatabaseError: where a session cannot be opened.
        """
        if not (0 <= minimum <= maximum and maximum >= 1 and connection_timeout_s >= 0 and idle_timeout_s >= 0):
            message = f"a pool of {minimum} to {maximum} connections cannot be made"
            raise UsageError(Problem("SC010", message, hint="0 <= minimum <= maximum, 1 <= maximum, and no timeout below 0"))
        self._maximum = maximum
        self._connection_timeout_s = connection_timeout_s
        self._idle_timeout_s = idle_timeout_s
        self._closed = False
        # The pool asks of its items only what a session has: `close`. There is nothing to reset.
        creator = cast("Any", open_session)
        self._pool = QueuePool(creator, maximum, 0, connection_timeout_s, use_lifo=True, reset_on_return=None)
        event.listen(self._pool, "checkout", self._check)
        event.listen(self._pool, "checkin", _note_time)
        self._warm(minimum)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Lend a session that has just answered a query; the borrower leaves its settings as they were and no transaction open.

        Raises DatabaseError: SC011 when all are in use for too long, SC012 when the pool is closed, SC013 when connections break as fast
        as they are made, or what opening a session raises.
        """
        lent = self._borrow()
        try:
            yield _session(lent)
        except BaseException:
            lent.invalidate()
            raise
        finally:
            lent.close()
            if self._closed:
                self._pool.dispose()

    def close(self) -> None:
        """Close all sessions that are not lent; those that are will be closed as they come back."""
        self._closed = True
        self._pool.dispose()

    def __enter__(self) -> Self:
        """Return the pool itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the pool."""
        self.close()

    def _warm(self, minimum: int) -> None:
        opened: list[PoolProxiedConnection] = []
        try:
            opened.extend(self._pool.connect() for _ in range(minimum))
        except DatabaseError:
            self._closed = True
            raise
        finally:
            for lent in opened:
                lent.close()
            if self._closed:
                self._pool.dispose()

    def _borrow(self) -> PoolProxiedConnection:
        if self._closed:
            raise DatabaseError(Problem("SC012", "the connection pool is closed", hint="use it inside its `with` block"))
        try:
            return self._pool.connect()
        except WaitedTooLongError as error:
            message = f"all {self._maximum} connections of the pool were in use for {self._connection_timeout_s:g} s"
            hint = "raise connection_pool.max_connections, or give sessions back earlier"
            raise DatabaseError(Problem("SC011", message, hint=hint)) from error
        except InvalidRequestError as error:
            hint = "look into the server's log for the reason why it closes them"
            raise DatabaseError(Problem("SC013", "new connections break before they can be used", hint=hint)) from error

    def _check(self, session: Session, record: Any, _: Any) -> None:
        if monotonic() - record.info.get("idle_since", monotonic()) > self._idle_timeout_s:
            raise DisconnectionError("idle for too long")
        try:
            session.query("SELECT 1")
        except DatabaseError as error:
            raise DisconnectionError("no answer") from error

    def __repr__(self) -> str:
        """Return how full the pool is."""
        return f"SessionPool(lent={self._pool.checkedout()}, idle={self._pool.checkedin()}, maximum={self._maximum})"


def _note_time(_: Any, record: Any) -> None:
    record.info["idle_since"] = monotonic()


def _session(lent: PoolProxiedConnection) -> Session:
    return cast("Session", lent.dbapi_connection)
