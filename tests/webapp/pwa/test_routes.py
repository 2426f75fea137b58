"""What a browser gets: every precached address answers, and each answer is kept as long as it may be."""

import html
import json
import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from webapp.pwa.build import build_assets
from webapp.pwa.manifest import AssetManifest


def get(app: Flask, address: str, accept_encoding: str = "identity") -> TestResponse:
    """One request, read to its end."""
    return app.test_client().get(address, headers={"Accept-Encoding": accept_encoding}, buffered=True)


def test_every_precached_address_answers(app: Flask, built: AssetManifest) -> None:
    for address in built.precache:
        assert get(app, address).status_code == 200, address


def test_the_shell_names_its_build_its_worker_and_its_content(app: Flask, built: AssetManifest) -> None:
    response = get(app, "/")

    assert response.headers["Sotto-Build"] == built.build
    assert "Set-Cookie" not in response.headers
    assert f'data-build="{built.build}"' in response.text
    assert f'data-kdf-worker="{built.url("kdf.js")}"' in response.text
    content = re.search(r'data-content="([^"]*)"', response.text)
    assert content
    assert json.loads(html.unescape(content[1])) == {"scripts": built.url("content-scripts.json")}


def test_the_shell_asks_at_once_for_the_parts_that_the_app_begins_with(
    app: Flask, built: AssetManifest
) -> None:
    asked = re.findall(r'<link rel="modulepreload" href="([^"]*)">', get(app, "/").text)

    assert asked == built.preload_urls()
    assert asked


def test_the_shell_has_nothing_inline_and_a_neutral_title(app: Flask, built: AssetManifest) -> None:
    text = get(app, "/").text

    assert "<title>Quiet</title>" in text
    assert "<style" not in text
    assert "style=" not in text
    assert not re.search(r"\son\w+=", text)
    for script in re.findall(r"<script[^>]*>(.*?)</script>", text, re.S):
        assert script == ""


def test_the_shell_says_in_both_languages_that_it_needs_scripts(app: Flask, built: AssetManifest) -> None:
    text = get(app, "/").text

    assert re.search(r'<noscript>.*<p lang="en">.+</p>.*<p lang="es">.+</p>.*</noscript>', text, re.S)


def test_the_service_worker_may_speak_for_the_whole_site_and_is_never_kept(
    app: Flask, built: AssetManifest
) -> None:
    response = get(app, "/sw.js")

    assert response.headers["Service-Worker-Allowed"] == "/"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.mimetype == "text/javascript"


def test_a_hashed_file_may_be_kept_for_ever(app: Flask, built: AssetManifest) -> None:
    response = get(app, built.url("app.js"))

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.mimetype == "text/javascript"


def test_a_browser_that_takes_gzip_gets_it_and_others_do_not(app: Flask, built: AssetManifest) -> None:
    compressed = get(app, built.url("app.css"), "br, gzip")
    plain = get(app, built.url("app.css"))
    refused = get(app, built.url("app.css"), "gzip;q=0")

    assert compressed.headers["Content-Encoding"] == "gzip"
    assert compressed.mimetype == plain.mimetype == "text/css"
    assert "Content-Encoding" not in plain.headers
    assert "Content-Encoding" not in refused.headers
    assert all("Accept-Encoding" in response.headers["Vary"] for response in (compressed, plain))


@pytest.mark.parametrize("address", ["/favicon.ico", "/apple-touch-icon.png", "/manifest.webmanifest"])
def test_what_browsers_ask_for_by_a_name_of_their_own_is_there(
    app: Flask, built: AssetManifest, address: str
) -> None:
    assert get(app, address).status_code == 200


@pytest.mark.parametrize(
    "name", ["assets.json", "sw.js", "..%2fassets.json", "nothing.0.js", "app.js.gz", "x"]
)
def test_nothing_but_hashed_files_is_served_from_the_folder(
    app: Flask, built: AssetManifest, name: str
) -> None:
    assert get(app, f"/assets/{name}").status_code == 404


def test_a_new_build_is_served_without_a_new_start(
    app: Flask, built: AssetManifest, sources: Path, out: Path
) -> None:
    get(app, "/")
    (sources / "static/lib/word.js").write_text('export const word = "second";\n', encoding="utf-8")
    again = build_assets(out, sources)

    assert get(app, "/").headers["Sotto-Build"] == again.build


def test_before_the_first_build_the_shell_is_unavailable_and_not_an_error_page_of_ours(app: Flask) -> None:
    assert get(app, "/").status_code == 503


def test_a_build_of_another_version_of_the_server_is_no_build(
    app: Flask, built: AssetManifest, out: Path
) -> None:
    (out / "assets.json").write_text('{"build": "of another time"}', encoding="utf-8")
    assert get(app, "/").status_code == 503
