"""The machine that the figures are from."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from tests.browser.world import CHROMIUM


def describe() -> list[tuple[str, str]]:
    """What a reader needs to compare with another run, line by line."""
    busy = os.getloadavg()[0]
    return [
        ("Date", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("Processor", f"{os.cpu_count()} cores, {_processor()}"),
        ("Memory", f"{psutil.virtual_memory().total / 2**30:.0f} GB"),
        ("System", f"{_system()}, Linux {platform.release().split('-')[0]}"),
        ("Browser", _output([CHROMIUM, "--version"])),
        ("Server", f"Python {platform.python_version()}, Flask {version('flask')}, {_database()}"),
        ("Load before the run", f"{busy:.1f} (above {os.cpu_count()}: others were using the machine)"),
    ]


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _system() -> str:
    return platform.freedesktop_os_release()["PRETTY_NAME"]


def _database() -> str:
    return f"SQLAlchemy {version('sqlalchemy')}, sqlcipher3 {version('sqlcipher3')}"


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split()[:2])
