"""The engine and the two ways to use it: `transaction()` writes, `reading()` reads one moment.

On SQLCipher a writer takes its lock at the start (BEGIN IMMEDIATE): two that read first and wrote later would
otherwise fail one another. All writers of a process share one connection: they wait in its pool and are
woken when it is free, where SQLite would have them look again now and then, and the pages that it has
decrypted stay good from one to the next. WAL lets readers go on meanwhile; synchronous=FULL because "stored"
is a promise. The key is given raw (`x'…'`), so that opening costs no key derivation. On PostgreSQL the same
code uses row locks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

if TYPE_CHECKING:
    from webapp.config import Settings

_PATIENCE = 15  # seconds that a writer waits for the one before it, in this process or in another
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {_PATIENCE * 1000}",
    "PRAGMA temp_store = MEMORY",
)
_BEGIN = "sotto_begin"


class Storage:
    """The database of one server, opened once and shared by its threads."""

    def __init__(self, engine: Engine, writer: Engine) -> None:
        """`writer` is the engine for what writes; both come from `create_storage`."""
        self.engine = engine
        self._writer = writer
        self._write = sessionmaker(self._writer, expire_on_commit=False)
        self._read = sessionmaker(engine, expire_on_commit=False, autoflush=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that is committed at the end, or rolled back on any exception."""
        with self._write.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose changes, if any, are thrown away."""
        with self._read() as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A writing transaction on a bare connection, for migrations."""
        with self._writer.begin() as connection:
            yield connection

    def check(self) -> None:
        """One trivial question; raises what the driver raises when the database cannot answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()
        self._writer.dispose()


def create_storage(settings: "Settings") -> Storage:
    """Open the storage that the settings name. Nothing is created but the folder and an empty file."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        key = settings.database_key.reveal()
        readers = _sqlcipher_engine(url, key, pool_size=8, max_overflow=24)
        writer = _sqlcipher_engine(url, key, pool_size=1, max_overflow=0, pool_timeout=_PATIENCE)
        return Storage(readers, writer.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}))
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    return Storage(engine, engine)


def _sqlcipher_engine(url: URL, key_hex: str, **pool: int) -> Engine:
    if url.get_driver_name() != "pysqlcipher" or not url.database:
        raise ValueError("expected SOTTO_DATABASE_URL like sqlite+pysqlcipher:////folder/sotto.db")
    Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        url.set(password=f"x'{key_hex}'"),
        poolclass=QueuePool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        **pool,
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(dbapi_connection: Any, _record: Any) -> None:
    # The driver must not start transactions by itself: `_begin` says when, and how.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
