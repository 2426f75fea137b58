/** Whether a disclosure is written down whole. Whether it may be made on a release is the gate's question (`release/gate.js`). */
import { isStamp } from "../../lib/clock.js";
import { isDay, isZone } from "../../lib/days.js";
import { BASES, BASIS, CHANNELS, fieldsOf, needsConsult } from "./bases.js";

/**
 * @typedef {object} Disclosure  payload of the kind `disclosure`
 * @property {import("./bases.js").BasisId} basis
 * @property {{id: string, hash: string}|null} release
 * @property {{name: string, address: string, kind: "person"|"organisation"|"class"}} recipient
 * @property {{id: string, words: string}} purpose
 * @property {string[]} categories
 * @property {string|null} from @property {string|null} to  days that the information is about
 * @property {Array<{what: string, hash: string}>} items
 * @property {string} channel
 * @property {string|null} notice  id and version of the §2.32 statement that went with it, e.g. "42-cfr-2.32-a-1/1.0.0"
 * @property {string} sharedAt @property {string} zone @property {boolean} offline
 * @property {"yes"|"no"|"later"} told @property {string} toldReason
 * @property {Record<string, any>} details
 * @property {string|null} consult
 *
 * @typedef {{field: string, code: "needed"|"not-allowed"}} Wrong
 */

const isEmpty = (/** @type {unknown} */ value) => typeof value !== "string" || value.trim() === "";
const FITS = { text: (/** @type {unknown} */ value) => !isEmpty(value), moment: isStamp, day: isDay };

/** @param {Disclosure} disclosure @returns {Wrong[]} empty when it is whole */
export function checkDisclosure(disclosure) {
  if (!BASES.includes(disclosure.basis)) return [{ field: "basis", code: "needed" }];
  return [...wrongInGeneral(disclosure), ...wrongInDetails(disclosure), ...wrongForBasis(disclosure)];
}

/** What every entry of the log has, whatever its basis. @param {Disclosure} disclosure @returns {Wrong[]} */
function wrongInGeneral({ recipient, purpose, channel, sharedAt, zone, told, toldReason }) {
  return needed({
    "recipient.name": isEmpty(recipient.name),
    "purpose.id": isEmpty(purpose.id),
    "purpose.words": purpose.id === "other" && isEmpty(purpose.words),
    channel: !CHANNELS.includes(channel),
    sharedAt: !isStamp(sharedAt),
    zone: !isZone(zone),
    told: !["yes", "no", "later"].includes(told),
    toldReason: told !== "yes" && isEmpty(toldReason),
  });
}

/** Exactly the fields of the rule: none missing, none besides. @param {Disclosure} disclosure @returns {Wrong[]} */
function wrongInDetails({ basis, details }) {
  const fields = fieldsOf(basis);
  const known = [...fields.map(({ field }) => field), ...(BASIS[basis].consult === "unless-imminent" ? ["imminent"] : [])];
  const lacking = fields.filter(({ field, required, type }) => (required || !isEmpty(details[field])) && !FITS[type](details[field]));
  const strays = Object.keys(details).filter((field) => !known.includes(field));
  return [
    ...lacking.map(({ field }) => /** @type {Wrong} */ ({ field: `details.${field}`, code: "needed" })),
    ...strays.map((field) => /** @type {Wrong} */ ({ field: `details.${field}`, code: "not-allowed" })),
  ];
}

/** @param {Disclosure} disclosure @returns {Wrong[]} */
function wrongForBasis({ basis, release, notice, categories, items, details, consult }) {
  const isConsent = basis === "consent";
  const goesAlone = !BASIS[basis].records;
  return [
    ...needed({
      release: isConsent && release === null,
      // 2.32(a): a statement goes with everything that is disclosed with consent.
      notice: isConsent && isEmpty(notice),
      categories: !goesAlone && categories.length === 0,
      consult: consult === null && needsConsult(basis, details),
    }),
    ...(release !== null && !isConsent ? [/** @type {Wrong} */ ({ field: "release", code: "not-allowed" })] : []),
    ...(goesAlone && items.length > 0 ? [/** @type {Wrong} */ ({ field: "items", code: "not-allowed" })] : []),
  ];
}

/** @param {Record<string, boolean>} found @returns {Wrong[]} */
function needed(found) {
  return Object.keys(found).filter((field) => found[field]).map((field) => ({ field, code: "needed" }));
}
