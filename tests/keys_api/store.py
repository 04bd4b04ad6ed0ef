"""The database: its tables, and what all queries go through."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from tests.keys_api.errors.unkey import application

from errbook.web import raises

__all__ = ["Database", "Store", "Stored", "new_id", "now"]

_TABLES = """
CREATE TABLE IF NOT EXISTS workspaces (
  id TEXT PRIMARY KEY, enabled INTEGER NOT NULL DEFAULT 1, deleted_at INTEGER,
  request_limit INTEGER, window_seconds INTEGER NOT NULL DEFAULT 60
);
CREATE TABLE IF NOT EXISTS root_keys (
  id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
  enabled INTEGER NOT NULL DEFAULT 1, expires_at INTEGER, permissions TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS apis (
  id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, name TEXT NOT NULL,
  holds_keys INTEGER NOT NULL DEFAULT 1, keeps_encrypted INTEGER NOT NULL DEFAULT 0,
  delete_protection INTEGER NOT NULL DEFAULT 0, deleted_at INTEGER
);
CREATE TABLE IF NOT EXISTS identities (
  id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, external_id TEXT NOT NULL,
  meta TEXT NOT NULL DEFAULT '{}', UNIQUE (workspace_id, external_id)
);
CREATE TABLE IF NOT EXISTS keys (
  id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, api_id TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE, start TEXT NOT NULL, name TEXT, identity_id TEXT, meta TEXT,
  enabled INTEGER NOT NULL, expires INTEGER, remaining INTEGER, refill TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER, deleted_at INTEGER
);
CREATE TABLE IF NOT EXISTS vault (key_id TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS limits (
  owner_id TEXT NOT NULL, name TEXT NOT NULL, most INTEGER NOT NULL, duration INTEGER NOT NULL,
  auto_apply INTEGER NOT NULL, PRIMARY KEY (owner_id, name)
);
CREATE TABLE IF NOT EXISTS permissions (
  id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, name TEXT NOT NULL, slug TEXT NOT NULL,
  description TEXT, UNIQUE (workspace_id, slug)
);
CREATE TABLE IF NOT EXISTS roles (
  id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, name TEXT NOT NULL, description TEXT,
  UNIQUE (workspace_id, name)
);
CREATE TABLE IF NOT EXISTS granted (
  key_id TEXT NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (key_id, what, kind)
);
CREATE TABLE IF NOT EXISTS namespaces (
  id TEXT PRIMARY KEY, workspace_id TEXT NOT NULL, name TEXT NOT NULL, deleted_at INTEGER,
  UNIQUE (workspace_id, name)
);
CREATE TABLE IF NOT EXISTS overrides (
  id TEXT PRIMARY KEY, namespace_id TEXT NOT NULL, identifier TEXT NOT NULL,
  most INTEGER NOT NULL, duration INTEGER NOT NULL, UNIQUE (namespace_id, identifier)
);
CREATE TABLE IF NOT EXISTS counts (
  name TEXT NOT NULL, began INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (name)
);
"""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN}
"""What SQLite says of a database that can be used again in a moment."""

RETRY_AFTER = 1


def new_id(prefix: str) -> str:
    """Return an id that was never given out: `key_…`."""
    return f"{prefix}_{secrets.token_hex(8)}"


def now() -> int:
    """Return the time as Unix milliseconds."""
    return time.time_ns() // 1_000_000


class Store:
    """One connection, for one request."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def one(self, query: str, *values: object) -> sqlite3.Row | None:
        """Return the first row that `query` finds."""
        found: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
        return found

    def all(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Return every row that `query` finds."""
        return self._connection.execute(query, values).fetchall()

    def run(self, statement: str, *values: object) -> int:
        """Run `statement`; return how many rows it changed."""
        return self._connection.execute(statement, values).rowcount

    def insert(self, table: str, **values: object) -> None:
        """Insert a row. Raises `sqlite3.IntegrityError` if what is unique is there already."""
        marks = ", ".join("?" * len(values))
        self.run(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", *values.values())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Change all or nothing, one transaction after the other."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def count(self, name: str, cost: int, most: int, duration: int) -> tuple[bool, int, int]:
        """Count `cost` more under `name`, if that is not more than `most` in `duration` ms.

        Returns whether it was counted, what is left, and when the window ends in Unix ms. Windows
        are fixed: one begins with the first count after the last has ended.
        """
        time = now()
        row = self.one("SELECT began, count FROM counts WHERE name = ?", name)
        fresh = row is None or time - row["began"] >= duration
        began, count = (time, 0) if row is None or fresh else (row["began"], row["count"])
        counted = count + cost <= most
        if counted:
            self.run("INSERT OR REPLACE INTO counts VALUES (?, ?, ?)", name, began, count + cost)
        left = max(most - count - (cost if counted else 0), 0)
        return counted, left, began + duration


class Database:
    """A file with the tables. `patience` is how many seconds to wait for those who write in it."""

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        self._patience = patience
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=self._patience, isolation_level=None, check_same_thread=False
        )  # a request may go from one thread to another; never are two in it
        connection.row_factory = sqlite3.Row
        return connection

    @contextmanager
    def open(self) -> Iterator[Store]:
        """Open a connection. Raises `ServiceUnavailable` if others keep the database busy."""
        try:
            with closing(self._connect()) as connection:
                yield Store(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in _BUSY:
                raise application.ServiceUnavailable(retry_after=RETRY_AFTER) from error
            raise


@raises(application.ServiceUnavailable)
def _store(request: Request) -> Iterator[Store]:
    database: Any = request.app.state.database
    with database.open() as store:
        yield store


Stored = Annotated[Store, Depends(_store)]
"""What a handler asks for to get at the database."""
