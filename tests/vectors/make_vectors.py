"""Write `python/*.json` anew: `python -m tests.vectors.make_vectors [format…]`. What they mean: README.md."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.vectors import account_cases, item_cases, signed_cases
from tests.vectors.world import World

FORMATS: dict[str, Callable[[World], Iterator[dict[str, Any]]]] = {
    "envelope": item_cases.envelope_cases,
    "grant": item_cases.grant_cases,
    "receipts": signed_cases.receipts_cases,
    "certificate": signed_cases.certificate_cases,
    "descriptor": signed_cases.descriptor_cases,
    "succession": signed_cases.succession_cases,
    "account": account_cases.account_cases,
    "recovery": account_cases.recovery_cases,
    "recovered": account_cases.recovered_cases,
    "agency-keys": account_cases.agency_keys_cases,
    "kit": account_cases.kit_cases,
    "device-key": account_cases.device_key_cases,
    "account-device-key": account_cases.account_device_key_cases,
    "local": account_cases.local_cases,
    "passphrase": account_cases.passphrase_cases,
    "thumbprint": account_cases.thumbprint_cases,
}


def write_vectors(folder: Path, only: Sequence[str] = ()) -> None:
    world = World()
    for name, cases in FORMATS.items():
        if only and name not in only:
            continue
        content = {"format": name, "v": 1, "cases": list(cases(world))}
        text = json.dumps(content, ensure_ascii=True, indent=1)
        (folder / f"{name}.json").write_text(text + "\n", encoding="ascii")


if __name__ == "__main__":
    write_vectors(Path(__file__).parent / "python", sys.argv[1:])
