#!/usr/bin/env bash
# Makes the Python environment: make_environment.sh PYTHON FOLDER. Says what to install when Python cannot.
set -euo pipefail
python="$1"
folder="$2"

if ! command -v "$python" >/dev/null; then
  echo "$python was not found. Install Python 3.11 or newer, or run: make PYTHON=/path/to/python3" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "$("$python" --version) is too old. Install Python 3.11 or newer, or run: make PYTHON=/path/to/python3" >&2
  exit 1
fi

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Debian keeps this part of Python in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  echo "Installing python3-venv, which Debian leaves out of Python ..."
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; } >/dev/null; then
    echo "Python cannot make an environment here. Install the missing part, then run make again: sudo apt-get install python3-venv" >&2
    exit 1
  fi
fi
"$python" -m venv "$folder"
