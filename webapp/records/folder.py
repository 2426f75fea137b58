"""The folder of an export: whole, or not there.

It is written beside its place under a name that says that it is not finished, readable by its owner alone.
It gets its name when everything in it has reached the disk. What came to nothing is removed; what a run that
was killed left behind is removed by the next one. A file beside it, locked for as long as the run lives, says
whose the folder is: the system lets go of the lock however the run ends.
"""

import fcntl
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from webapp.storage.files import sync

_CODE = re.compile(r"[A-Z]{1,3}-[0-9]{1,6}")
_LOCK = re.compile(r"\..+\.[0-9a-f]{8}\.unfinished\.lock")
_OURS = b"An export of records is being written beside this file.\n"


class FolderRefused(Exception):  # noqa: N818 — a sentence, not a suffix
    """Nothing was written. The text is the sentence that says why."""


class Folder:
    """A folder while it is being written; `files` has the SHA-256 of each."""

    def __init__(self, path: Path) -> None:
        """In this place."""
        self.path = path
        self.files: dict[str, str] = {}
        self._taken: set[str] = set()

    def write(self, name: str, content: bytes) -> None:
        """A file; nobody but its owner may read it."""
        path = self.path / name
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        self.files[name] = hashlib.sha256(content).hexdigest()

    def name_for(self, kind: str, code: str, vault: str) -> str:
        """A name for a vault's files: its code when it looks like one, otherwise its id, and always another.
        A code is whatever somebody typed: what is none could be a name, or a path."""
        base = code if _CODE.fullmatch(code) else vault
        name = f"{kind}/{base}"
        if name in self._taken:
            name = f"{kind}/{base}-{vault}"
        self._taken.add(name)
        return name


def check_target(target: Path) -> None:
    """Refuse a place where something is already, or that has no folder above it."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise FolderRefused(f"{target} is not a folder. Nothing was written: choose another name.")
    if target.is_dir() and any(target.iterdir()):
        raise FolderRefused(f"{target} is not empty. Nothing was written: choose another name.")
    if not target.absolute().parent.is_dir():
        raise FolderRefused(f"There is no folder {target.absolute().parent}. Nothing was written.")


@contextmanager
def new_folder(target: Path) -> Iterator[Folder]:
    """A folder that is in its place at the end, when nothing failed."""
    check_target(target)
    target = target.absolute()
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.unfinished")
    try:
        with _locked(_lock_of(draft)):
            try:
                draft.mkdir(mode=0o700)
                yield Folder(draft)
                for each in (*draft.rglob("*"), draft):  # at the end: faster than each alone
                    sync(each)
                draft.rename(target)  # takes the place of an empty folder, and of nothing else
                sync(target.parent)
            finally:
                if draft.exists():
                    shutil.rmtree(draft)
    except OSError as error:
        raise FolderRefused(f"The export cannot be written ({error}). Nothing was kept.") from error


def remove_leftovers(beside: Path) -> list[Path]:
    """Remove what runs that were killed left beside this place, and return it. What is not surely of such a
    run, or is of one that still runs, stays."""
    removed = []
    for lock in sorted(beside.absolute().parent.iterdir()):
        draft = lock.with_suffix("")
        if _LOCK.fullmatch(lock.name) and not draft.is_symlink():
            try:
                with _abandoned(lock):
                    if draft.is_dir():
                        shutil.rmtree(draft)
                        removed.append(draft)
                    lock.unlink()
            except OSError:  # it runs, it is somebody else's, or it is no file of ours
                continue
    return removed


def _lock_of(draft: Path) -> Path:
    return draft.with_name(f"{draft.name}.lock")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """There before the folder and gone after it, so that no folder is ever without one."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.write(descriptor, _OURS)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


@contextmanager
def _abandoned(path: Path) -> Iterator[None]:
    """Hold the lock of a run that is over. Raises OSError when it is not, or when this is no such lock."""
    descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mine = os.fstat(descriptor).st_uid == os.geteuid()
        if not mine or os.read(descriptor, len(_OURS) + 1) != _OURS:
            raise PermissionError(f"{path} is not of an export of ours")
        yield
    finally:
        os.close(descriptor)
