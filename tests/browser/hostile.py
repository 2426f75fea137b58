"""An agency in which all that can be named is named to do harm: people, codes, notes, numbers, the agency.

Made by the demo's own services from another list of people, so that every seal and signature is real.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from webapp import create_app
from webapp.config import Settings
from webapp.demo import service

MARKUP = '<img src=x onerror="window.hostile=1">'
HARM = {
    "markup": MARKUP,
    "script": '"><script>window.hostile=1</script>',
    "svg": "<svg/onload=window.hostile=1>",
    "template": "${window.hostile=1}{{window.hostile=1}}{name}$&",
    "address": "javascript:window.hostile=1",
    "turned": "Ana \u202egnp.esuoh\u2066 \u05d3\u05e0\u05d4",
    "long": "W" * 180,
    "nothing": "__proto__",
    "people": "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 12,
}
ALL = "\n".join(HARM.values())
NAMES = {
    "olive": "Olive <b>Marsh</b>",
    "dana": MARKUP,
    "luis": HARM["long"],
    "rosa": HARM["turned"],
    "sam": HARM["script"],
}
PHONES = {"rosa": "javascript:window.hostile=911", "sam": "+1 202-555-0167"}


def hostile_people() -> dict[str, Any]:
    """The demo's people, who sign in as ever, under other names."""
    people = service.read_people()
    people["agency"] = HARM["script"]
    for one in people["staff"]:
        one["name"] = NAMES[one["signInName"]]
    for entry in people["onCall"]:
        entry["phone"] = PHONES[entry["signInName"]]
    (model, *_) = people["participants"]
    session = model["sessions"][0]
    people["participants"] = [
        model
        | {
            "record": model["record"] | {"name": harm, "code": harm, "contact": ALL},
            "sessions": [session | {"note": ALL, "daysAgo": place + 2}],
        }
        for place, harm in enumerate(HARM.values())
    ]
    return people


def make_hostile(settings: dict[str, str], folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Where `flask demo make` puts the demo."""
    people = folder / "people.json"
    people.write_text(json.dumps(hostile_people()), encoding="utf-8")
    patch.setattr(service, "_PEOPLE", people)
    app = create_app(Settings.from_environment(settings))
    done = app.test_cli_runner().invoke(args=["demo", "make"])
    app.extensions["storage"].close()
    assert done.exit_code == 0, done.output
