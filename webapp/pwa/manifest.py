"""What one build made: read by the routes, written by the build, as `assets.json` beside the files."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE_NAME = "assets.json"
CONTENT_PREFIX = "content-"


class NotBuilt(Exception):  # noqa: N818  # a state, said as a sentence
    """The assets are not there; the text says how to make them."""


def address(name: str) -> str:
    """Where a file with a hash in its name is served."""
    return f"/assets/{name}"


@dataclass(frozen=True)
class AssetManifest:
    """`files`: plain name → name with hash. `precache`: every address the app needs with no network.

    `parts`: what `app.js` is split into; `at_start`: those of them without which it cannot begin.
    """

    build: str
    brand: str
    colours: dict[str, str]
    noscript: dict[str, str]
    files: dict[str, str]
    parts: list[str]
    at_start: list[str]
    precache: list[str]

    def url(self, name: str) -> str:
        """The address of a file by its plain name."""
        return address(self.files[name])

    def preload_urls(self) -> list[str]:
        """What the browser may fetch while `app.js` is still on its way."""
        return [address(name) for name in self.at_start]

    def content_urls(self) -> dict[str, str]:
        """Name of each content file (`scripts`) → its address."""
        return {
            name.removeprefix(CONTENT_PREFIX).removesuffix(".json"): self.url(name)
            for name in sorted(self.files)
            if name.startswith(CONTENT_PREFIX)
        }

    def save(self, folder: Path) -> None:
        """Write it whole or not at all: whoever reads at the same moment sees the old one or this one."""
        fresh = folder / f"{FILE_NAME}.new"
        text = json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False)
        fresh.write_text(text + "\n", encoding="utf-8")
        fresh.replace(folder / FILE_NAME)


def load_manifest(folder: Path) -> AssetManifest:
    """The manifest in `folder`; raises `NotBuilt`."""
    try:
        return AssetManifest(**json.loads((folder / FILE_NAME).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NotBuilt(f"There are no assets in {folder}. Run `make build` first.") from error
    except (TypeError, ValueError) as error:
        raise NotBuilt(
            f"The assets in {folder} are of another version of the server. Run `make build` first."
        ) from error
