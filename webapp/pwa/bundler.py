"""esbuild as a webassets filter.

webassets decides by time stamps of the files it knows whether to build again, and it does not know what a
module imports. So nothing here is ever skipped or cached: every build bundles anew (well under a second), and
the name of the result is a hash of its bytes. A changed import changes the bytes, and so the name.
"""
# webassets carries no types:
# mypy: disable-error-code="no-untyped-call"

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from webassets.bundle import Bundle
from webassets.env import Environment
from webassets.exceptions import FilterError
from webassets.filter import ExternalTool
from webassets.version import HashVersion

from webapp.pwa.digest import HASH_LENGTH, sha256_constructor

TARGET = "es2022"


class BuildError(Exception):
    """The assets cannot be built; the text is a sentence that says what to do."""


def find_esbuild(root: Path) -> Path:
    """The native binary that npm put under `root`; it needs neither Node nor an install script."""
    found = sorted((root / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    if not found:
        raise BuildError(
            f"The bundler is not installed in {root / 'node_modules'}."
            " Run `make build` (it brings its own Node and installs what package-lock.json names)."
        )
    return found[0]


class Esbuild(ExternalTool):
    """Bundle one entry with all that it imports."""

    name = None

    def __init__(self, binary: Path, form: str, constants: Mapping[str, object]) -> None:
        """`form`: "esm" or "iife". `constants`: global names that the build fills in, as JSON."""
        super().__init__()
        self.binary = binary
        self.form = form
        self.constants = dict(constants)

    def unique(self) -> tuple[str, str]:
        """What, besides the source, the result depends on."""
        return self.form, json.dumps(self.constants, sort_keys=True)

    def input(self, _in: TextIO, out: TextIO, **about: Any) -> None:
        """Write the bundle of `about["source_path"]` to `out`; imports start there, so `_in` is not read."""
        arguments = [
            str(self.binary),
            about["source_path"],
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
            f"--target={TARGET}",
            f"--format={self.form}",
            *(f"--define:{name}={json.dumps(value)}" for name, value in self.constants.items()),
        ]
        # webassets runs str.format over each argument.
        self.subprocess([argument.replace("{", "{{").replace("}", "}}") for argument in arguments], out)


def bundle(
    root: Path,
    out: Path,
    source: str,
    output: str,
    *,
    form: str = "esm",
    constants: Mapping[str, object] | None = None,
) -> str:
    """Bundle `source` (a path under `root`) into the folder `out`; returns the file's name, hash and all."""
    if not (root / source).is_file():
        raise BuildError(
            f"The entry {source} is missing. Get it back from version control and build again."
        )
    environment = Environment(
        directory=str(out),
        url="/assets",
        debug=False,
        auto_build=False,
        cache=False,
        updater=False,
        manifest=False,
        versions=HashVersion(length=HASH_LENGTH, hash=sha256_constructor),
    )
    made = Bundle(
        str(root / source),
        filters=Esbuild(find_esbuild(root), form, constants or {}),
        output=output,
        env=environment,
    )
    try:
        made.build(force=True, disable_cache=True)
    except FilterError as error:
        raise BuildError(f"{source} cannot be bundled: {error}") from error
    return Path(made.resolve_output(version=made.version)).name
