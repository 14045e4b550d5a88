"""Named steps that bring a store's tables up to date, each in a transaction of its own.

Each part of the package that keeps tables in the store has a scope, so that none needs to know the others' steps.
"""

import sqlite3
from collections.abc import Mapping

_LEDGER = """
CREATE TABLE IF NOT EXISTS migrations (
    scope TEXT NOT NULL, name TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (scope, name)
)
"""


class NewerSchemaError(Exception):
    """The file has been through steps that this version does not know: a newer version wrote it."""


def apply_migrations(connection: sqlite3.Connection, scope: str, steps: Mapping[str, str]) -> None:
    """Run the steps of `scope` that the file has not been through yet, in their order.

    `steps` maps names to one or more SQL statements, separated by lines holding only « ; ». The connection must be in
    autocommit mode. Raises NewerSchemaError, and sqlite3's errors, each step either done or not.
    """
    connection.execute(_LEDGER)
    done = {name for (name,) in connection.execute("SELECT name FROM migrations WHERE scope = ?", (scope,))}
    if unknown := done - steps.keys():
        raise NewerSchemaError(", ".join(sorted(unknown)))
    for name, sql in steps.items():
        if name in done:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been faster while this one waited for the lock.
            row = connection.execute("SELECT 1 FROM migrations WHERE scope = ? AND name = ?", (scope, name)).fetchone()
            if row is None:
                for statement in sql.split("\n;\n"):
                    connection.execute(statement)
                connection.execute("INSERT INTO migrations (scope, name) VALUES (?, ?)", (scope, name))
            connection.execute("COMMIT")
        except BaseException:
            # A full disk may have ended the transaction already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
