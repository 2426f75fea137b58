/**
 * The ways out. Whatever the way: the file is made, then the entry of the log is written, then it leaves. What cannot be made is not logged, and
 * what cannot be logged does not leave.
 */
import { html, nothing } from "lit-html";
import { button, notice } from "../../components/index.js";
import { csvOf } from "../../domain/disclosure/index.js";
import { sharedPaper } from "../paper.js";
import { rowsOf } from "./outgoing.js";

/** @typedef {"spoken"|"print"|"pdf"|"share"|"csv"} Way */
/** @typedef {{id: string, way: Way, document: import("./outgoing.js").Paper, result: "gone"|"cancelled"|"downloaded", corrected: boolean}} Left */

/** @param {import("../context.js").Context} context @returns {Way[]} on a phone without a share sheet that takes files there is one way less */
export function waysOf({ device }) {
  return ["spoken", "print", "pdf", ...(device.output.canGive() ? [/** @type {const} */ ("share")] : []), "csv"];
}

/**
 * @param {import("../context.js").Context} context
 * @param {{vault: string, way: Way, document: import("./outgoing.js").Paper, write: () => Promise<string>}} parts  write: the entry of the log; gives its id
 * @returns {Promise<Left>} rejects when nothing has left
 */
export async function leave(context, { vault, way, document, write }) {
  const { output } = context.device;
  const file = await fileOf(context, way, document);
  const id = await write();
  if (file && way !== "share") output.save(file);
  const given = file && way === "share" ? await output.give(file) : "shared";
  const result = given === "shared" ? "gone" : given;
  if (result === "gone") return { id, way, document, result, corrected: true };
  return { id, way, document, result, corrected: await correct(context, vault, id, result) };
}

/** @param {import("../context.js").Context} context @param {Way} way @param {import("./outgoing.js").Paper} document */
async function fileOf({ device, i18n: { t } }, way, document) {
  /** @type {Array<{heading: string, of: (row: {part: string, text: string}) => string}>} */
  const columns = [{ heading: t("share.csv.part"), of: ({ part }) => part }, { heading: t("share.csv.text"), of: ({ text }) => text }];
  if (way === "csv") return device.output.csvOf(csvOf(rowsOf(document), columns));
  return way === "pdf" || way === "share" ? device.output.pdfOf(document) : null;
}

/**
 * The log is never edited: what came of it stands beside the entry. Where that cannot be written, `leftWords` says so.
 * @param {import("../context.js").Context} context @param {string} vault @param {string} id @param {"cancelled"|"downloaded"} result
 * @returns {Promise<boolean>} is it written?
 */
async function correct({ releases, i18n }, vault, id, result) {
  try {
    await releases.correct(vault, id, i18n.t(`share.left.${result}.log`));
    return true;
  } catch {
    return false;
  }
}

/**
 * What has happened, in words; spoken and printed, the document itself.
 * @param {import("../context.js").Context} context @param {Left} left
 */
export function leftWords(context, { way, document, result, corrected }) {
  const { t, language } = context.i18n;
  const isPaper = way === "spoken" || way === "print";
  const words = result === "gone" ? way : result;
  return html`
    ${notice({ tone: result === "cancelled" ? "attention" : "done", title: t(`share.left.${words}`), body: t(`share.left.${words}.body`), announce: true })}
    ${corrected ? nothing : notice({ tone: "attention", title: t("share.left.notCorrected"), body: t("share.left.notCorrected.body"), announce: true })}
    ${way === "spoken" ? readAloud(context, document) : nothing}
    ${way === "print" ? button({ label: t("share.print"), kind: "quiet", icon: "document", onClick: context.device.output.print }) : nothing}
    ${isPaper ? sharedPaper({ ...document, language }) : nothing}`;
}

/**
 * The log is written and the button to print is on the screen: a browser that cannot print at this moment (it throws) must not make it look failed.
 * @param {import("../context.js").Context} context @param {Left|null} left @returns {boolean} did it print?
 */
export function printAtOnce({ device }, left) {
  if (left?.way !== "print") return false;
  try {
    device.output.print();
    return true;
  } catch {
    return false;
  }
}

/** By a voice of this phone, where there is one. @param {import("../context.js").Context} context @param {import("./outgoing.js").Paper} document */
function readAloud({ device: { speech }, i18n: { t } }, document) {
  if (!speech.available(document.language)) return nothing;
  const words = [document.title, ...rowsOf(document).map(({ text }) => text)].join(". ");
  return button({ label: t("share.readAloud"), kind: "quiet", icon: "speaker", onClick: () => void speech.read(words, document.language) });
}
