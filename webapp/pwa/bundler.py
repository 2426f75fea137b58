"""esbuild as a webassets filter.

webassets decides by time stamps of the files it knows whether to build again, and it does not know what a
module imports. So nothing here is ever skipped or cached: every build bundles anew (well under a second), and
the name of the result is a hash of its bytes. A changed import changes the bytes, and so the name.
"""
# webassets carries no types:
# mypy: disable-error-code="no-untyped-call"

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from webassets.bundle import Bundle
from webassets.env import Environment
from webassets.exceptions import FilterError
from webassets.filter import ExternalTool
from webassets.version import HashVersion

from webapp.pwa.digest import HASH_LENGTH, sha256_constructor

TARGET = "es2022"
ENTRY = "entry.js"
# What jspdf would read to draw web pages and SVG. We ask for neither, so a phone does not carry them.
NOT_CARRIED = ("canvg", "dompurify", "html2canvas")


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


@dataclass(frozen=True)
class Parts:
    """What a bundle was split into besides its entry: names with their hash, sorted.

    `at_start`: those that the entry imports and cannot run without; the others are read when they are wanted.
    """

    all: tuple[str, ...]
    at_start: tuple[str, ...]


class Esbuild(ExternalTool):
    """Bundle one entry with all that it imports."""

    name = None

    def __init__(self, root: Path, form: str, constants: Mapping[str, object]) -> None:
        """`form`: "esm" or "iife". `constants`: global names that the build fills in, as JSON."""
        super().__init__()
        self.root = root
        self.binary = find_esbuild(root)
        self.form = form
        self.constants = dict(constants)

    def unique(self) -> tuple[str, str]:
        """What, besides the source, the result depends on."""
        return self.form, json.dumps(self.constants, sort_keys=True)

    def input(self, _in: TextIO, out: TextIO, **about: Any) -> None:
        """Write the bundle of `about["source_path"]` to `out`; imports start there, so `_in` is not read."""
        self.run(about["source_path"], out)

    def run(self, source: str, out: TextIO, *more: str) -> None:
        """One run of the program; what it prints goes to `out`."""
        arguments = [
            str(self.binary),
            source,
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
            "--preserve-symlinks",
            f"--target={TARGET}",
            f"--format={self.form}",
            *(f"--external:{name}" for name in NOT_CARRIED),
            *(f"--define:{name}={json.dumps(value)}" for name, value in self.constants.items()),
            *more,
        ]
        # webassets runs str.format over each argument.
        arguments = [argument.replace("{", "{{").replace("}", "}}") for argument in arguments]
        # esbuild's hashes cover the sources' paths as seen from here: the same wherever the checkout is.
        self.subprocess(arguments, out, cwd=str(self.root.resolve()))


class SplitEsbuild(Esbuild):
    """The same, with a file of its own for whatever `import()` reads later.

    webassets knows one result for each bundle: that is the entry. The parts stand in `folder` under names
    that esbuild makes from their bytes; the entry names them, so its own hash covers them.
    """

    def __init__(self, root: Path, folder: Path, stem: str) -> None:
        """`stem`: what the parts' names begin with."""
        super().__init__(root, "esm", {})
        self.folder = folder
        self.stem = stem
        self.parts = Parts((), ())

    def input(self, _in: TextIO, out: TextIO, **about: Any) -> None:
        """Write the entry to `out` and the parts to the folder."""
        with tempfile.TemporaryDirectory() as name:
            made, account = Path(name, "made"), Path(name, "account.json")
            names = ["--entry-names=entry", f"--chunk-names={self.stem}-[name].[hash]"]
            to = [f"--outdir={made}", f"--metafile={account}"]
            self.run(about["source_path"], out, "--splitting", *names, *to)
            outputs = json.loads(account.read_text(encoding="utf-8"))["outputs"]
            self.parts = _parts({Path(path).name: output["imports"] for path, output in outputs.items()})
            for part in self.parts.all:
                (self.folder / part).write_bytes((made / part).read_bytes())
            out.write((made / ENTRY).read_text(encoding="utf-8"))


def _parts(imports: Mapping[str, list[dict[str, str]]]) -> Parts:
    """From esbuild's account: which file imports which others, and how."""
    at_start: set[str] = set()
    waiting = [ENTRY]
    while waiting:
        named = [each for each in imports[waiting.pop()] if each["kind"] == "import-statement"]
        needed = {Path(each["path"]).name for each in named}
        waiting += needed - at_start
        at_start |= needed
    return Parts(tuple(sorted(set(imports) - {ENTRY})), tuple(sorted(at_start)))


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
    return _build(root, out, source, output, Esbuild(root, form, constants or {}))


def split_bundle(root: Path, out: Path, source: str, output: str) -> tuple[str, Parts]:
    """The same for a module with `import()` in it: what is read later becomes a file of its own."""
    esbuild = SplitEsbuild(root, out, Path(output).name.partition(".")[0])
    return _build(root, out, source, output, esbuild), esbuild.parts


def _build(root: Path, out: Path, source: str, output: str, esbuild: Esbuild) -> str:
    if not (root / source).is_file():
        raise BuildError(f"The entry {source} is missing. Get it back from version control and build again.")
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
        str(root.resolve() / source),
        filters=esbuild,
        output=output,
        env=environment,
    )
    try:
        made.build(force=True, disable_cache=True)
    except FilterError as error:
        raise BuildError(f"{source} cannot be bundled: {error}") from error
    return Path(made.resolve_output(version=made.version)).name
