/**
 * What a phone of mine handed in when it lost its access: opened here by the account's own key, and gone on with or given up.
 *
 * Nothing opened is kept outside the sealed drafts: a look lasts until the app is locked. The server forgets a draft only after it is one on this phone,
 * or after the person gave it up. One that cannot be gone on with yet (its record is not here, or lies with the officer) stays and is shown.
 */
import { Malformed, Refused } from "../../lib/errors.js";

const DRAFTS = "draft/";
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Fields of forms that hold words, not a choice. */
const WRITTEN = new Set(["name", "contact", "text", "words", "reason", "reasons", "setAside", "outcome", "toldReason", "who", "what", "by"]);
/** Kinds of drafts that a person began; anything else that lies under a draft's name is no work. */
const BEGUN = /^(note|noticed|preparation|form)\//;

/**
 * @typedef {{id: string, device: string, name: string, jwe: string, sig: string|null, at: string}} Piece
 * @typedef {{id: string, label: string, key: string|null}} LostPhone
 * @typedef {object} Returned
 * @property {string[]} ids  of the pieces that this is
 * @property {string} name  the draft's own @property {any} draft
 * @property {string} person  whom it is about, "" when that is not known here @property {string} text  what was written, "" when nothing was
 * @property {"open"|"waits"} state  waits: what it belongs to is not on this phone
 * @typedef {{device: string, label: string, drafts: Returned[], items: number, unreadable: number}} FromPhone  items: with the officer; unreadable: drafts that this account's key does not open
 *
 * @param {{protocol: {handedIn: (after: string|null) => Promise<{devices: LostPhone[], pieces: Piece[], more: boolean}>, forgetHandedIn: (ids: string[]) => Promise<unknown>},
 *   crypto: Pick<typeof import("../../crypto/index.js"), "importSecretKey"|"openDeviceKeyOfAccount"|"openLocal">, keyring: import("../../crypto/keyring.js").Keyring,
 *   repository: any, drafts: Pick<import("../casework/drafts.js").Drafts, "get"|"keep">}} parts
 */
export function createHandedIn({ protocol, crypto, keyring, repository, drafts }) {
  /** @type {FromPhone[]|null} */ let known = null;
  keyring.onLock(() => (known = null));

  async function fetchAll() {
    /** @type {Map<string, LostPhone>} */ const phones = new Map();
    /** @type {Piece[]} */ const pieces = [];
    for (let more = true; more; ) {
      const page = await protocol.handedIn(pieces.at(-1)?.id ?? null);
      for (const phone of page.devices) phones.set(phone.id, phone);
      pieces.push(...page.pieces);
      more = page.more && page.pieces.length > 0;
    }
    return { phones: [...phones.values()], pieces };
  }

  /** @param {LostPhone} phone @returns {Promise<CryptoKey|null>} */
  async function keyOf({ id, key }) {
    const raw = key && (await orNull(crypto.openDeviceKeyOfAccount(key, id, keyring.sealingPrivateKey())));
    return raw ? crypto.importSecretKey(raw) : null;
  }

  /** @param {Piece} piece @param {CryptoKey|null} key @returns {Promise<{name: string, value: any}|null>} */
  async function opened({ name, jwe }, key) {
    const record = key && (await orNull(crypto.openLocal(name, jwe, key)));
    if (!record) return null;
    // Before 0.1.0 a draft lay under its own name.
    return "value" in record && "name" in record ? record : { name: name.slice(DRAFTS.length), value: record };
  }

  /** @param {LostPhone} phone @param {Piece[]} pieces @returns {Promise<FromPhone>} */
  async function fromPhone(phone, pieces) {
    const own = pieces.filter(({ device }) => device === phone.id);
    const written = own.filter(({ name }) => name.startsWith(DRAFTS));
    const key = await keyOf(phone);
    /** The newest text of each; one that was written on while it was handed in is there twice. @type {Map<string, {ids: string[], value: any}>} */
    const byName = new Map();
    let unreadable = 0;
    for (const piece of written) {
      const record = await opened(piece, key);
      if (!record) unreadable += 1;
      else if (BEGUN.test(record.name)) {
        const before = byName.get(record.name);
        const isNewer = !before || Date.parse(record.value.keptAt) > Date.parse(before.value.keptAt);
        byName.set(record.name, { ids: [...(before?.ids ?? []), piece.id], value: isNewer ? record.value : before.value });
      }
    }
    const returned = await Promise.all([...byName].map(([name, { ids, value }]) => describe(name, ids, value)));
    const sorted = returned.sort((a, b) => Date.parse(b.draft.keptAt) - Date.parse(a.draft.keptAt));
    return { device: phone.id, label: phone.label, drafts: sorted, items: own.length - written.length, unreadable };
  }

  /** @param {string} name @param {string[]} ids @param {any} draft @returns {Promise<Returned>} */
  async function describe(name, ids, draft) {
    const [vault, session] = name.match(ID) ?? [];
    const state = vault ? await repository.state(vault) : null;
    const person = state?.participant?.name ?? state?.group?.name ?? "";
    return { ids, name, draft, person, text: textOf(draft), state: !state || hasPlace(state, session) ? "open" : "waits" };
  }

  async function look() {
    const { phones, pieces } = await fetchAll();
    const all = await Promise.all(phones.map((phone) => fromPhone(phone, pieces)));
    known = all.filter((each) => each.drafts.length + each.items + each.unreadable > 0);
    return known;
  }

  /** @param {string[]} ids */
  async function forget(ids) {
    await protocol.forgetHandedIn(ids);
    known = (known ?? []).map((each) => ({ ...each, drafts: each.drafts.filter((draft) => !ids.includes(draft.ids[0] ?? "")) })).filter((each) => each.drafts.length + each.items + each.unreadable > 0);
  }

  /** On this phone first; what is begun here already is never written over. @param {Returned} returned */
  async function goOn({ name, draft, ids, state }) {
    if (state === "waits") throw new Refused("not-found");
    const here = await drafts.get(name);
    if (here && !isSame(here, draft)) throw new Refused("draft-here");
    if (!here) await drafts.keep(name, draft);
    await forget(ids);
  }

  return {
    look,
    /** The last look, or the first one since the unlock. @returns {Promise<FromPhone[]>} */
    known: async () => known ?? look(),
    goOn,
    discard: (/** @type {Returned} */ { ids }) => forget(ids),
  };
}

/** @template T @param {Promise<T>} opening @returns {Promise<T|null>} */
async function orNull(opening) {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

/** Is there a place here where it is gone on with? @param {any} state @param {string|undefined} session */
function hasPlace({ kind, away, sessions }, session) {
  if (kind === "empty" || away) return false;
  return kind !== "case" || session === undefined || sessions.some((/** @type {any} */ each) => each.session === session);
}

/** @param {any} one @param {any} other */
function isSame({ keptAt: _one, ...one }, { keptAt: _other, ...other }) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a person wrote: of a note its text, of a form the words in it, wherever they stand. @param {any} draft @returns {string} */
function textOf({ text, value }) {
  return typeof text === "string" ? text : writtenIn(value).join("\n");
}

/** @param {any} value @returns {string[]} */
function writtenIn(value) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, each]) => (typeof each === "string" ? (WRITTEN.has(field) && each.trim() !== "" ? [each] : []) : writtenIn(each)));
}
