/**
 * The document that a participant reads and signs, made of a draft and a template: the same two give the same document, and its text is what is hashed.
 *
 * Invariant: what is signed is this document as it was shown. It is stored whole and never composed again.
 */
import { canonical } from "../../lib/canonical.js";
import { isForCare } from "./vocabulary.js";

/**
 * @typedef {import("./vocabulary.js").ReleaseDraft} ReleaseDraft
 * @typedef {import("./content.js").Template} Template
 * @typedef {{kind: "heading"|"text"|"list"|"fixed", text?: string, items?: string[], plain?: string, states?: string[]}} Block
 *   plain: in easy words beside fixed legal wording; states: the elements that it states (`elements.js`)
 * @typedef {{template: {id: string, version: string, language: string}, title: string, blocks: Block[], terms: ReleaseDraft}} ReleaseDocument
 */

/** @param {ReleaseDraft} draft @param {Template} template  @returns {ReleaseDocument} */
export function composeDocument(draft, template) {
  const { id, version, language, title } = template;
  const facts = factsOf(draft);
  const words = wordsOf(draft, template);
  const blocks = template.blocks.filter(({ when }) => fits(when, facts)).map((block) => composed(block, draft, template, words));
  return { template: { id, version, language }, title, blocks, terms: structuredClone(draft) };
}

/** One text for one document; its SHA-256 is the release's `hash`. @param {ReleaseDocument} document */
export function documentText(document) {
  return canonical(document);
}

/** @param {ReleaseDraft} draft @returns {Record<string, string|boolean>} what a block's `when` may ask */
function factsOf(draft) {
  return {
    type: draft.type,
    care: isForCare(draft),
    past: draft.past,
    from: draft.from !== null,
    to: draft.to !== null,
    expires: draft.expires.kind,
    lastDay: draft.expires.date !== null,
    details: draft.details.trim() !== "",
    address: draft.recipient.address.trim() !== "",
    representative: draft.representative !== null,
  };
}

/** @param {Record<string, unknown>} when @param {Record<string, string|boolean>} facts */
function fits(when, facts) {
  return Object.entries(when).every(([facet, wanted]) => (Array.isArray(wanted) ? wanted.includes(facts[facet]) : wanted === facts[facet]));
}

/** @param {ReleaseDraft} draft @param {Template} template @returns {Record<string, string>} what stands in a text for `{name}` */
function wordsOf(draft, { language, purposes }) {
  const calendar = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const day = (/** @type {string|null} */ value) => (value === null ? "" : calendar.format(Date.parse(value)));
  const { id, words } = draft.purpose;
  return {
    participant: draft.participant.name.trim(),
    discloser: draft.discloser.name.trim(),
    recipient: draft.recipient.name.trim(),
    address: draft.recipient.address.trim(),
    details: draft.details.trim(),
    purpose: id === "other" ? words.trim() : [purposes[id], words.trim()].filter(Boolean).join(". "),
    from: day(draft.from),
    to: day(draft.to),
    lastDay: day(draft.expires.date),
    event: draft.expires.event.trim(),
    representative: draft.representative?.name.trim() ?? "",
    authority: draft.representative?.authority.trim() ?? "",
  };
}

/** @param {import("./content.js").TemplateBlock} block @param {ReleaseDraft} draft @param {Template} template @param {Record<string, string>} words @returns {Block} */
function composed({ kind, text, states }, draft, { categories, notice }, words) {
  const stated = states.length > 0 ? { states: [...states] } : {};
  if (kind === "list") return { kind, items: draft.categories.map((id) => categories[id] ?? id), ...stated };
  if (kind === "fixed") return { kind, text: notice.text, plain: notice.plain, ...stated };
  return { kind, text: filled(text, words), ...stated };
}

/** In one pass: what a person typed is never read as a place to fill. @param {string} text @param {Record<string, string>} words */
function filled(text, words) {
  return text.replace(/\{(\w+)\}/g, (_, name) => words[name] ?? "");
}
