/**
 * What may stand inside an envelope (`KINDS.md`): every payload is checked here on the way in and on the way out, by the same table.
 *
 * An unknown kind or a newer schema is "newer": kept and shown as written by a newer version, never dropped. What a known kind may not hold is
 * "invalid" and names its fields. Of `script-record` only the members at the top are checked here: what makes one believable is
 * `session/record.js`. What makes a release complete, or lets a disclosure go, is `release/` and `disclosure/`.
 */
import { isStamp } from "../lib/clock.js";
import { isDay } from "../lib/days.js";
import { Refused } from "../lib/errors.js";
import { isId } from "../lib/ids.js";

/**
 * @typedef {(value: any) => boolean} Check
 * @typedef {{fields: Record<string, Check>, open?: boolean, also?: (payload: any) => Record<string, string>}} Kind
 *   open: more members may follow; also: rules between fields, giving a word for each that is missing
 * @typedef {{status: "ok"|"newer"} | {status: "invalid", fields: Record<string, string>}} Verdict
 */

const LONGEST_TEXT = 100_000;
const LONGEST_NAME = 200;
const MOST = 1_000;
/** Whoever signs slowly, or with a hand that trembles, is not turned away for it. */
const MOST_POINTS = 10_000;
export const SCHEMA = 1;

/** @type {Check} */ const text = (value) => typeof value === "string" && value.length <= LONGEST_TEXT;
/** @type {Check} */ const words = (value) => text(value) && value.trim() !== "";
/** @type {Check} */ const name = (value) => words(value) && value.length <= LONGEST_NAME;
/** @type {Check} */ const bool = (value) => typeof value === "boolean";
/** @type {Check} */ const object = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {Check} */ const position = (value) => Number.isSafeInteger(value) && value >= 0;
const oneOf = (/** @type {string[]} */ ...values) => /** @type {Check} */ (value) => values.includes(value);
const orNull = (/** @type {Check} */ check) => /** @type {Check} */ (value) => value === null || check(value);
const optional = (/** @type {Check} */ check) => /** @type {Check} */ (value) => value === undefined || check(value);
const listOf = (/** @type {Check} */ check, least = 0, most = MOST) => /** @type {Check} */ (value) => Array.isArray(value) && value.length >= least && value.length <= most && value.every(check);
const shape = (/** @type {Record<string, Check>} */ fields) => /** @type {Check} */ (value) => object(value) && Object.keys(problems(value, fields, false)).length === 0;

const how = oneOf("in-person", "phone", "video", "group");
const language = oneOf("en", "es");
const urgency = oneOf("now", "soon");
const hit = shape({ term: text, category: text, level: oneOf("imminent", "concern"), start: position, end: position, words: text });
const step = shape({ who: words, what: words, by: words });
const unlessIs = (/** @type {string} */ field, /** @type {string} */ value, /** @type {string} */ reason) => (/** @type {any} */ payload) =>
  payload[field] !== value && !words(payload[reason]) ? { [reason]: "needed" } : {};

/** 32 bytes as base64url: the two bits left over are zero. */
const HASH = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
/** @type {Check} */ const hash = (value) => typeof value === "string" && HASH.test(value);
/** @type {Check} */ const number = (value) => Number.isFinite(value);
/** @type {Check} */ const details = (value) => object(value) && Object.values(value).every((each) => text(each) || bool(each));
const day = orNull(isDay);
const whose = oneOf("person", "organisation", "class");
const stated = shape({ name: text, authority: text });
const purpose = shape({ id: words, words: text });
const signature = shape({
  how: oneOf("typed", "drawn"), name: text, intent: text,
  strokes: orNull(listOf(listOf((point) => Array.isArray(point) && point.length === 3 && point.every(number), 1, MOST_POINTS))),
});
const terms = shape({
  type: oneOf("general", "counselling-notes", "legal"),
  participant: shape({ name: text, adult: bool }),
  discloser: shape({ name: text }),
  recipient: shape({ kind: whose, name: text, address: text, contact: text }),
  categories: listOf(words), details: text, from: day, to: day, past: bool, purpose,
  expires: shape({ kind: oneOf("date", "event", "none"), date: day, event: text }),
  representative: orNull(stated), language, zone: name,
});
const block = shape({
  kind: oneOf("heading", "text", "list", "fixed"), text: optional(text), items: optional(listOf(text)), plain: optional(text), states: optional(listOf(words)),
});
const releaseDocument = shape({ template: shape({ id: words, version: words, language }), title: words, blocks: listOf(block, 1), terms });

/** @param {any} payload @returns {Record<string, string>} */
const signedWhenItSaysSo = (payload) => (payload.mode === "signed" && payload.signature === null ? { signature: "needed" } : {});

