/**
 * A document of blocks as a PDF, made on the device and nowhere else. Read only when somebody wants one: the library is larger than all the rest.
 *
 * Standard: PDF 1.3 with the reader's own Helvetica, so its letters are those of Windows-1252: all of English and Spanish, not all names. What it
 * cannot write is refused before anything is made, never replaced by another letter. Letter paper, 1 inch of margin.
 */
import { jsPDF } from "jspdf";
import { Refused } from "../lib/errors.js";

/**
 * @typedef {{kind: "heading"|"text"|"list"|"fixed", text?: string, items?: readonly string[], plain?: string}} Block  fixed: wording of the law, with what it means in plain words
 * @typedef {{title: string, language: "en"|"es", blocks: readonly Block[]}} Paper
 * @typedef {{size: number, style?: "normal"|"bold"|"italic", before?: number, indent?: number, mark?: string}} Look
 */

const PAGE = Object.freeze({ width: 612, height: 792, margin: 72 });
const LEADING = 1.4;
/** @type {Readonly<Record<"title"|"heading"|"text"|"item"|"fixed"|"plain", Look>>} */
const LOOKS = Object.freeze({
  title: { size: 18, style: "bold" },
  heading: { size: 13, style: "bold", before: 14 },
  text: { size: 11, before: 6 },
  item: { size: 11, before: 3, indent: 14, mark: "•" },
  plain: { size: 11, style: "italic", before: 6 },
  fixed: { size: 10, before: 6, indent: 14 },
});
const FOOT_SIZE = 9;
/** What Windows-1252 has besides Latin-1. */
const MORE_LETTERS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/** @param {string} text @returns {string} the letters that such a file cannot hold, each once */
export function unwritable(text) {
  const isWritten = (/** @type {string} */ letter) => /[\n\t\u0020-\u007e\u00a0-\u00ff]/.test(letter) || MORE_LETTERS.includes(letter);
  return [...new Set([...text.normalize("NFC")].filter((letter) => !isWritten(letter)))].join("");
}

/** @param {Paper} paper @returns {Array<{text: string, look: Look}>} every line of thought with its look, in order */
function linesOf({ title, blocks }) {
  const partsOf = (/** @type {Block} */ { kind, text = "", items = [], plain = "" }) => {
    if (kind === "list") return items.map((item) => ({ text: item, look: LOOKS.item }));
    return [...(plain ? [{ text: plain, look: LOOKS.plain }] : []), { text, look: LOOKS[kind] }];
  };
  const all = [{ text: title, look: LOOKS.title }, ...blocks.flatMap(partsOf)];
  return all.map(({ text, look }) => ({ text: text.normalize("NFC").replaceAll("\t", " "), look }));
}

/**
 * @param {Paper} paper
 * @returns {ArrayBuffer} rejects Refused `pdf-letters` where a letter cannot be written
 */
export function writePdf(paper) {
  const lines = linesOf(paper);
  if (lines.some(({ text }) => unwritable(text))) throw new Refused("pdf-letters");
  const pdf = new jsPDF({ unit: "pt", format: "letter" });
  pdf.setLanguage(paper.language === "es" ? "es" : "en-US");
  let y = PAGE.margin;

  /** @param {string} line @param {Look} look @param {boolean} isFirst */
  function write(line, { size, indent = 0, mark }, isFirst) {
    const height = size * LEADING;
    if (y + height > PAGE.height - PAGE.margin) {
      pdf.addPage();
      y = PAGE.margin;
    }
    y += height;
    if (mark && isFirst) pdf.text(mark, PAGE.margin, y);
    pdf.text(line, PAGE.margin + indent, y);
  }

  for (const { text, look } of lines) {
    pdf.setFont("helvetica", look.style ?? "normal");
    pdf.setFontSize(look.size);
    y += look.before ?? 0;
    const wrapped = /** @type {string[]} */ (pdf.splitTextToSize(text, PAGE.width - 2 * PAGE.margin - (look.indent ?? 0)));
    wrapped.forEach((line, index) => write(line, look, index === 0));
  }
  number(pdf);
  return pdf.output("arraybuffer");
}

/** A page that came loose can be put back, and one that is missing is missed. @param {jsPDF} pdf */
function number(pdf) {
  const count = pdf.getNumberOfPages();
  pdf.setFont("helvetica", "normal");
  pdf.setFontSize(FOOT_SIZE);
  for (let page = 1; page <= count; page += 1) {
    pdf.setPage(page);
    pdf.text(`${page} / ${count}`, PAGE.width - PAGE.margin, PAGE.height - PAGE.margin / 2, { align: "right" });
  }
}
