"""The PostgreSQL server that workspaces may live on, and talking to it about databases as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# As long as SQLite waits for its lock.
WAIT_SECONDS = 10
# Compiling a query takes longer than any page's query may run. Where a common word stands in a million articles does
# not fit into the usual 4 MB, and is then looked for again in each text.
SESSION = f"-c lock_timeout={WAIT_SECONDS}s -c timezone=UTC -c jit=off -c work_mem=16MB"


class ServerUnreachable(ImproperlyConfigured):
    """The PostgreSQL server does not answer, or does not let us in."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """words: what libpq takes, such as host, port, user, password and sslmode; dbname: where databases are made."""

    words: dict[str, str] = field(repr=False)
    dbname: str = "postgres"

    @classmethod
    def parse(cls, url: str) -> Server:
        """From postgresql://user:password@host:port/postgres. Raises ValueError."""
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict

        if not url.startswith(("postgresql://", "postgres://")):
            raise ValueError("not an address of PostgreSQL")
        try:
            words = {name: str(value) for name, value in conninfo_to_dict(url).items()}
        except ProgrammingError as error:
            raise ValueError("not an address of PostgreSQL") from error
        if not words.get("port", "0").isdigit():
            raise ValueError("not a port")
        return cls(dbname=words.pop("dbname", "postgres"), words=words)

    def settings(self, name: str) -> dict[str, Any]:
        """For Django, to connect to the database of this name."""
        options = {key: value for key, value in self.words.items() if key not in DJANGO}
        named = {DJANGO[key]: value for key, value in self.words.items() if key in DJANGO}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": WAIT_SECONDS, "options": SESSION, **options},
            **named,
        }

    @contextmanager
    def session(self) -> Iterator[Any]:
        """A connection that commits each statement, to make and drop databases. Raises ServerUnreachable."""
        import psycopg

        words: dict[str, Any] = {"connect_timeout": WAIT_SECONDS, **self.words, "dbname": self.dbname}
        try:
            connection = psycopg.connect(**words, autocommit=True)
        except psycopg.OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise ServerUnreachable(f"HOUTAI_POSTGRES_URL: the PostgreSQL server cannot be used: {reason}") from error
        with connection:
            yield connection


DJANGO = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}


def server() -> Server:
    """Of the settings. Raises ServerUnreachable when none is named."""
    if settings.POSTGRES is None:
        raise ServerUnreachable("HOUTAI_POSTGRES_URL is not set, so there is no PostgreSQL server to use")
    named: Server = settings.POSTGRES
    return named
