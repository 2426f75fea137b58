/** What is typed and ticked on the way to a signature, as it is kept; and the draft that it makes. Pure. */
import { newDraft } from "../../domain/release/index.js";

/** Made before the phone is handed over. In the order in which they are asked. */
export const BUILDING = Object.freeze(["kind", "who", "what", "when", "why", "until", "signer", "check", "hand"]);
/** Questions that the participant may answer anew, with the phone in their hand. */
const CORRECTABLE = BUILDING.filter((step) => step !== "check" && step !== "hand");
/** In the participant's hand. */
export const LENT = Object.freeze(["read", "own-words", "review", "electronic", "sign", "copy"]);
/** Who else may be there; each is named. */
export const OTHERS = Object.freeze(["interpreter", "supporter", "witness"]);

/** @typedef {ReturnType<typeof emptyValues>} Values */

export const emptyValues = () => ({
  type: "general", discloser: "",
  recipientKind: "", recipientName: "", recipientAddress: "", recipientContact: "",
  categories: /** @type {string[]} */ ([]), details: "", past: "", from: "", to: "",
  purpose: "", purposeWords: "",
  expires: "", expiresDate: "", expiresEvent: "",
  signer: "self", representative: "", authority: "",
  known: "", others: /** @type {string[]} */ ([]), interpreter: "", supporter: "", witness: "",
  language: "", version: "", large: false, teachBack: "", electronic: "", electronicAt: "",
  agreed: /** @type {string[]} */ ([]), name: "", strokes: /** @type {import("../../components/signature.js").Stroke[]} */ ([]),
  events: /** @type {Array<{what: string, at: string, sequence: number}>} */ ([]),
  /** As it was signed: from then on it stands still. */
  document: /** @type {any} */ (null), hash: "", intent: "", signedAt: "", copy: "", copyAt: "",
  /** How far the participant has come. */
  step: "",
});

/** What the document is made of: a change of one of them wants another yes. */
const TERMS = new Set(["type", "discloser", "recipientKind", "recipientName", "recipientAddress", "recipientContact", "categories", "details", "past", "from", "to",
  "purpose", "purposeWords", "expires", "expiresDate", "expiresEvent", "signer", "representative", "authority", "language"]);

/** What else changes with these fields. @param {Values} values @param {Record<string, unknown>} fields @returns {Partial<Values>} */
export function afterChange(values, fields) {
  if (!Object.keys(fields).some((name) => TERMS.has(name))) return {};
  return { agreed: [], step: LENT.indexOf(values.step) > LENT.indexOf("review") ? "review" : values.step };
}

/** @param {string} step @param {string} next @returns {string} the one that comes later */
export const reachedFurther = (step, next) => (LENT.indexOf(next) > LENT.indexOf(step) ? next : step);

/**
 * Where one stands: no further than one has come, and after the signature nothing is changed any more.
 * @param {Values} values @param {string|null} wanted  by the address @param {boolean} isLent
 */
export function stepAt({ step, signedAt }, wanted, isLent) {
  const asked = wanted ?? "";
  if (!isLent) return signedAt ? "hand" : BUILDING.includes(asked) ? asked : step ? "hand" : "kind";
  if (signedAt) return "copy";
  if (CORRECTABLE.includes(asked)) return asked;
  return LENT.includes(asked) && LENT.indexOf(asked) <= LENT.indexOf(step) ? asked : step || "read";
}

/** In order; a page that was come to from the check leads back to it. @param {string} at @param {{isLent: boolean, isChecked: boolean}} now @returns {string} */
export function stepAfter(at, { isLent, isChecked }) {
  if (LENT.includes(at)) return LENT[LENT.indexOf(at) + 1] ?? "copy";
  if (isLent) return "review";
  if (CORRECTABLE.includes(at) && isChecked) return "check";
  return BUILDING[BUILDING.indexOf(at) + 1] ?? "hand";
}

/**
 * @param {Values} values @param {{participant: any, language: string, zone: string}} about
 */
export function draftOf(values, { participant, language, zone }) {
  const { type, recipientKind, expires, signer } = values;
  const said = (/** @type {string} */ text) => text.trim();
  const draft = newDraft({ participant, discloser: { name: said(values.discloser) }, language: values.language || language, zone });
  return /** @type {import("../../domain/release/vocabulary.js").ReleaseDraft} */ ({
    ...draft, type,
    recipient: { kind: recipientKind || "organisation", name: said(values.recipientName), address: said(values.recipientAddress), contact: said(values.recipientContact) },
    categories: values.categories,
    details: said(values.details), from: values.from || null, to: values.to || null, past: values.past === "yes",
    purpose: { id: values.purpose, words: said(values.purposeWords) },
    expires: { kind: expires || "date", date: expires === "date" ? values.expiresDate || null : null, event: expires === "event" ? said(values.expiresEvent) : "" },
    representative: signer === "representative" ? { name: said(values.representative), authority: said(values.authority) } : null,
  });
}

/** @param {Values} values @param {{id?: string, name: string}|null} member  whose phone it is: always there */
export function presentOf(values, member) {
  const others = OTHERS.filter((role) => values.others.includes(role)).map((role) => ({ name: String(/** @type {any} */ (values)[role]).trim(), role }));
  return [{ name: member?.name ?? "", role: "specialist" }, ...others];
}

/** In order, and numbered: a clock that is set back cannot change what came first. @param {Values} values @param {string} what @param {string} at */
export function withEvent({ events }, what, at) {
  return [...events, { what, at, sequence: events.length + 1 }];
}

/** Counselling notes and legal proceedings have a document of their own: what must go with it goes with it. @param {Values} values @param {string} type */
export function termsOfType({ type: before, categories, purpose }, type) {
  if (type === before) return {};
  const ownCategories = type === "counselling-notes" ? ["counselling-notes"] : categories.filter((each) => each !== "counselling-notes");
  const ownPurpose = type === "legal" ? "legal" : purpose === "legal" ? "" : purpose;
  return { type, categories: ownCategories, purpose: ownPurpose };
}

/** The step that asks for a field of the draft. @param {string} field */
export function stepOfField(field) {
  const [first = ""] = field.split(".");
  return { type: "kind", discloser: "who", recipient: "who", categories: "what", details: "what", from: "when", to: "when", past: "when", purpose: "why", expires: "until" }[first] ?? "signer";
}
