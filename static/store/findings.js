/**
 * What this phone found wrong with the server: ids, numbers and receipts, nothing that anybody wrote. Kept until it is set aside, and after that too, so
 * that the same thing is not told as new; bounded, so that a server which lies cannot fill the phone.
 */
import { STORES } from "./schema.js";
import { META } from "./meta.js";
import { write } from "./transactions.js";

/**
 * @typedef {"gap"|"fork"|"signature"|"other-envelope"|"gone-back"|"author"|"directory"|"directory-back"} FindingKind  PROTOCOL §4
 * @typedef {object} Found  one thing as it was found
 * @property {FindingKind} kind @property {string|null} vault @property {number|null} number
 * @property {string|null} held  the receipt that this phone held @property {string|null} found  what it was shown
 * @property {boolean} restored  the server had said that an older backup was restored
 * @typedef {Found & {key: string, at: string, reported: boolean, aside: boolean}} Finding  reported: the officer has it; aside: its person has read it
 */

const MOST = 200;
const RECEIPT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const MOST_CHARACTERS = 2_000;

/** @param {import("idb").IDBPDatabase} database */
export function createFindingStore(database) {
  /** @param {(all: Finding[]) => Finding[]} change */
  const rewrite = (change) =>
    write(database, [STORES.meta], async (transaction) => {
      const meta = transaction.objectStore(STORES.meta);
      const before = (await meta.get(META.findings)) ?? [];
      const after = change(before);
      if (after !== before) await meta.put(after, META.findings);
    });

  return {
    /** The oldest first. @returns {Promise<Finding[]>} */
    findings: async () => (await database.get(STORES.meta, META.findings)) ?? [],
    /** @param {Found[]} found @param {string} at */
    noteFindings: (found, at) => rewrite((all) => found.reduce((known, one) => noted(known, one, at), all)),
    /** @param {string} key @param {{reported?: boolean, aside?: boolean}} update */
    markFinding: (key, update) => rewrite((all) => all.map((one) => (one.key === key ? { ...one, ...update } : one))),
  };
}

/**
 * One line a kind and vault. It is new again when it was set aside and comes at another number, and when nothing explains any more what a restore explained.
 * @param {Finding[]} all @param {Found} found @param {string} at @returns {Finding[]}
 */
function noted(all, found, at) {
  const key = `${found.kind}/${found.vault ?? ""}`;
  const before = all.find((one) => one.key === key);
  const isNews = !before || (before.restored && !found.restored) || (before.aside && before.number !== found.number);
  if (!isNews) return all;
  const others = all.filter((one) => one !== before);
  const kept = others.length < MOST ? others : withoutOldest(others);
  const { kind, vault, number, restored } = found;
  return [...kept, { key, kind, vault, number, restored, held: receiptOrNull(found.held), found: receiptOrNull(found.found), at, reported: false, aside: false }];
}

/** What was read and reported makes room first. @param {Finding[]} all */
function withoutOldest(all) {
  const done = all.find(({ aside, reported }) => aside && reported) ?? all[0];
  return all.filter((one) => one !== done);
}

/** Only what has the form of a receipt is kept, whatever a server sends. @param {string|null} text */
function receiptOrNull(text) {
  return text !== null && text.length <= MOST_CHARACTERS && RECEIPT.test(text) ? text : null;
}
