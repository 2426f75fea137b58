"""docs/losing-work.md is held to its word: every way to lose work, each with tests that are there."""

from tests.architecture.named_tests import ROOT, expect_there, named_in, table

TEXT = (ROOT / "docs/losing-work.md").read_text(encoding="utf-8")
WAYS = (
    "Storage evicted",
    "Quota full in mid-save",
    "Tab or browser killed in mid-save",
    "Lock or sign-out with unsynced work",
    "Session or device revoked with unsynced work",
    "Removed from a vault with unsynced work",
    "Server restored from an older backup",
    "One poison envelope in the queue",
    "App or schema update with unsynced work and with two tabs open",
    "Wrong clock",
    "Network cut in mid-batch",
    "Two devices, one account, same note",
    "`kill -9` of the browser in mid-batch",
    "`kill -9` of the server in mid-save and mid-batch",
)


def test_every_way_has_its_defence_its_tests_and_what_the_person_sees() -> None:
    rows = table(TEXT, "## The ways")
    assert tuple(row[0] for row in rows) == WAYS
    for way, defence, seen, tests in rows:
        assert defence and seen, way
        assert any(test for _, test in named_in(tests)), way


def test_every_way_is_really_done_in_a_browser_or_to_a_real_server() -> None:
    for row in table(TEXT, "## The ways"):
        files = [file for file, _ in named_in(row[3])]
        assert any(file.startswith(("tests/browser/", "tests/webapp/")) for file in files), row[0]


def test_every_test_that_is_named_is_there() -> None:
    for file, test in named_in(TEXT):
        expect_there(file, test)
