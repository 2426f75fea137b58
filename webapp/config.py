"""Settings of one server, read once from the environment (SOTTO_…) and passed in from there on.

Outside the demo a missing or weak secret stops the start with a sentence that names the variable, and so does
a file, folder or address anywhere that cannot be used. In the demo (SOTTO_DEMO=1) missing secrets are made
once, as files that only their owner can read, in the data folder.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import click
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from webapp.sealed.errors import Malformed
from webapp.sealed.receipts import load_or_create_key_pair

_HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")
_INVENTED_HOSTS = re.compile(r"(^|\.)(example(\.(com|org|net))?|invalid|test|localhost|local)$")
_DATABASE_URL = (
    "SOTTO_DATABASE_URL must be like sqlite+pysqlcipher:////folder/sotto.db, or the postgresql+psycopg://"
    " address of a database whose driver is installed."
)
MAX_BODY = 4 * 1024 * 1024


class SettingsError(click.ClickException, ValueError):
    """A setting that cannot be used; the text is a sentence that names the variable and says what to do. A
    `flask` command prints that sentence, and no traceback."""


class Secret:
    """A secret text. Neither `repr` nor `str` shows it; `reveal()` is the one way out."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Wrap `value`."""
        self._value = value

    def reveal(self) -> str:
        """The secret itself: only for the call that needs it."""
        return self._value

    def __repr__(self) -> str:
        """Nothing of the secret, not even its length."""
        return "Secret(…)"


