/** A release that somebody signed, and the words of the app, for tests of what leaves. */
import { readFileSync } from "node:fs";
import { composeDocument, newDraft, templateFor } from "../../../../static/domain/release/index.js";
import { createTranslator } from "../../../../static/lib/i18n.js";
import en from "../../../../static/locales/en.js";
import es from "../../../../static/locales/es.js";

export const content = JSON.parse(readFileSync(new URL("../../../../webapp/content/data/releases.json", import.meta.url), "utf8"));

/** @param {"en"|"es"} [language] */
export const words = (language = "en") => createTranslator({ catalogues: { en, es }, language, strict: true, timeZone: "UTC", clock: () => Date.parse("2026-11-25T12:00:00Z") });

/** @param {object} [change]  of its terms @returns {any} */
export function release(change = {}) {
  const known = { participant: { name: "Iris", adult: true }, discloser: { name: "Lantern Street" }, language: "en", zone: "America/New_York" };
  const terms = {
    ...newDraft(known), recipient: { kind: /** @type {const} */ ("organisation"), name: "Harbor Housing", address: "12 Elm Street", contact: "" }, categories: ["attendance", "needs"],
    past: true, purpose: { id: "housing", words: "" }, expires: { kind: /** @type {const} */ ("date"), date: "2027-03-01", event: "" }, ...change,
  };
  const document = composeDocument(terms, templateFor(content, { type: "general", language: "en" }));
  return { id: "r1", document, hash: "H".repeat(43), signedAt: "2026-11-20T10:00:00.000-05:00", zone: "America/New_York", revocations: [], signature: { how: "typed", name: "Iris", strokes: null, intent: "Yes" } };
}
