"""Somebody with the agency's recovery kit at a machine without a network, and people who write records."""

import json
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from agency_world import AgencyWorld, Person, RawItem, TestVault, new_id
from click.testing import Result
from flask_openapi3.openapi import OpenAPI
from pypdf import PdfReader

from webapp.sealed.account import AgencyKeys, seal_kit
from webapp.sealed.items import item_hash
from webapp.sealed.passphrases import Kdf, new_salt
from webapp.sealed.seal import seal_envelope
from webapp.sealed.strict import write_time

PASSPHRASE = "7k2mx-04qpa-9zt3h-vv8rc-1d5en"
LEAST_KDF: Kdf = {"name": "argon2id", "memory": 19_456, "passes": 2, "lanes": 1}

Payload = dict[str, Any]


@dataclass
class Keeper:
    """Whoever runs the export, with a terminal and a folder of their own."""

    app: OpenAPI
    folder: Path

    @property
    def target(self) -> Path:
        return self.folder / "export"

    def kit_for(self, keys: AgencyKeys, agency: str, kdf: Kdf = LEAST_KDF) -> Path:
        """A kit's file."""
        path = self.folder / "kit.sotto"
        path.write_text(seal_kit(keys, agency, PASSPHRASE, new_salt(), kdf) + "\n", encoding="ascii")
        return path

    def run(self, kit: Path, *options: str, passphrase: str = PASSPHRASE) -> Result:
        """`flask records export`, with the passphrase on standard input."""
        arguments = ["records", "export", "--kit", str(kit), "--to", str(self.target), *options]
        done = self.app.test_cli_runner().invoke(args=arguments, input=f"{passphrase}\n")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception  # a traceback is no answer to anybody
        return done

    def refused(self, kit: Path, *options: str, passphrase: str = PASSPHRASE) -> str:
        """A run that is refused with one sentence, writes nothing and says no secret; the sentence."""
        before = sorted(self.folder.rglob("*"))
        done = self.run(kit, *options, passphrase=passphrase)
        assert done.exit_code == 1 and isinstance(done.exception, SystemExit), done.output
        assert sorted(self.folder.rglob("*")) == before
        assert passphrase not in done.output
        return done.output.splitlines()[-1].removeprefix("Error: ")

    def json(self, name: str) -> Any:
        """One of the written documents."""
        return json.loads((self.target / name).read_text(encoding="utf-8"))

    def only(self, kind: str) -> str:
        """The name, without its ending, of the only thing of a kind."""
        (found,) = (self.target / kind).glob("*.json")
        return f"{kind}/{found.stem}"

    def reads(self, name: str) -> str:
        """The words of a PDF on one line."""
        pages = PdfReader(BytesIO((self.target / name).read_bytes())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def modes(self) -> set[tuple[str, int]]:
        """Who may do what with folders and with files."""
        everything = [self.target, *self.target.rglob("*")]
        return {
            ("folder" if path.is_dir() else "file", stat.S_IMODE(path.stat().st_mode)) for path in everything
        }


@dataclass
class Writer:
    """A person who writes into one vault, as their phone would."""

    world: AgencyWorld
    person: Person
    vault: TestVault
    pending: list[RawItem] = field(default_factory=list)

    def write(
        self,
        payload: Mapping[str, Any],
        *after: str,
        at: str | None = None,
        consult: Mapping[str, str] | None = None,
        by: Person | None = None,
    ) -> str:
        """Seal and sign an envelope; its id. `send` hands it in."""
        author = by or self.person
        envelope = new_id()
        item = seal_envelope(
            {"schema": 1, **payload},
            vault_key=self.vault.key,
            signing=author.signing,
            id=envelope,
            vault=self.vault.id,
            epoch=self.vault.epoch,
            author=author.member,
            device=author.device,
            at=at or write_time(datetime.now(UTC)),
            after=after,
            prev=author.prev,
            consult=consult,
        )
        author.prev = item_hash(item["jwe"], item["sig"])
        self.pending.append(item)
        return envelope

    def send(self, by: Person | None = None) -> list[str]:
        """Hand in what was written; how each fared."""
        client = self.world.client(by or self.person)
        statuses = client.statuses(self.pending)
        self.pending.clear()
        return statuses

    def participant(self, *after: str, **changes: Any) -> str:
        """Who it is about."""
        record = {
            "kind": "participant",
            "name": "Riley",
            "code": "RI-01",
            "language": "en",
            "adult": True,
            "archived": False,
            "contact": "Text first, after 3 pm.",
        }
        return self.write({**record, **changes}, *after)

    def session(self, text: str, *, at: str = "2026-11-20T14:05:00.000-05:00") -> tuple[str, str]:
        """A session with its script and its note: (session, note)."""
        session = new_id()
        began = self.write({"kind": "session", "session": session, "how": "in-person", "startedAt": at})
        script = self.write(script_record(session, at), began)
        note = self.write({"kind": "note", "session": session, "text": text}, script)
        self.write({"kind": "session-end", "session": session, "endedAt": at, "how": "done"}, note)
        return session, note


def script_record(session: str, at: str, **changes: Any) -> Payload:
    """A script that was given and understood."""
    answer = {"private": "yes", "at": at}
    return {
        "kind": "script-record",
        "session": session,
        "how": "in-person",
        "privacy": {"mine": answer, "theirs": answer, "remedies": ["move"], "wentOnAnyway": False},
        "script": {
            "id": "limits",
            "version": "2026.11+generic",
            "hash": "h" * 43,
            "language": "en",
            "variant": "full",
            "shown": [{"card": "private", "at": at}],
            "aloud": False,
            "startedAt": at,
            "endedAt": at,
        },
        "teachBack": {"result": "understood"},
        "outcome": "understood",
        "offerAgain": False,
        **changes,
    }


def wrong_of(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The kinds of what is wrong, over all entries."""
    return [wrong["kind"] for entry in entries for wrong in entry["wrong"]]
