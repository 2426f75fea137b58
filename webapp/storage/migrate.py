"""Alembic, driven from code: no ini file, and no second way to open the database (its key stays in one
file)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from webapp.storage.engine import Storage

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(storage: Storage, revision: str = "head") -> str:
    """Run the migrations up to `revision` in one transaction; returns the revision reached."""
    with storage.connection() as connection:
        command.upgrade(_config(connection), revision)
        return current_revision(connection) or "none"


def downgrade(storage: Storage, revision: str) -> str:
    """Run the migrations down to `revision` in one transaction; returns the revision reached."""
    with storage.connection() as connection:
        command.downgrade(_config(connection), revision)
        return current_revision(connection) or "none"


def current_revision(connection: object) -> str | None:
    """The revision that the database is at."""
    return MigrationContext.configure(connection).get_current_revision()  # type: ignore[arg-type]


def is_known(revision: str) -> bool:
    """Whether this code has a migration of that name; if not, newer code made the database."""
    return any(script.revision == revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def newest() -> str | None:
    """The revision that this code needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
