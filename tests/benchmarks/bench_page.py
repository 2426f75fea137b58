"""A page of our own for what is measured inside the browser without the app's screens: the real modules of
`static/`, bundled as the app is, from a small server on this machine.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.world import ROOT, Phone, new_phone
from webapp.pwa.bundler import bundle

HERE = Path("tests/benchmarks/pages")
LEXICON = ROOT / "webapp/content/data/lexicon.json"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A benchmark prints figures only."""


@contextmanager
def bench_page(browser: Browser, folder: Path) -> Iterator[Phone]:
    """A phone that has `pages/modules.js` open; its functions stand in `modules`."""
    folder.mkdir()
    name = bundle(ROOT, folder, str(HERE / "modules.js"), "modules.%(version)s.js")
    shutil.copy(LEXICON, folder / "lexicon.json")
    (folder / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><script type="module" src="/{name}"></script>',
        encoding="utf-8",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    phone = new_phone(browser, f"http://localhost:{server.server_address[1]}")
    try:
        phone.open()
        yield phone
    finally:
        phone.close()
        server.shutdown()
        server.server_close()
