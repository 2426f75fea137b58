"""Who may not, and where not: refused in one sentence, before anything is written. And what is written is for
its owner's eyes, under names that say nothing."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from agency_world import AgencyWorld, new_id
from record_keeper import LEAST_KDF, PASSPHRASE, Keeper, Writer

from webapp.records import folder, paper
from webapp.sealed.account import AgencyKeys
from webapp.sealed.jose import seal_direct
from webapp.sealed.keys import new_key_pair
from webapp.sealed.passphrases import new_salt
from webapp.sealed.strict import encode_base64url

OpenCase = Callable[..., Writer]
ROOT = Path(__file__).parents[3]


@pytest.fixture(name="case")
def written_case(open_case: OpenCase) -> Writer:
    writer = open_case()
    writer.participant()
    writer.session("A note.")
    assert set(writer.send()) == {"stored"}
    return writer


@pytest.mark.usefixtures("case")
def test_a_wrong_passphrase_opens_nothing(keeper: Keeper, kit: Path) -> None:
    said = keeper.refused(kit, passphrase="7k2mx-04qpa-9zt3h-vv8rc-1d5em")
    assert said == "The kit does not open: the passphrase is another one, or the file is damaged."


@pytest.mark.usefixtures("case")
def test_capitals_and_spaces_of_a_passphrase_do_not_matter(keeper: Keeper, kit: Path) -> None:
    """It was written down by hand; the app reads it so too."""
    done = keeper.run(kit, passphrase=f" {PASSPHRASE.upper().replace('-', ' - ')} ")
    assert done.exit_code == 0, done.output


def test_another_agencys_kit_opens_nothing(keeper: Keeper, world: AgencyWorld, case: Writer) -> None:
    others = AgencyKeys(new_key_pair(), new_key_pair())
    assert keeper.refused(keeper.kit_for(others, new_id())) == (
        "The kit belongs to an agency that is not in this database."
    )
    said = keeper.refused(keeper.kit_for(others, world.agency))
    assert said == "The kit is not this agency's: its certifying key is another one."
    half = AgencyKeys(world.certifying, new_key_pair())
    said = keeper.refused(keeper.kit_for(half, world.agency))
    assert said == "The kit is not this agency's: its records key is another one."
    whole = keeper.kit_for(AgencyKeys(world.certifying, world.records), world.agency)
    assert "another agency than the one you named" in keeper.refused(whole, "--agency", "Somebody Else")


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    "weaker", [{"memory": 8_192}, {"passes": 1}, {"name": "argon2i"}, {"memory": 2_097_152}]
)
def test_a_kit_that_asks_for_weaker_or_endless_derivation_is_refused(
    keeper: Keeper, world: AgencyWorld, weaker: dict[str, object]
) -> None:
    kit = keeper.folder / "weak.sotto"
    header = {"typ": "sotto-kit", "v": 1, "agency": world.agency, "salt": encode_base64url(new_salt())}
    kit.write_text(seal_direct({**header, "kdf": {**LEAST_KDF, **weaker}}, b"{}", bytes(32)), "ascii")
    assert keeper.refused(kit).startswith("The kit cannot be used (kdf")


def test_what_is_no_kit_is_refused(keeper: Keeper, kit: Path) -> None:
    (keeper.folder / "letter.txt").write_text("Dear Olive", "ascii")
    assert keeper.refused(keeper.folder / "letter.txt").startswith("The file is not a recovery kit")
    (keeper.folder / "picture.png").write_bytes(bytes(range(256)))
    assert "cannot be read as a recovery kit" in keeper.refused(keeper.folder / "picture.png")
    assert "cannot be read as a recovery kit" in keeper.refused(keeper.folder / "nowhere")


def test_nothing_that_is_there_is_written_over(keeper: Keeper, kit: Path) -> None:
    keeper.target.mkdir()
    (keeper.target / "mine.txt").write_text("Mine.")
    assert "is not empty" in keeper.refused(kit)
    (keeper.target / "mine.txt").unlink()
    assert keeper.run(kit).exit_code == 0
    assert "is not empty" in keeper.refused(kit)


def test_a_folder_that_nobody_made_is_not_guessed_at(keeper: Keeper, kit: Path) -> None:
    assert "There is no folder" in keeper.refused(kit, "--to", str(keeper.folder / "typo" / "export"))
    (keeper.folder / "link").symlink_to(keeper.folder)
    assert "is not a folder" in keeper.refused(kit, "--to", str(keeper.folder / "link"))


def test_an_export_that_breaks_off_leaves_nothing(
    keeper: Keeper, kit: Path, case: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of the writing."""
    write = folder.Folder.write

    def until_full(self: folder.Folder, name: str, content: bytes) -> None:
        if name.endswith(".pdf"):
            raise OSError(28, "No space left on device")
        write(self, name, content)

    monkeypatch.setattr(folder.Folder, "write", until_full)
    assert "No space left on device). Nothing was kept." in keeper.refused(kit)


def test_without_its_font_it_says_so_before_it_asks(
    keeper: Keeper, kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "FONTS", keeper.folder / "nowhere")
    assert "Run `make build` here first." in keeper.refused(kit)


@pytest.mark.usefixtures("case")
def test_only_its_owner_may_read_it_whatever_the_shell_allows(keeper: Keeper, kit: Path) -> None:
    before = os.umask(0)
    try:
        assert keeper.run(kit).exit_code == 0
    finally:
        os.umask(before)
    assert keeper.modes() == {("folder", 0o700), ("file", 0o600)}


def test_file_names_are_codes_or_ids_and_never_the_same(
    keeper: Keeper, kit: Path, open_case: OpenCase
) -> None:
    codes = ["RI-01", "RI-01", "../../etc/passwd", "Riley Quinn", "CON", "ЮЛ-07", "RI-01\n"]
    for code in codes:
        writer = open_case()
        writer.participant(code=code)
        assert set(writer.send()) == {"stored"}
    assert keeper.run(kit).exit_code == 0
    names = sorted(path.name for path in (keeper.target / "cases").iterdir())
    assert len(names) == 2 * len(codes) and {"RI-01.json", "RI-01.pdf"} <= set(names)
    report = keeper.json("report.json")
    vaults = {each["vault"]: each["file"].removeprefix("cases/") for each in report["vaults"]}
    assert set(vaults.values()) - {"RI-01"} <= vaults.keys() | {f"RI-01-{vault}" for vault in vaults}


def test_a_server_that_answers_phones_never_loads_it() -> None:
    code = (
        "import sys, webapp, webapp.application, webapp.serve\n"
        "loaded = {name for name in sys.modules if name.startswith(('webapp.records', 'fpdf', 'PIL'))}\n"
        "assert loaded == {'webapp.records', 'webapp.records.commands'}, loaded"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
