"""Draws the icon files of `webapp/pwa/icons` from `icon.svg`, in a browser. Run it after changing it:

    .venv/bin/python scripts/render_icons.py

The pictures are committed, so that neither a build nor a server needs a browser.
"""

import struct
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ICONS = Path(__file__).resolve().parents[1] / "webapp" / "pwa" / "icons"
GROUND = '<rect width="512" height="512" fill="#85450a"/>'
# name → (size, drawing's scale, corner radius of 512 or None for a transparent ground)
PICTURES: dict[str, tuple[int, float, int | None]] = {
    "icon-192.png": (192, 1.3, 112),
    "icon-512.png": (512, 1.3, 112),
    "icon-180.png": (180, 1.2, 0),  # iPhones round it themselves and show transparency as black.
    "maskable-512.png": (512, 1.0, 0),  # The system may cut anything outside the middle 80 %.
    "badge-96.png": (96, 1.7, None),  # Android shows only its shape, in one colour.
}


def drawing(scale: float, radius: int | None) -> str:
    """The SVG with its ground rounded, or gone, and its lines scaled about the middle."""
    ground = "" if radius is None else GROUND.replace("/>", f' rx="{radius}"/>')
    svg = (ICONS / "icon.svg").read_text(encoding="utf-8")
    head, lines = svg.split(GROUND)
    shift = 256 * (1 - scale)
    body = lines.replace("</svg>", "")
    return f'{head}{ground}<g transform="translate({shift} {shift}) scale({scale})">{body}</g></svg>'


def render(browser: Browser, svg: str, size: int) -> bytes:
    """`svg` as a PNG of `size` pixels."""
    page = browser.new_page(viewport={"width": size, "height": size})
    style = f"body{{margin:0}}svg{{display:block;width:{size}px;height:{size}px}}"
    page.set_content(f"<style>{style}</style>{svg}")
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


def as_ico(png: bytes, size: int) -> bytes:
    """One PNG in an ICO container."""
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), 22)
    return struct.pack("<HHH", 0, 1, 1) + entry + png


def main() -> None:
    """Draw all of them."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, (size, scale, radius) in PICTURES.items():
            (ICONS / name).write_bytes(render(browser, drawing(scale, radius), size))
        (ICONS / "favicon.ico").write_bytes(as_ico(render(browser, drawing(1.5, 112), 32), 32))
        browser.close()


if __name__ == "__main__":
    main()
