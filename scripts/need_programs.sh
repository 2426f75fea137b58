#!/usr/bin/env bash
# What the tests drive: two browser engines and a PostgreSQL, from Debian's packages. Nothing is downloaded any other way.
set -euo pipefail

packages=()
need() {
  command -v "$1" >/dev/null || [ -x "$1" ] || packages+=("$2")
}
need /usr/bin/chromium chromium
need /usr/bin/firefox-esr firefox-esr
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need initdb postgresql
[ "${#packages[@]}" -eq 0 ] && exit 0

say_how() {
  echo "The tests need programs that are not here. Install them, then run make test again: sudo apt-get install ${packages[*]}" >&2
  exit 1
}
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}
command -v apt-get >/dev/null || say_how
echo "Installing ${packages[*]} ..."
as_root apt-get update -qq >/dev/null || say_how
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >/dev/null || say_how
