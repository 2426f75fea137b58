/**
 * The repository: the one way into the sealed records and out of them.
 *
 * In: a payload is checked, sealed, signed and on the disk when `append` resolves. Out: every envelope is verified and opened, and what the screens
 * see is derived from them. Nothing that is here is dropped silently, and after `keyring.lock()` nothing opened is kept.
 */
import { createLocks } from "../../sync/locks.js";
import { createDirectory } from "./directory.js";
import { stateOf, summaryOf } from "./derive.js";
import { createEntries } from "./entries.js";
import { createGiving } from "./giving.js";
import { createSummaries } from "./summaries.js";
import { createVaultKeys } from "./vault_keys.js";
import { createWriting } from "./writing.js";

export { createDirectory };

const DRAFTS = "draft/";
/** Small things that this phone remembers and that nobody wrote: no drafts. */
const NOTED = "noted/";

/**
 * @typedef {typeof import("../../crypto/index.js")} All
 * @typedef {Pick<All, "createVerifier"|"itemHash"|"newVaultKey"|"openGrant"|"openLocal"|"readCertificate"|"readChain"|"readDescriptor"|"readHeader"|"receivedAt"|"sealEnvelope"|"sealGrant"|"sealLocal"|"thumbprint"|"validForSealing"|"validForSignature">} Crypto
 * @typedef {object} Parts
 * @property {import("../../store/store.js").Store} store
 * @property {import("../../crypto/keyring.js").Keyring} keyring
 * @property {Crypto} crypto  of `crypto/index.js`
 * @property {import("../../lib/clock.js").Clock} clock
 * @property {import("../../lib/ids.js").Ids} ids
 *
 * @typedef {object} Others
 * @property {Pick<import("../../sync/engine.js").Engine, "subscribe"|"nudge"|"confirm"|"state"> & {suspectAuthor?: import("../../sync/engine.js").Engine["suspectAuthor"]}} engine
 * @property {import("./directory.js").DirectoryReader} [directory]  the one that the engine has
 * @property {import("../../sync/locks.js").Locks} [locks]
 * @property {() => Promise<void>} [pause]  lets the screen breathe between slices of background work
 *
 * @typedef {import("./writing.js").Step} Step
 * @typedef {import("./writing.js").Options} Options
 * @typedef {{vaults: string[], directory: boolean}} Change
 */

const nextTask = () => /** @type {Promise<void>} */ (new Promise((resolve) => setTimeout(resolve)));

/** @param {Parts & Others} parts */
export function createRepository({ engine, ...parts }) {
  const { store, keyring, crypto, locks = createLocks(), pause = nextTask } = parts;
  const directory = parts.directory ?? createDirectory(parts);
  const verifier = crypto.createVerifier();
  const vaultKeys = createVaultKeys({ ...parts, directory, verifier });
  const entries = createEntries({ ...parts, directory, verifier, vaultKeys, pause, onForeign: engine.suspectAuthor });
  const writing = createWriting({ ...parts, directory, vaultKeys, entries, locks });
  const giving = createGiving({ ...parts, directory: { read: currentDirectory }, verifier, vaultKeys, entries, writing });
  /** @type {Set<(change: Change) => void>} */ const listeners = new Set();
  const tell = (/** @type {Change} */ change) => listeners.forEach((listener) => listener(change));
  const summaries = createSummaries({ ...parts, summarise, pause, isBusy: () => engine.state().phase === "reading", onMade: (vaults) => tell({ vaults, directory: false }) });
  engine.subscribe(({ vaults, directory: isNew }) => {
    if (vaults.length > 0 || isNew) tell({ vaults, directory: isNew });
  });

  /** @param {string} vault @param {{remember?: boolean}} [options] */
  async function state(vault, options) {
    const [opened, { members }] = await Promise.all([entries.open(vault, options), directory.read()]);
    return stateOf(opened, members, keyring.member, keyring.latestEpoch(vault) ?? 0);
  }

  /** Whose newest certificate has run out counts as ended: nothing can be sealed to them. */
  async function currentDirectory() {
    const known = await directory.read();
    const now = parts.clock.now();
    const isOver = (/** @type {import("./directory.js").Member} */ { ended, certificate }) => ended || !crypto.validForSealing(certificate, now);
    return { ...known, members: new Map([...known.members].map(([id, member]) => [id, { ...member, ended: isOver(member) }])) };
  }

  /** @param {string} vault */
  async function summarise(vault) {
    return summaryOf(await state(vault, { remember: false }));
  }

  /** @template T @param {string} vault @param {Promise<T>} writingIt */
  async function written(vault, writingIt) {
    const result = await writingIt;
    tell({ vaults: [vault], directory: false });
    engine.nudge([vault]);
    return result;
  }

  return {
    /** The verified directory as it stands now. @returns {Promise<import("./directory.js").Directory>} */
    directory: currentDirectory,
    /** @param {string} vault @param {Step[]} steps @returns {Promise<string[]>} ids, in order; durable, all or none */
    appendAll: (vault, steps) => written(vault, writing.appendAll(vault, steps)),
    /** @param {string} vault @param {any} payload @param {Options} [options] @returns {Promise<string>} its id; durable when it resolves */
    append: async (vault, payload, options) => /** @type {string} */ ((await written(vault, writing.appendAll(vault, [[payload, options]])))[0]),
    /** @param {{vault?: string, to: string[]}} whom @param {Step[]} steps @returns {Promise<string>} the vault's id */
    async createVaultWith(whom, steps) {
      const vault = whom.vault ?? parts.ids.next();
      return written(vault, writing.createVaultWith({ ...whom, vault }, steps));
    },
    /** @param {{to: string[]}} whom @returns {Promise<string>} */
    async createVault({ to }) {
      const vault = parts.ids.next();
      return written(vault, writing.createVaultWith({ vault, to }, []));
    },
    /** @param {string[]} vaults @param {import("./writing.js").Planned[]} planned  grants; durable when it resolves */
    async writeGrants(vaults, planned) {
      await writing.appendGrants(planned);
      engine.nudge(vaults);
    },
    /** @param {string} vault @param {import("./giving.js").HandingOver} handing  durable when it resolves, all or nothing */
    handOver: (vault, handing) => written(vault, giving.handOver(vault, handing)),
    /** Who else works with this record, as far as it can be proved. @param {string} vault @param {import("./giving.js").Item[]} told */
    othersIn: (vault, told) => giving.othersIn(vault, told),
    /** @param {string} vault @returns {Promise<import("./entries.js").Entry[]>} */
    open: (vault) => entries.open(vault),
    /** The derived record: `deriveCase` or `deriveConsult`, with its `kind`. @param {string} vault */
    state: (vault) => state(vault),
    /** @returns {Promise<string[]>} */
    vaultIds: async () => (await store.vaults()).map(({ vault }) => vault),
    summaries: summaries.list,
    summary: summaries.one,
    refreshSummaries: summaries.refresh,
    /** @param {(change: Change) => void} listener @returns {() => void} un-subscribes */
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    local: localRecords(parts),
    noted: notedRecords(parts),
    /** Verifies receipts that the service worker recorded. */
    confirmReceived: () => engine.confirm(),
  };
}

