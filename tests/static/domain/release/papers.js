/** Releases to judge: a draft that may be signed, what is signed of it, and the content they are made with. */
import { readFileSync } from "node:fs";
import { composeDocument, newDraft, readReleases, templateFor } from "../../../../static/domain/release/index.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../../../../webapp/content/data/${name}.json`, import.meta.url), "utf8"));
export const rawContent = () => read("releases");
export const content = readReleases(rawContent());
export const PACK = read("jurisdiction-generic");
export const TODAY = "2026-11-25";
export const NOW = Date.parse("2026-11-25T15:00:00.000-05:00");
export const NEW_YORK = "America/New_York";

/** For housing, with one agency, until the end of February. */
export function draft(changes = {}) {
  const empty = newDraft({ participant: { name: "Maria R.", adult: true }, discloser: { name: "Harbor Peers" }, language: "en", zone: NEW_YORK });
  return {
    ...empty,
    recipient: { kind: "organisation", name: "Open Door Housing", address: "12 Elm St", contact: "" },
    categories: ["needs", "services"],
    purpose: { id: "housing", words: "" },
    expires: { kind: "date", date: "2027-02-28", event: "" },
    ...changes,
  };
}

/** For treatment, payment and operations, with a class of people, and no end. */
export const forCare = (changes = {}) =>
  draft({
    recipient: { kind: "class", name: "My treating providers", address: "", contact: "" },
    purpose: { id: "tpo", words: "" }, expires: { kind: "none", date: null, event: "" }, ...changes,
  });

export const documentOf = (terms) => composeDocument(terms, templateFor(content, { type: terms.type, language: terms.language }));

/** Members of the kind `release`, of these terms. */
export function signed(terms = draft(), changes = {}) {
  const at = "2026-11-25T10:00:00.000-05:00";
  return {
    document: documentOf(terms),
    hash: "A".repeat(43),
    signature: { how: "typed", name: "Maria R.", strokes: null, intent: content.intent.sign.en },
    events: [{ what: "read", at, sequence: 1 }, { what: "signed", at, sequence: 2 }],
    present: [{ name: "Riley", role: "specialist" }],
    known: "personally",
    teachBack: "understood",
    copy: null,
    electronic: { agreedAt: at, ability: "read it on this phone" },
    zone: NEW_YORK,
    signedAt: at,
    ...changes,
  };
}

/** As `deriveCase` gives it. */
export const release = (terms, { revocations = [], id = "r1", ...changes } = {}) => ({ ...signed(terms, changes), id, at: "2026-11-25T10:00:00.000-05:00", author: "a", sent: true, revocations });

/** What may go to Open Door today. */
export const request = (changes = {}) => ({ recipient: { name: "Open Door Housing" }, categories: ["needs"], from: TODAY, to: null, purpose: { id: "housing", words: "" }, ...changes });

export const codes = (found) => found.map(({ code }) => code);
