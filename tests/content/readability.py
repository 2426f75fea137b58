"""The one fixed readability tool of the project: textstat 0.7.4, offline.

textstat 0.7.4 imports `pkg_resources`, which setuptools has dropped since version 82, and asks it for one
thing: a stream of a file in a package. `_resource_stream` below gives the same bytes by
`importlib.resources`, so that the pinned tool loads unchanged. Version 0.7.13 downloads a dictionary on first
use and fails offline.
"""

import importlib
import importlib.resources
import importlib.util
import sys
import types
from typing import IO, Any

SPOKEN_DIGITS = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
}


def _resource_stream(package: str, name: str) -> IO[bytes]:
    return (importlib.resources.files(package) / name).open("rb")


def _load_textstat() -> Any:
    if "pkg_resources" in sys.modules or importlib.util.find_spec("pkg_resources"):
        return importlib.import_module("textstat").textstat
    resources = types.ModuleType("pkg_resources")
    resources.resource_stream = _resource_stream  # type: ignore[attr-defined]
    sys.modules["pkg_resources"] = resources
    try:
        return importlib.import_module("textstat").textstat
    finally:
        del sys.modules["pkg_resources"]


_textstat = _load_textstat()


def us_grade(english: str) -> float:
    """Flesch-Kincaid grade of the text as it is spoken, digit by digit."""
    _textstat.set_lang("en_US")
    return float(_textstat.flesch_kincaid_grade(spoken(english, "en")))


def fernandez_huerta(spanish: str) -> float:
    """Fernández-Huerta reading ease, higher is easier. A proxy only: Spanish needs a human reader."""
    _textstat.set_lang("es")
    return float(_textstat.fernandez_huerta(spoken(spanish, "es")))


def spoken(text: str, language: str) -> str:
    """Writes digits as words: 988 is said as three, and would otherwise count as one syllable."""
    words = SPOKEN_DIGITS[language]
    return "".join(f" {words[int(sign)]}" if sign.isdigit() else sign for sign in text)
