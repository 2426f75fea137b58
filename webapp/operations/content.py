"""Is this file a database of ours, whole, and what is in it? Asked of each backup before it is trusted."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from webapp.storage import Storage
from webapp.storage.files import faults_of
from webapp.storage.migrate import current_revision, is_known
from webapp.storage.models import Agency, Envelope, Member, Vault


class NotOurs(Exception):  # noqa: N818 — a sentence, not a suffix
    """The file cannot be used. The text is the sentence that says why."""


@dataclass(frozen=True)
class Content:
    """How much is in a database."""

    agencies: int
    members: int
    vaults: int
    envelopes: int

    def __str__(self) -> str:
        """In words."""
        parts = (
            _several(self.agencies, "agency", "agencies"),
            _several(self.members, "member"),
            _several(self.vaults, "vault"),
            _several(self.envelopes, "envelope"),
        )
        return ", ".join(parts)


def check(storage: Storage) -> str:
    """The revision of a database that opens and is whole; otherwise `NotOurs` with the reason."""
    try:
        faults = faults_of(storage)
        with storage.engine.connect() as connection:
            revision = current_revision(connection)
    except Exception as error:
        # The driver's own errors come as they are on a raw connection, and wrapped on another.
        if not isinstance(error, DBAPIError) and not type(error).__module__.startswith("sqlcipher3"):
            raise
        raise NotOurs(
            "it does not open under SOTTO_DATABASE_KEY: either it was made under another key, or it is"
            " damaged, or it is no backup of Sotto"
        ) from error
    if faults:
        raise NotOurs(f"it is damaged ({len(faults)} faults; the first: {faults[0]})")
    if revision is None:
        raise NotOurs("it holds no tables of Sotto")
    if not is_known(revision):
        raise NotOurs(f"a newer version of Sotto made it (revision {revision}): update Sotto first")
    return revision


def count(storage: Storage) -> Content:
    """What is in a database of the present revision."""
    with storage.reading() as session:
        numbers = [
            session.scalar(select(func.count()).select_from(model)) or 0
            for model in (Agency, Member, Vault, Envelope)
        ]
    return Content(*numbers)


def _several(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
