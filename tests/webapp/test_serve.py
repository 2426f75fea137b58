"""The production server starts, says where, stops cleanly, and explains why it cannot start."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from agency_world import make_settings

from webapp.serve import main
from webapp.storage.files import InUse, held

ROOT = Path(__file__).resolve().parents[2]
MODULE = ("-m", "webapp.serve")
COMMANDS = [MODULE, ("-m", "flask", "serve")]


def environment_of(folder: Path, changes: dict[str, str]) -> dict[str, str]:
    """A demo whose files lie in `folder`, and nothing of the settings of whoever runs this."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SOTTO_")}
    demo = {
        "SOTTO_DEMO": "1",
        "SOTTO_DATA": str(folder),
        "PORT": "0",
        "PYTHONWARNINGS": "error::DeprecationWarning",
    }
    return inherited | demo | changes


def start(folder: Path, command: Sequence[str] = MODULE, **changes: str) -> subprocess.Popen[str]:
    environment = environment_of(folder, changes)
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True
    )


def refusal(folder: Path, command: Sequence[str], **changes: str) -> str:
    """What a server that cannot begin says: one line, and exit status 1."""
    refused = start(folder, command, **changes)
    said, errors = refused.communicate(timeout=60)
    assert refused.returncode == 1, errors
    assert said == ""
    lines = [line for line in errors.splitlines() if " ERROR CORE " not in line]
    assert len(lines) == 1, errors  # beside what SQLCipher itself says about a page that it cannot read
    return lines[0].removeprefix("Error: ")


def origin_of(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    line = server.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert found, line + (server.stderr.read() if server.stderr else "")
    return found.group()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    running = start(tmp_path)
    yield running
    running.kill()
    running.communicate()


def test_it_makes_its_database_answers_and_stops_when_told_to(
    server: subprocess.Popen[str], tmp_path: Path
) -> None:
    with urlopen(f"{origin_of(server)}/healthz", timeout=20) as answer:
        assert json.load(answer)["status"] == "ok"
    server.send_signal(signal.SIGTERM)
    _, errors = server.communicate(timeout=30)
    assert server.returncode == 0
    assert "Traceback" not in errors
    assert "Warning" not in errors
    assert (tmp_path / "sotto.db").exists()
    assert (tmp_path / "vapid.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("command", COMMANDS)
def test_a_port_in_use_is_one_sentence(tmp_path: Path, command: Sequence[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        sentence = refusal(tmp_path, command, PORT=str(taken.getsockname()[1]))
    assert sentence.startswith("Cannot listen on 127.0.0.1:")
    assert "PORT=" in sentence


@pytest.mark.parametrize("command", COMMANDS)
def test_a_setting_that_is_missing_is_one_sentence(tmp_path: Path, command: Sequence[str]) -> None:
    sentence = refusal(tmp_path, command, SOTTO_DEMO="0")
    assert sentence.startswith("SOTTO_DATABASE_KEY is not set")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT must be"),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY must be"),
        ({"SOTTO_DATABASE_URL": "a database"}, "SOTTO_DATABASE_URL must be"),
        ({"SOTTO_DATABASE_URL": "postgresql+psycopg:///x?host=/nowhere"}, "The database cannot be used"),
        ({"SOTTO_ORIGIN": f"https://{'x' * 500}.org"}, "SOTTO_ORIGIN is too long"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str],
    sentence: str,
) -> None:
    for name, value in environment_of(tmp_path, changes).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    said, errors = capsys.readouterr()
    assert said == "" and errors.startswith(sentence) and len(errors.splitlines()) == 1


def test_a_database_under_another_key_is_one_sentence_and_stays_as_it_was(tmp_path: Path) -> None:
    database = tmp_path / "sotto.db"
    database.write_bytes(before := os.urandom(8192))
    assert refusal(tmp_path, MODULE).startswith("The database cannot be used")
    assert database.read_bytes() == before


def test_a_restore_and_a_server_never_have_the_database_together(
    server: subprocess.Popen[str], tmp_path: Path
) -> None:
    """Also after `kill -9` of the master, as long as one of its workers is left."""
    urlopen(f"{origin_of(server)}/healthz", timeout=20).close()  # its worker is there
    settings = make_settings(tmp_path)
    with pytest.raises(InUse), held(settings, alone=True):
        pytest.fail("a restore could begin while the server runs")
    workers = psutil.Process(server.pid).children()
    assert workers
    server.kill()
    server.wait(30)
    psutil.wait_procs(workers, timeout=30)  # they notice that they are alone, and go
    with held(settings, alone=True):
        assert refusal(tmp_path, MODULE).startswith("The database is being restored.")
