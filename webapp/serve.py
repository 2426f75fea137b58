"""`flask serve` and `python -m webapp.serve`: the production server (gunicorn), on 127.0.0.1 and PORT.

HOST says where to listen, PORT (8000) on what, WEB_CONCURRENCY (1) how many processes; each has eight
threads and its own outbox worker (rows are leased, so workers never send the same push at once).
Migrations run first. The socket is bound before gunicorn begins, so that a port in use is one sentence
and not a page of retries.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy.exc import DBAPIError

from webapp import create_app
from webapp.config import Settings, SettingsError
from webapp.patience import PatientWorker, QuietLogger
from webapp.push.outbox import OutboxWorker
from webapp.push.payload import make_payload
from webapp.push.sender import Sender
from webapp.push.vapid import VapidKey
from webapp.storage import create_storage
from webapp.storage.files import InUse, held
from webapp.storage.migrate import upgrade

THREADS = 8
DEFAULT_PORT = 8000
_WORKER = "outbox_worker"


class CannotServe(Exception):  # noqa: N818 — a sentence, not a suffix
    """The server cannot begin. The text is a sentence that says why and what to do."""


def create_outbox_worker(app: Flask) -> OutboxWorker:
    """The worker that sends the pushes of `app`'s database; not started."""
    settings: Settings = app.extensions["settings"]
    key = VapidKey.load_or_create(settings.vapid_key_file)
    sender = Sender(key, settings.contact, allow_loopback=settings.push_allow_loopback)

    def payload(subject: str, language: str) -> bytes:
        return make_payload(subject, settings.origin, language)

    return OutboxWorker(app.extensions["storage"], sender, app.extensions["clock"], payload=payload)


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; raises `CannotServe` when somebody else has the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise CannotServe(
            f"Cannot listen on {host}:{port} ({error.strerror})."
            " Stop what uses this port, or choose another: PORT=8001."
        ) from error
    return listener


def serve(settings: Settings, host: str, port: int, processes: int) -> None:
    """Bring the tables up to date, then serve until a signal ends it."""
    _check_origin(settings)
    # The listener is closed when what follows fails; else gunicorn takes it over. The database is held until
    # the last of the processes has ended, so that no restore takes it away underneath them.
    with bind(host, port) as listener, _database_held(settings):
        _upgrade_database(settings)
        where = f"http://{host}:{listener.getsockname()[1]}"
        click.echo(f"Sotto is on {where} ({settings.origin}). Stop it with Ctrl+C.")
        sys.stdout.flush()
        _Server(settings, listener, processes).run()


@contextmanager
def _database_held(settings: Settings) -> Iterator[None]:
    try:
        with held(settings):
            yield
    except InUse as error:
        raise CannotServe("The database is being restored. Wait until that has ended.") from error


def _check_origin(settings: Settings) -> None:
    # An origin that leaves no room in a push of the fixed length should stop the start, not every push.
    try:
        make_payload("0" * 36, settings.origin, "es")
    except ValueError as error:
        raise CannotServe("SOTTO_ORIGIN is too long to stand in a push of the fixed length.") from error


def _upgrade_database(settings: Settings) -> None:
    storage = create_storage(settings)
    try:
        upgrade(storage)
    except DBAPIError as error:
        raise CannotServe(
            f"The database cannot be used ({type(error.orig).__name__}): either nothing answers at"
            " SOTTO_DATABASE_URL, or SOTTO_DATABASE_KEY is not the key that it was made with."
        ) from error
    finally:
        storage.close()  # No connection may be open when gunicorn forks.


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with settings from here instead of its command line. The app is made in each worker,
    after the fork.
    """

    def __init__(self, settings: Settings, listener: socket.socket, processes: int) -> None:
        self.settings = settings
        self.options: dict[str, Any] = {
            "bind": f"fd://{listener.detach()}",
            "worker_class": PatientWorker,
            "logger_class": QuietLogger,
            "workers": processes,
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 15,
            "keepalive": 15,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108, PTH112
            "post_worker_init": _start_outbox,
            "worker_exit": _stop_outbox,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.settings)


def _start_outbox(worker: Any) -> None:
    outbox = create_outbox_worker(worker.wsgi)
    outbox.start()
    worker.wsgi.extensions[_WORKER] = outbox


def _stop_outbox(_arbiter: Any, worker: Any) -> None:
    app = getattr(worker, "wsgi", None)
    if app is not None and _WORKER in app.extensions:
        app.extensions[_WORKER].stop()
        app.extensions["storage"].close()


def _whole_number(name: str, default: int, least: int, most: int) -> int:
    text = os.environ.get(name, "").strip() or str(default)
    if not text.isdigit() or not least <= int(text) <= most:
        raise CannotServe(f"{name} must be a whole number from {least} to {most}.")
    return int(text)


def main() -> None:
    """Serve as the environment says; on any reason not to, one sentence and exit status 1."""
    try:
        settings = Settings.from_environment()
        host = os.environ.get("HOST", "").strip() or "127.0.0.1"
        port = _whole_number("PORT", DEFAULT_PORT, 0, 65_535)
        serve(settings, host, port, _whole_number("WEB_CONCURRENCY", 1, 1, 64))
    except (SettingsError, CannotServe) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@click.command("serve")
def serve_command() -> None:
    """Serve the app with gunicorn: HOST, PORT and WEB_CONCURRENCY say where and how."""
    main()


if __name__ == "__main__":
    main()
