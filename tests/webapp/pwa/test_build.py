"""What a build promises: names that follow the bytes, one id for one set of sources, a list that is whole."""

import gzip
import itertools
import json
import os
import re
from pathlib import Path

import pytest

from webapp.pwa.build import ICONS_OFFLINE, KEEP_OLD_SECONDS, ROOT, build_assets, read_brand, read_colours
from webapp.pwa.bundler import BuildError
from webapp.pwa.manifest import AssetManifest, NotBuilt, load_manifest


def test_a_changed_import_changes_the_name_of_the_bundle(
    built: AssetManifest, sources: Path, out: Path
) -> None:
    (sources / "static/lib/word.js").write_text('export const word = "second";\n', encoding="utf-8")
    again = build_assets(out, sources)

    assert again.files["app.js"] != built.files["app.js"]
    assert "second" in (out / again.files["app.js"]).read_text(encoding="utf-8")
    assert again.build != built.build


def test_a_changed_import_counts_even_when_its_time_stamp_is_old(
    built: AssetManifest, sources: Path, out: Path
) -> None:
    word = sources / "static/lib/word.js"
    word.write_text('export const word = "older";\n', encoding="utf-8")
    os.utime(word, (0, 0))

    assert build_assets(out, sources).files["app.js"] != built.files["app.js"]


def test_a_changed_style_import_changes_the_name_of_the_style_sheet(
    built: AssetManifest, sources: Path, out: Path
) -> None:
    tokens = sources / "static/css/tokens.css"
    tokens.write_text(tokens.read_text(encoding="utf-8").replace("#111111", "#222222"), encoding="utf-8")

    assert build_assets(out, sources).files["app.css"] != built.files["app.css"]


def test_the_same_sources_always_give_the_same_build(
    built: AssetManifest, sources: Path, tmp_path: Path
) -> None:
    assert build_assets(tmp_path / "elsewhere", sources) == built


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("service_worker/main.js", "self.skip(SOTTO_BUILD, SOTTO_PRECACHE, SOTTO_ICONS);\n"),
        ("webapp/content/data/scripts.json", '{"schema": 2}\n'),
        ("static/lib/brand.js", 'export const BRAND = "Other";\n'),
    ],
)
def test_whatever_the_app_is_made_of_is_in_the_build_id(
    built: AssetManifest, sources: Path, out: Path, path: str, text: str
) -> None:
    (sources / path).write_text(text, encoding="utf-8")

    assert build_assets(out, sources).build != built.build


def test_the_precache_list_is_exactly_what_the_app_needs_with_no_network(built: AssetManifest) -> None:
    names = ["app.css", "app.js", "kdf.js", "content-scripts.json", *ICONS_OFFLINE]

    parts = [f"/assets/{name}" for name in built.parts]
    assert built.precache == ["/", "/manifest.webmanifest", *(built.url(name) for name in names), *parts]


def test_what_is_read_later_is_a_file_of_its_own_and_what_is_shared_is_read_at_the_start(
    built: AssetManifest, out: Path
) -> None:
    texts = {name: (out / name).read_text(encoding="utf-8") for name in built.parts}

    assert "later on" not in (out / built.files["app.js"]).read_text(encoding="utf-8")
    assert [name.split(".")[0] for name, text in texts.items() if "later on" in text] == ["app-later"]
    assert built.at_start == [name for name, text in texts.items() if "shared " in text]


def test_every_part_that_any_file_names_is_among_the_parts(built: AssetManifest, out: Path) -> None:
    for name in (built.files["app.js"], *built.parts):
        named = re.findall(r"app-[\w-]+\.\w+\.js", (out / name).read_text(encoding="utf-8"))
        assert set(named) <= set(built.parts)


def test_a_change_in_what_is_read_later_changes_its_name_and_that_of_the_app(
    built: AssetManifest, sources: Path, out: Path
) -> None:
    (sources / "static/app/later.js").write_text('console.log("later still");\n', encoding="utf-8")
    again = build_assets(out, sources)

    assert again.files["app.js"] != built.files["app.js"]
    assert again.build != built.build
    assert not {name for name in built.parts if "later" in name} & set(again.parts)


def test_the_same_sources_elsewhere_give_the_same_build(
    built: AssetManifest, sources: Path, tmp_path: Path
) -> None:
    moved = sources.rename(tmp_path / "another place")

    assert build_assets(tmp_path / "elsewhere", moved) == built


