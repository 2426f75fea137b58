"""Settings: outside the demo nothing missing or weak is let through, and the sentence names the variable."""

from pathlib import Path

import pytest

from webapp.config import Secret, Settings, SettingsError

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0" * 2


def environment(folder: Path, **changes: str) -> dict[str, str]:
    """A complete production environment, with changes; an empty text is as good as absent."""
    return {
        "SOTTO_DATA": str(folder),
        "SOTTO_DATABASE_KEY": KEY,
        "SOTTO_SECRET_KEY": "forty characters, none of them repeated..",
        "SOTTO_RECEIPT_KEY_FILE": str(folder / "receipts.json"),
        "SOTTO_VAPID_KEY_FILE": str(folder / "vapid.json"),
        "SOTTO_CONTACT": "mailto:privacy@lantern.org",
        "SOTTO_ORIGIN": "https://sotto.lantern.org",
    } | changes


def test_a_complete_environment_is_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(environment(tmp_path))
    assert settings.database_key.reveal() == KEY
    assert settings.database_url == f"sqlite+pysqlcipher:///{tmp_path / 'sotto.db'}"
    assert settings.secure and not settings.demo and settings.proxies == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SOTTO_DATABASE_KEY", ""),
        ("SOTTO_DATABASE_KEY", "short"),
        ("SOTTO_DATABASE_KEY", "0" * 64),
        ("SOTTO_DATABASE_KEY", "z" * 64),
        ("SOTTO_SECRET_KEY", ""),
        ("SOTTO_SECRET_KEY", "secret"),
        ("SOTTO_SECRET_KEY", "a" * 64),
        ("SOTTO_RECEIPT_KEY_FILE", ""),
        ("SOTTO_VAPID_KEY_FILE", ""),
        ("SOTTO_CONTACT", ""),
        ("SOTTO_CONTACT", "mailto:me@example.com"),
        ("SOTTO_CONTACT", "mailto:me@localhost"),
        ("SOTTO_CONTACT", "https://sotto.invalid"),
        ("SOTTO_CONTACT", "me@lantern.org"),
        ("SOTTO_ORIGIN", ""),
        ("SOTTO_ORIGIN", "http://sotto.lantern.org"),
        ("SOTTO_ORIGIN", "http://localhost:8000"),
        ("SOTTO_ORIGIN", "https://sotto.lantern.org/app"),
        ("SOTTO_ORIGIN", "sotto.lantern.org"),
        ("SOTTO_DATABASE_URL", "sqlite:////tmp/plain.db"),
        ("SOTTO_DATABASE_URL", "sqlite+pysqlcipher://?mode=ro"),
        ("SOTTO_DATABASE_URL", "not an address"),
        ("SOTTO_DATABASE_URL", "oracle+nothing://somewhere/db"),
        ("SOTTO_DATABASE_URL", "postgresql+psycopg://somewhere:port/db"),
        ("SOTTO_DATABASE_URL", "sqlite+pysqlcipher:////proc/no/such/sotto.db"),
        ("SOTTO_RECEIPT_KEY_FILE", "/proc/no/such/receipts.json"),
        ("SOTTO_VAPID_KEY_FILE", __file__),
        ("SOTTO_LOG_FILE", "/proc/no/such/log"),
        ("SOTTO_PROXIES", "one"),
        ("SOTTO_DEMO", "yes"),
        ("SOTTO_PUSH_ALLOW_LOOPBACK", "true"),
    ],
)
def test_what_is_missing_or_weak_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        Settings.from_environment(environment(tmp_path, **{name: value}))
    # A secret that is refused does not end up in the terminal's history.
    assert len(value) < 9 or value not in str(caught.value)


def test_a_data_folder_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="SOTTO_DATA"):
        Settings.from_environment({"SOTTO_DEMO": "1", "SOTTO_DATA": str(tmp_path / "file")})


def test_the_keys_of_the_server_are_made_once_and_only_for_their_owner(tmp_path: Path) -> None:
    for _ in range(2):
        settings = Settings.from_environment(environment(tmp_path))
        keys = {path: path.read_text() for path in (settings.receipt_key_file, settings.vapid_key_file)}
    assert {path: path.read_text() for path in keys} == keys
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in keys)


def test_secrets_can_rest_in_files(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    changes = {"SOTTO_DATABASE_KEY": "", "SOTTO_DATABASE_KEY_FILE": str(tmp_path / "key")}
    assert Settings.from_environment(environment(tmp_path, **changes)).database_key.reveal() == KEY
    changes["SOTTO_DATABASE_KEY_FILE"] = str(tmp_path / "absent")
    with pytest.raises(SettingsError, match="SOTTO_DATABASE_KEY_FILE"):
        Settings.from_environment(environment(tmp_path, **changes))


def test_the_demo_makes_its_secrets_once_and_only_for_its_owner(tmp_path: Path) -> None:
    demo = {"SOTTO_DEMO": "1", "SOTTO_DATA": str(tmp_path / "var"), "PORT": "8123"}
    first, second = Settings.from_environment(demo), Settings.from_environment(demo)
    assert first.database_key.reveal() == second.database_key.reveal()
    assert first.database_key.reveal() != first.secret_key.reveal()
    assert first.origin == "http://localhost:8123" and not first.secure
    for name in ("database.key", "secret.key"):
        assert (tmp_path / "var" / name).stat().st_mode & 0o777 == 0o600


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret!r} {secret} {[secret]}"
    assert secret.reveal() == "hunter2"


def test_settings_do_not_show_their_secrets(tmp_path: Path) -> None:
    assert KEY not in repr(Settings.from_environment(environment(tmp_path)))


def test_postgresql_needs_no_database_key(tmp_path: Path) -> None:
    url = "postgresql+psycopg://sotto@db/sotto"
    changes = {"SOTTO_DATABASE_URL": url, "SOTTO_DATABASE_KEY": ""}
    assert Settings.from_environment(environment(tmp_path, **changes)).database_url == url