/** @typedef {ReturnType<typeof createRepository>} Repository */

/**
 * Drafts, sealed by the device key. On the disk each lies under a name that only this key can make out of its own (PROTOCOL.md §5), because "noticed",
 * "worried" or the id of a person would tell whoever finds the phone; its own name is inside.
 * @param {Parts} parts
 */
function localRecords({ store, keyring, crypto }) {
  const placeOf = async (/** @type {string} */ name) => DRAFTS + (await keyring.localName(name));

  /** @param {string} place @param {string} jwe */
  const open = (place, jwe) => crypto.openLocal(place, jwe, keyring.deviceKey());

  /** Before 0.1.0 a draft lay under its own name: it is kept, and put where it belongs. @param {string} place @param {string} jwe */
  async function openOrMove(place, jwe) {
    const opened = await open(place, jwe);
    if ("value" in opened) return opened;
    const moved = { name: place.slice(DRAFTS.length), value: opened };
    const newPlace = await placeOf(moved.name);
    await store.local.put(newPlace, await crypto.sealLocal(newPlace, moved, keyring.deviceKey()));
    await store.local.delete(place);
    return moved;
  }

  return {
    /** @param {string} name @returns {Promise<any|null>} */
    async get(name) {
      const place = await placeOf(name);
      const jwe = await store.local.get(place);
      return jwe === null ? null : (await open(place, jwe)).value;
    },
    /** @param {string} name @param {unknown} value */
    async put(name, value) {
      const place = await placeOf(name);
      await store.local.put(place, await crypto.sealLocal(place, { name, value }, keyring.deviceKey()));
    },
    /** @param {string} name */
    remove: async (name) => store.local.delete(await placeOf(name)),
    /** @returns {Promise<Array<{name: string, value: any}>>} */
    all: async () => Promise.all((await store.local.all(DRAFTS)).map(({ name, jwe }) => openOrMove(name, jwe))),
  };
}

/** The same seal, and a name that says as little; gone with the phone's store. @param {Parts} parts */
function notedRecords({ store, keyring, crypto }) {
  const placeOf = async (/** @type {string} */ name) => NOTED + (await keyring.localName(NOTED + name));
  return {
    /** @param {string} name @returns {Promise<any|null>} */
    async get(name) {
      const place = await placeOf(name);
      const jwe = await store.local.get(place);
      return jwe === null ? null : crypto.openLocal(place, jwe, keyring.deviceKey());
    },
    /** @param {string} name @param {unknown} value */
    async put(name, value) {
      const place = await placeOf(name);
      await store.local.put(place, await crypto.sealLocal(place, value, keyring.deviceKey()));
    },
  };
}