def test_the_real_app_keeps_both_languages_apart_and_both_for_when_there_is_no_network(out: Path) -> None:
    real = build_assets(out)
    at_start = [real.files["app.js"], *real.at_start]
    for language, part in itertools.product(("en", "es"), ("first", "anyone", "member", "officer")):
        [catalogue] = [name for name in real.parts if name.startswith(f"app-{part}.{language}.")]
        assert f"/assets/{catalogue}" in real.precache
        assert catalogue not in at_start


def test_the_worker_carries_the_build_id_and_the_precache_list(built: AssetManifest, out: Path) -> None:
    worker = (out / "sw.js").read_text(encoding="utf-8")

    assert built.build in worker
    assert all(address in worker for address in built.precache)
    assert "SOTTO_" not in worker


def test_no_source_map_is_shipped(built: AssetManifest, out: Path) -> None:
    assert not list(out.glob("*.map*"))
    assert "sourceMappingURL" not in (out / built.files["app.js"]).read_text(encoding="utf-8")


def test_what_is_compressed_opens_to_the_same_bytes(built: AssetManifest, out: Path) -> None:
    compressed = list(out.glob("*.gz"))

    assert out / f"{built.files['app.js']}.gz" in compressed
    assert out / "sw.js.gz" in compressed
    for path in compressed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_the_web_manifest_is_neutral_and_names_icons_that_exist(built: AssetManifest, out: Path) -> None:
    members = json.loads((out / "manifest.webmanifest").read_text(encoding="utf-8"))

    assert members["name"] == members["short_name"] == "Quiet"
    assert members["background_color"] == "#faf8f5"
    assert {icon["purpose"] for icon in members["icons"]} == {"any", "maskable"}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in members["icons"]}
    for icon in members["icons"]:
        assert (out / Path(icon["src"]).name).is_file()
    for word in ("recovery", "mental", "health", "risk", "crisis", "peer"):
        assert word not in json.dumps(members).lower()


def test_a_page_of_the_build_before_still_finds_its_files(
    built: AssetManifest, sources: Path, out: Path
) -> None:
    (sources / "static/lib/word.js").write_text('export const word = "second";\n', encoding="utf-8")
    build_assets(out, sources)

    assert (out / built.files["app.js"]).is_file()


def test_files_of_long_gone_builds_are_removed(built: AssetManifest, sources: Path, out: Path) -> None:
    left = out / "app.0000000000000000.js"
    left.write_text("", encoding="utf-8")
    long_ago = left.stat().st_mtime - KEEP_OLD_SECONDS - 60
    for path in (left, out / built.files["app.js"], *(out / name for name in built.parts)):
        os.utime(path, (long_ago, long_ago))
    build_assets(out, sources)

    assert not left.exists()
    assert all((out / name).is_file() for name in (built.files["app.js"], *built.parts))


def test_a_missing_bundler_is_said_in_a_sentence(sources: Path, out: Path) -> None:
    (sources / "node_modules").unlink()

    with pytest.raises(BuildError, match=r"bundler is not installed.*make build"):
        build_assets(out, sources)


def test_a_mistake_in_the_source_names_the_entry(sources: Path, out: Path) -> None:
    (sources / "static/lib/word.js").write_text("export const word = ;", encoding="utf-8")

    with pytest.raises(BuildError, match=r"(?s)static/app/main\.js cannot be bundled.*word\.js"):
        build_assets(out, sources)


def test_a_failed_build_leaves_the_last_one_in_service(
    built: AssetManifest, sources: Path, out: Path
) -> None:
    (sources / "static/crypto/kdf_worker.js").unlink()

    with pytest.raises(BuildError, match="kdf_worker"):
        build_assets(out, sources)
    assert load_manifest(out) == built


def test_assets_that_were_never_built_are_said_so(out: Path) -> None:
    with pytest.raises(NotBuilt, match="make build"):
        load_manifest(out)


def test_the_brand_and_the_colours_are_read_from_their_one_home() -> None:
    assert read_brand((ROOT / "static/lib/brand.js").read_text(encoding="utf-8"))
    assert set(read_colours((ROOT / "static/css/tokens.css").read_text(encoding="utf-8"))) == {
        "light",
        "dark",
    }
    with pytest.raises(BuildError, match=r"brand\.js"):
        read_brand("export default 1;")
    with pytest.raises(BuildError, match=r"tokens\.css"):
        read_colours(":root {}")


def test_the_shell_speaks_both_languages() -> None:
    words = json.loads((ROOT / "webapp/pwa/words.json").read_text(encoding="utf-8"))

    assert set(words) == {"en", "es"}
    assert set(words["en"]) == set(words["es"])
