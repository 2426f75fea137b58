"""Fixtures of the browser tests. What is slow is made once; what a test may change is its own."""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.updates import Updated
from tests.browser.world import ROOT, Phone, Server, environment, launch, new_phone, run_command, running
from webapp.pwa.build import build_assets

HERE = Path(__file__).parent
PHONES = pytest.StashKey[list[Phone]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built app."""
    folder = tmp_path_factory.mktemp("assets")
    build_assets(folder)
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, assets: Path) -> Path:
    """A folder with a fresh demo agency: keys and a SQLCipher file. Copied, never changed."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    run_command(["demo", "make"], environment(folder, assets, 0))
    return folder


@pytest.fixture
def server(demo: Path, assets: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with an agency of its own."""
    with running(demo, assets, tmp_path / "server") as server:
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser; each phone is a profile of its own in it."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure shows what stood on every phone: from another machine there is little else to go by."""
    report = yield
    if report.when == "call" and report.failed:
        phones = item.stash.get(PHONES, None) or []
        for number, phone in enumerate(phones, start=1):
            report.sections.append((f"phone {number}", phone.as_read()))
    return report


@pytest.fixture
def make_phone(
    request: pytest.FixtureRequest, chromium: Browser, server: Server
) -> Iterator[Callable[..., Phone]]:
    """Makes as many phones as a story has people."""
    phones: list[Phone] = []
    request.node.stash[PHONES] = phones

    def make(**options: Any) -> Phone:
        phones.append(new_phone(chromium, server.origin, **options))
        return phones[-1]

    yield make
    for phone in phones:
        phone.close()


@pytest.fixture
def phone(make_phone: Callable[..., Phone]) -> Phone:
    """The phone of one person."""
    return make_phone()


@pytest.fixture
def own_server(demo: Path, assets: Path, tmp_path: Path) -> Iterator[Server]:
    """A server whose assets a test may build anew."""
    own = tmp_path / "assets"
    shutil.copytree(assets, own)
    with running(demo, own, tmp_path / "server") as server:
        yield server


@pytest.fixture
def new_version() -> Callable[[Path], None]:
    """What differs in the new build, done to a copy of the sources; a test may say something else."""

    def change(root: Path) -> None:
        with (root / "static/css/base.css").open("a", encoding="utf-8") as style:
            style.write("html { --another-build: 1; }\n")

    return change


@pytest.fixture
def updating(
    own_server: Server, chromium: Browser, tmp_path: Path, new_version: Callable[[Path], None]
) -> Iterator[Updated]:
    """A phone before the new build is there."""
    root = tmp_path / "checkout"
    for folder in ("static", "service_worker", "webapp/pwa", "webapp/content/data"):
        shutil.copytree(ROOT / folder, root / folder)
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    new_version(root)
    phone = new_phone(chromium, own_server.origin)
    yield Updated(phone, own_server, lambda folder: build_assets(folder, root).build)
    phone.close()


@pytest.fixture
def updated(updating: Updated) -> Updated:
    """A phone on which the new build waits."""
    updating.arrives()
    return updating
