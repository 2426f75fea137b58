"""The production server starts, says where, stops cleanly, and explains why it cannot start."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, **changes: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SOTTO_")}
    environment |= {
        "SOTTO_DEMO": "1",
        "SOTTO_DATA": str(folder),
        "PORT": "0",
        "PYTHONWARNINGS": "error::DeprecationWarning",
    } | changes
    command = [sys.executable, "-m", "webapp.serve"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


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
    assert (tmp_path / "vapid.pem").stat().st_mode & 0o777 == 0o600


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = start(tmp_path, PORT=str(taken.getsockname()[1]))
        _, errors = refused.communicate(timeout=30)
    assert refused.returncode == 1
    assert errors.startswith("Cannot listen on 127.0.0.1:")
    assert "PORT=" in errors
    assert len(errors.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT must be"),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY must be"),
        ({"SOTTO_DEMO": "0"}, "SOTTO_DATABASE_KEY is not set"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, changes: dict[str, str], sentence: str
) -> None:
    refused = start(tmp_path, **changes)
    _, errors = refused.communicate(timeout=30)
    assert refused.returncode == 1
    assert sentence in errors
    assert len(errors.strip().splitlines()) == 1
