"""The agency, its server, and what two phones of one person will save: sealed and signed beforehand."""

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.agency_world import (
    AgencyWorld,
    ManualClock,
    Person,
    RawItem,
    TestVault,
    make_app,
    make_settings,
    new_id,
)
from tests.server_process import ServerProcess
from webapp.operations.verify import verify_everything
from webapp.sealed.items import GrantHeader, item_hash, parse_item
from webapp.sealed.keys import thumbprint
from webapp.storage import create_storage

VAULTS = 6
FOUND_ONE_IN = 25


@dataclass
class Ground:
    """A server that stands, and a file that tells the phones what to do."""

    world: AgencyWorld
    server: ServerProcess
    scenario: Path

    def in_database(self) -> tuple[list[str], list[str]]:
        """The hashes of all envelopes on the server, and what `flask verify` has against it."""
        storage = create_storage(self.world.app.extensions["settings"])
        report = verify_everything(storage, self.world.app.extensions["receipt_key"].public)
        with storage.engine.connect() as connection:
            rows = connection.exec_driver_sql("SELECT hash FROM envelopes").all()
        storage.close()
        return [row[0] for row in rows], [f"{each.where}: {each.what}" for each in report.problems]


def make_ground(folder: Path, *, saves: int, kills: int, seed: int) -> Ground:
    """Everything; the server listens."""
    clock = ManualClock()
    world = AgencyWorld(make_app(make_settings(folder), clock), clock)
    world.app.validate_response = False
    world.set_up()
    sam = world.join(Person("Sam Okoro", "specialist", "sam"))
    vaults = [world.founded(sam) for _ in range(VAULTS)]
    phones = _phones(sam, vaults, Random(seed), saves)
    world.storage.close()
    server = ServerProcess(world.app.extensions["settings"])
    origin = server.start()
    # The next start is at the same place.
    server.environment["PORT"] = origin.rpartition(":")[2]
    scenario = folder / "scenario.json"
    asked = {"seed": seed, "kills": kills, "origin": origin, "person": _person(world, sam), "phones": phones}
    asked["receiptKey"] = world.app.extensions["receipt_key"].public
    scenario.write_text(json.dumps(asked), encoding="utf-8")
    return Ground(world, server, scenario)


def _person(world: AgencyWorld, person: Person) -> dict[str, Any]:
    body = person.enrolment("", world.agency, world.certifying, world.records)
    row = {"member": person.member, "agency": world.agency, "salt": body["salt"], "kdf": body["kdf"]}
    # The engine opens neither; any sealed text will do for the key of the device.
    row |= {"account": body["account"], "deviceKey": body["account"], "pin": thumbprint(world.certifying)}
    return {"signInName": person.sign_in_name, "secret": person.secret, "row": row}


def _phones(person: Person, vaults: list[TestVault], chance: Random, saves: int) -> list[dict[str, Any]]:
    """The first phone is the one that founded the vaults and founds more; the other one only writes."""
    other = copy.deepcopy(person)
    other.device, other.prev = new_id(), None
    first = [_save(person, vaults, chance, may_found=True) for _ in range(saves // 2)]
    second = [_save(other, vaults, chance, may_found=False) for _ in range(saves - saves // 2)]
    return [{"device": person.device, "saves": first}, {"device": other.device, "saves": second}]


def _save(
    author: Person, vaults: list[TestVault], chance: Random, *, may_found: bool
) -> list[dict[str, Any]]:
    if may_found and chance.randrange(FOUND_ONE_IN) == 0:
        own = TestVault(vaults[0].world)
        return [_row(each) for each in (*own.founding(author), own.note(author))]
    vault = chance.choice(vaults)
    return [_row(vault.note(author, "x" * chance.randrange(40, 900))) for _ in range(chance.randint(1, 3))]


def _row(item: RawItem) -> dict[str, Any]:
    header = parse_item(item).header
    digest = item_hash(item["jwe"], item["sig"])
    is_note = not isinstance(header, GrantHeader)
    return {**item, "id": header.id, "vault": header.vault, "hash": digest, "isNote": is_note}
