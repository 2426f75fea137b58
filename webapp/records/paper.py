"""A readable page: headings that are bookmarks, facts, texts, and words that warn. The PDF is fpdf2's.

Invariant: no sign of a text is dropped. One that the font lacks stands as ▯, and the last page says so.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from webapp.records.words import Words

FONTS = Path(__file__).parents[2] / "node_modules" / "dejavu-fonts-ttf" / "ttf"
FACES = {"": "DejaVuSansCondensed.ttf", "B": "DejaVuSansCondensed-Bold.ttf"}
MISSING = "▯"
_FONT = "sotto"
_INK, _GREY, _RULE, _WARN, _WARN_INK = (
    (28, 32, 38),
    (92, 99, 110),
    (208, 212, 218),
    (255, 244, 222),
    (110, 64, 0),
)
_LABEL_WIDTH = 52
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufe00-\ufe0f\ufeff\u00ad]")  # say nothing on paper
_TOTAL = "{nb}"


def fonts_missing() -> str | None:
    """A sentence when the font is not installed."""
    if all((FONTS / face).is_file() for face in FACES.values()):
        return None
    return f"The font of the readable pages is not installed in {FONTS}. Run `make build` here first."


class Paper:
    """One document."""

    def __init__(self, words: Words, made: datetime, mark: str) -> None:
        """`mark` stands at the foot of every page: a code or an id, never a name."""
        self.words = words
        self._pdf = _Pdf(words, mark)
        self._pdf.set_title("Sotto")  # file managers and search indexes show it: it says nothing
        self._pdf.set_lang(words.language)
        self._pdf.set_creation_date(made)
        self._pdf.add_page()

    def title(self, kind: str, title: str) -> None:
        """At the top of the first page."""
        self._write(kind, size=10, ink=_GREY)
        self._write(title, size=20, bold=True, line=9)
        self.gap(1)

    def heading(self, text: str, level: int = 0) -> None:
        """A heading, which is a bookmark too. It is not left alone at the foot of a page."""
        pdf = self._pdf
        if pdf.will_page_break(34 if level == 0 else 24):
            pdf.add_page()
        self.gap(5 if level == 0 else 2.5)
        if level == 0:
            pdf.set_draw_color(*_RULE)
            pdf.line(pdf.l_margin, pdf.get_y() - 1.5, pdf.w - pdf.r_margin, pdf.get_y() - 1.5)
        pdf.start_section(pdf.printable(text), level=min(level, pdf.next_level))
        pdf.next_level = level + 1
        self._write(text, size=(14, 11.5, 10.5)[min(level, 2)], bold=True, line=7 if level == 0 else 6)

    def facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Pairs of a label and what it says; a fact that says nothing is left out."""
        for label, value in facts:
            if value.strip():
                self._fact(label, value)
        self.gap(1)

    def text(self, text: str) -> None:
        """What a person wrote, whole."""
        pdf = self._pdf
        left = pdf.l_margin
        self.gap(0.8)
        pdf.set_left_margin(left + 4)
        self._write(text, size=10.5, line=5.6)
        pdf.set_left_margin(left)
        pdf.set_x(left)
        self.gap(1.5)

    def say(self, text: str) -> None:
        """Our own words."""
        self._write(text, size=9.5, line=5)

    def small(self, text: str) -> None:
        """Who, when, and other things that are not the point."""
        self._write(text, size=8.5, ink=_GREY, line=4.6)

    def warn(self, title: str, body: str = "") -> None:
        """Words on a coloured ground, so that nobody takes what follows for what it is not."""
        pdf = self._pdf
        self.gap(1)
        pdf.set_fill_color(*_WARN)
        pdf.set_text_color(*_WARN_INK)
        for text, style in ((title, "B"), (body, "")):
            if text:
                pdf.set_font(_FONT, style, 9.5)
                pdf.flow(0, 5, text, on_ground=True)
        self.gap(1.5)

    def gap(self, millimetres: float) -> None:
        """Some white."""
        self._pdf.ln(millimetres)

    def bytes(self) -> bytes:
        """The finished document."""
        if self._pdf.is_missing:
            self.gap(4)
            self.small(self.words("missing-signs"))
        self._pdf.is_finished = True
        made = bytes(self._pdf.output())
        self._pdf.close_fonts()
        return made

    def _fact(self, label: str, value: str) -> None:
        pdf = self._pdf
        if pdf.will_page_break(6):
            pdf.add_page()
        page, top = pdf.page, pdf.get_y()
        pdf.set_font(_FONT, "", 9)
        pdf.set_text_color(*_GREY)
        pdf.flow(_LABEL_WIDTH - 3, 5, label)
        after_label = (pdf.page, pdf.get_y())
        pdf.page = page
        pdf.set_xy(pdf.l_margin + _LABEL_WIDTH, top)
        pdf.set_font(_FONT, "", 9.5)
        pdf.set_text_color(*_INK)
        pdf.flow(0, 5, value)
        if (pdf.page, pdf.get_y()) < after_label:
            pdf.set_y(after_label[1])

    def _write(
        self, text: str, *, size: float, bold: bool = False, ink: tuple[int, int, int] = _INK, line: float = 5
    ) -> None:
        pdf = self._pdf
        pdf.set_font(_FONT, "B" if bold else "", size)
        pdf.set_text_color(*ink)
        pdf.flow(0, line, text)


class _Pdf(FPDF):
    """The page itself: its font, its foot, and which signs it can show."""

    def __init__(self, words: Words, mark: str) -> None:
        super().__init__(format="Letter")
        self.words = words
        self.is_missing = False
        self.is_finished = False
        self.next_level = 0
        for style, face in FACES.items():
            self.add_font(_FONT, style, FONTS / face)
        self._known = set(self.fonts[_FONT].cmap) & set(self.fonts[f"{_FONT}B"].cmap)  # type: ignore[union-attr]
        self._mark = self.printable(mark)
        self.set_margins(20, 18)
        self.set_auto_page_break(True, 20)
        self.str_alias_nb_pages = None  # type: ignore[assignment]  # a note may hold these very signs

    def footer(self) -> None:
        """A code or an id, and which page of how many."""
        self.str_alias_nb_pages = _TOTAL
        self.set_y(-14)
        self.set_font(_FONT, "", 8)
        self.set_text_color(*_GREY)
        self.cell(0, 5, self._mark, align="L")
        self.set_x(self.l_margin)
        self.cell(0, 5, self.words("page", n=self.page_no(), total=_TOTAL), align="R")
        if not self.is_finished:  # fpdf2 looks for the name of the total once more at the very end
            self.str_alias_nb_pages = None  # type: ignore[assignment]

    def close_fonts(self) -> None:
        """Give the font's files back: a large agency has thousands of documents."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def flow(self, width: float, line: float, text: str, *, on_ground: bool = False) -> None:
        """Text over as many lines and pages as it takes; the next thing begins below it, at the left."""
        self.multi_cell(
            width,
            line,
            self.printable(text),
            align="L",
            fill=on_ground,
            padding=(1, 3, 1, 3) if on_ground else 0,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def printable(self, text: str) -> str:
        """The text in signs that the font has."""
        plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", "    ")
        plain = re.sub("[\r\x0b\x0c\x85\u2028\u2029]", "\n", _INVISIBLE.sub("", plain))
        return "".join(map(self._sign, plain))

    def _sign(self, sign: str) -> str:
        if sign == "\n" or (ord(sign) in self._known and unicodedata.category(sign) != "Cc"):
            return sign
        self.is_missing = True
        return MISSING