/** @type {Record<string, Kind>} */
const KINDS = {
  participant: { fields: { name, code: name, language, adult: bool, archived: bool, contact: text } },
  group: { fields: { name, language, archived: optional(bool) } },
  session: { fields: { session: isId, how, startedAt: isStamp, members: optional(listOf(isId)) } },
  "script-record": {
    fields: { session: isId, how, privacy: object, script: object, teachBack: object, outcome: words, reason: optional(orNull(text)), offerAgain: bool },
    open: true,
  },
  note: { fields: { session: isId, text: words } },
  amendment: { fields: { note: isId, text: words, reason: text } },
  "risk-flag": {
    fields: { session: isId, note: isId, lexicon: text, hits: listOf(hit), decision: oneOf("consult", "handled", "not-a-risk"), reason: text, consult: orNull(isId) },
    also: unlessIs("decision", "consult", "reason"),
  },
  release: {
    fields: {
      document: releaseDocument, hash, signature, events: listOf(shape({ what: words, at: isStamp, sequence: position })), present: listOf(shape({ name, role: words })),
      known: oneOf("personally", "id-seen", "code", "vouched"), teachBack: text, copy: orNull(shape({ how: words, at: isStamp })),
      electronic: shape({ agreedAt: isStamp, ability: words }), zone: name, signedAt: isStamp,
    },
  },
  "release-revoked": {
    fields: { release: isId, mode: oneOf("signed", "spoken"), by: name, witness: text, revokedAt: isStamp, signature: orNull(signature) },
    also: signedWhenItSaysSo,
  },
  disclosure: {
    fields: {
      basis: oneOf("consent", "emergency", "child-abuse", "premises-crime", "court-order", "audit", "to-participant"),
      release: orNull(shape({ id: isId, hash })), recipient: shape({ name, address: text, kind: whose }), purpose, categories: listOf(words),
      from: day, to: day, items: listOf(shape({ what: words, hash })), channel: oneOf("spoken", "print", "pdf", "share", "csv", "fhir"),
      notice: orNull(words), sharedAt: isStamp, zone: name, offline: bool, told: oneOf("yes", "no", "later"), toldReason: text, details, consult: orNull(isId),
    },
    also: unlessIs("told", "yes", "toldReason"),
  },
  "disclosure-corrected": { fields: { disclosure: isId, words } },
  "handed-over": { fields: { to: isId, keep: bool } },
  "session-end": { fields: { session: isId, endedAt: isStamp, how: oneOf("done", "declined") } },
  "consult-request": {
    fields: { cause: oneOf("words", "worried", "unsure"), categories: listOf(text), urgency, words: text, caseCode: text, excerpt: text },
  },
  "consult-words": { fields: { text: words } },
  "consult-seen": { fields: {} },
  "consult-taken": { fields: {} },
  "consult-answer": {
    fields: {
      decision: oneOf("go-on", "safety-steps", "refer", "report-together", "emergency"),
      reasons: words, setAside: words, steps: listOf(step, 1), debrief: oneOf("offered", "taken", "later"),
    },
  },
  "consult-closed": { fields: { outcome: words, told: oneOf("yes", "not-yet", "no"), toldReason: text }, also: unlessIs("told", "yes", "toldReason") },
};

/** @param {any} payload @returns {Verdict} */
export function checkPayload(payload) {
  if (!object(payload) || typeof payload.kind !== "string" || !Number.isSafeInteger(payload.schema)) return { status: "invalid", fields: { kind: "needed" } };
  const kind = Object.hasOwn(KINDS, payload.kind) ? KINDS[payload.kind] : undefined;
  if (!kind || payload.schema > SCHEMA) return { status: "newer" };
  const { kind: _kind, schema, ...members } = payload;
  const fields = { ...(schema === SCHEMA ? {} : { schema: "not-allowed" }), ...kind.also?.(payload), ...problems(members, kind.fields, kind.open ?? false) };
  return Object.keys(fields).length === 0 ? { status: "ok" } : { status: "invalid", fields };
}

/**
 * What this version may write: known kinds only, and nothing wrong in them.
 * @param {any} payload
 */
export function expectPayload(payload) {
  const verdict = checkPayload(payload);
  if (verdict.status === "newer") throw new Refused("payload-invalid", { fields: { kind: "unknown" } });
  if (verdict.status === "invalid") throw new Refused("payload-invalid", { fields: verdict.fields });
}

/**
 * @param {Record<string, any>} members @param {Record<string, Check>} fields @param {boolean} open
 * @returns {Record<string, string>} by field: "needed" when it is missing or empty, "not-allowed" otherwise
 */
function problems(members, fields, open) {
  /** @type {Record<string, string>} */ const found = {};
  for (const [field, check] of Object.entries(fields)) {
    if (!check(members[field])) found[field] = isEmpty(members[field]) ? "needed" : "not-allowed";
  }
  for (const member of Object.keys(members)) if (!open && !Object.hasOwn(fields, member)) found[member] = "not-allowed";
  return found;
}

/** @param {any} value */
function isEmpty(value) {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);
}