@dataclass(frozen=True)
class Settings:
    """Everything that differs from one server to another."""

    data: Path
    database_url: str
    database_key: Secret
    secret_key: Secret
    receipt_key_file: Path
    vapid_key_file: Path
    contact: str
    origin: str
    demo: bool = False
    assets: Path = field(default=Path("build/assets"))
    push_allow_loopback: bool = False
    proxies: int = 0
    log_file: Path | None = None

    @property
    def secure(self) -> bool:
        """Is the app reached by https? It decides about the cookie's name and HSTS."""
        return self.origin.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read and check; raises `SettingsError` with a sentence for the first thing that is wrong."""
        return _Reader(os.environ if environment is None else environment).settings()


class _Reader:
    """Reads one environment. Each method answers for one kind of variable."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.demo = self.flag("SOTTO_DEMO")
        self.data = Path(self.text("SOTTO_DATA") or "var")

    def settings(self) -> Settings:
        database_url = self.database_url()
        return Settings(
            data=self.data,
            database_url=database_url,
            database_key=self.database_key(database_url),
            secret_key=self.secret_key(),
            receipt_key_file=self.key_file("SOTTO_RECEIPT_KEY_FILE", "receipts.json"),
            vapid_key_file=self.key_file("SOTTO_VAPID_KEY_FILE", "vapid.json"),
            contact=self.contact(),
            origin=self.origin(),
            demo=self.demo,
            assets=Path(self.text("SOTTO_ASSETS") or "build/assets"),
            push_allow_loopback=self.flag("SOTTO_PUSH_ALLOW_LOOPBACK"),
            proxies=self.count("SOTTO_PROXIES"),
            log_file=self.log_file(),
        )

    def text(self, name: str) -> str:
        return self.environment.get(name, "").strip()

    def flag(self, name: str) -> bool:
        value = self.text(name)
        if value not in ("", "0", "1"):
            raise SettingsError(f"{name} must be 1 or 0.")
        return value == "1"

    def count(self, name: str) -> int:
        value = self.text(name) or "0"
        if not value.isdigit():
            raise SettingsError(
                f"{name} must be a whole number: how many proxies stand in front of the server."
            )
        return int(value)

    def secret(self, name: str, demo_file: str) -> str:
        """The value of `name`, or of the file that `name`_FILE names; in the demo, of a file made here."""
        if self.text(name):
            return self.text(name)
        file_name = self.text(f"{name}_FILE")
        if file_name:
            try:
                return Path(file_name).read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise SettingsError(
                    f"{name}_FILE names a file that cannot be read as text. Create it, or correct the path."
                ) from error
        if self.demo:
            return self.demo_secret(demo_file)
        raise SettingsError(
            f"{name} is not set. Set it, or {name}_FILE, to 64 random hex digits"
            " (python3 -c 'import secrets; print(secrets.token_hex(32))') and keep a copy in a safe place."
        )

    def demo_secret(self, demo_file: str) -> str:
        try:
            return read_or_make_secret(self.data / demo_file)
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                "SOTTO_DATA names a folder in which no files can be made and read. Correct the path, or its"
                " permissions."
            ) from error

    def database_url(self) -> str:
        value = self.text("SOTTO_DATABASE_URL") or (
            f"sqlite+pysqlcipher:///{(self.data / 'sotto.db').absolute()}"
        )
        try:
            url = make_url(value)
            url.get_dialect().import_dbapi()
        except (ArgumentError, ImportError, ValueError) as error:
            raise SettingsError(_DATABASE_URL) from error
        if url.get_backend_name() == "sqlite":
            # Plain SQLite would leave everything readable that the server knows.
            if url.get_driver_name() != "pysqlcipher" or not url.database:
                raise SettingsError(_DATABASE_URL)
            self.check_folder("SOTTO_DATABASE_URL", Path(url.database).parent)
        return value

    def check_folder(self, name: str, folder: Path) -> None:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"{name} names a place in a folder that is not there and cannot be made."
            ) from error
        if not os.access(folder, os.W_OK | os.X_OK):
            raise SettingsError(f"{name} names a place in a folder that this user may not write to.")

    def log_file(self) -> Path | None:
        if not self.text("SOTTO_LOG_FILE"):
            return None
        path = Path(self.text("SOTTO_LOG_FILE"))
        self.check_folder("SOTTO_LOG_FILE", path.parent)
        return path

    def database_key(self, database_url: str) -> Secret:
        if not database_url.startswith("sqlite"):
            return Secret("")  # PostgreSQL: the address carries what is needed.
        value = self.secret("SOTTO_DATABASE_KEY", "database.key")
        if not _HEX_KEY.fullmatch(value) or len(set(value.lower())) < 6:
            raise SettingsError("SOTTO_DATABASE_KEY must be 64 random hex digits (256 bits).")
        return Secret(value.lower())

    def secret_key(self) -> Secret:
        value = self.secret("SOTTO_SECRET_KEY", "secret.key")
        if len(value) < 32 or len(set(value)) < 10:
            raise SettingsError("SOTTO_SECRET_KEY is too weak: use at least 32 random characters.")
        return Secret(value)

    def key_file(self, name: str, demo_file: str) -> Path:
        if not self.text(name) and not self.demo:
            raise SettingsError(
                f"{name} is not set. Name the file that holds this key; it is made on the first start."
            )
        path = Path(self.text(name)) if self.text(name) else self.data / demo_file
        try:
            load_or_create_key_pair(path)
        except (OSError, Malformed) as error:
            raise SettingsError(
                f"{name} must name a file with a private P-256 key (JWK) that this user can read, or one that"
                " is not there yet and can be made."
            ) from error
        return path

    def contact(self) -> str:
        value = self.text("SOTTO_CONTACT")
        if self.demo:
            return value or "mailto:demo@localhost"
        host = value[7:].rpartition("@")[2] if value.startswith("mailto:") else urlsplit(value).hostname or ""
        if not value.startswith(("mailto:", "https://")) or "." not in host or _INVENTED_HOSTS.search(host):
            raise SettingsError(
                "SOTTO_CONTACT must be the mailto: or https: address of a real person who can be reached"
                " about push messages; push services refuse invented ones."
            )
        return value

    def origin(self) -> str:
        value = self.text("SOTTO_ORIGIN").rstrip("/")
        if not value and self.demo:
            return f"http://localhost:{self.text('PORT') or '8000'}"
        parts = urlsplit(value)
        whole = bool(parts.hostname) and not (parts.path or parts.query or parts.fragment or parts.username)
        if not whole or parts.scheme not in ("http", "https"):
            raise SettingsError(
                "SOTTO_ORIGIN must be where people reach the app, like https://sotto.agency.org."
            )
        if parts.scheme == "http" and not (self.demo and _is_loopback(parts.hostname or "")):
            raise SettingsError(
                "SOTTO_ORIGIN must begin with https:// (http is for the demo on this machine)."
            )
        return value


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_or_make_secret(path: Path) -> str:
    """64 random hex digits that rest in `path`, made if they are not there (mode 600, never overwritten)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link fails when another process was first; then its secret counts, and ours is dropped.
            path.hardlink_to(fresh)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip()
