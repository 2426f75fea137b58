/**
 * The sync engine: one turn sends the queue, confirms what was received, reads what is new. It moves sealed bytes and needs no secret keys.
 *
 * One writer across tabs and the service worker (Web Lock "sotto-sync"). A failed request is the only proof of being offline. While someone looks at the page
 * it asks for changes every few seconds; after failures it waits longer each time. Nothing it meets makes it drop an item.
 */
import { Refused } from "../lib/errors.js";
import { once } from "../lib/once.js";
import { createBackoff } from "./backoff.js";
import { confirmReceived, suspectUnproved } from "./confirm.js";
import { pageEnvironment } from "./environment.js";
import { createFindings } from "./findings.js";
import { createLocks } from "./locks.js";
import { createObservers } from "./observers.js";
import { createProtocol } from "./protocol.js";
import { pullChanges } from "./pull.js";
import { pushQueue } from "./push.js";
import { createVerification } from "./verification.js";

/**
 * @typedef {object} Parts
 * @property {import("./transport.js").Transport} transport
 * @property {import("../store/store.js").Store} store
 * @property {{now(): number, stamp(): string}} clock
 * @property {import("./verification.js").VerifyRun} [verifyRun]  without it (in the service worker) only `push` works
 * @property {import("./verification.js").Directory} [directory]  `domain/repository` `createDirectory`
 * @property {import("./locks.js").Locks} [locks]
 * @property {(change: import("./observers.js").Change) => void} [onChange]
 * @property {() => Promise<boolean>} [onSignedOut]  renews the sign-in when it can; true: try again
 * @property {import("./leaving.js").Leaving} [leaving]  what to do when the access has ended; without it the queue is sent and kept
 * @property {() => void} [onNobody]  nobody is enrolled here, or not any more
 * @property {import("./environment.js").Environment} [environment]
 * @property {number} [pollMilliseconds]
 * @property {ReturnType<typeof createBackoff>} [backoff]
 */

/** @typedef {"active"|"waiting"|"ended"|null} Standing  null: nobody is enrolled on this device */

const LOCK = "sotto-sync";
const POLL_MILLISECONDS = 4_000;

/** @param {Parts} parts */
export function createEngine(parts) {
  const { transport, store, clock, verifyRun, directory, locks = createLocks(), onSignedOut, leaving, pollMilliseconds = POLL_MILLISECONDS } = parts;
  const backoff = parts.backoff ?? createBackoff();
  const protocol = createProtocol(transport);
  const verification = verifyRun && directory ? createVerification(verifyRun, directory) : null;
  const observers = createObservers(parts);
  const findings = createFindings({ store, protocol, clock });
  /** @type {Map<string, number>} */ let distrusted = new Map();
  /** @type {Set<string>} */ const sentAgain = new Set();
  let isOurs = false;
  /** @type {Promise<void>|null} the explicit or polled turn under way */ let turn = null;
  let isWantedAgain = false;
  /** @type {(() => void)|null} */ let cancelTimer = null;
  /** @type {(() => void)|null} */ let unhook = null;

  /** Is the sign-in that of the person whose store this is? @returns {Promise<Standing>} */
  async function standing() {
    const account = await store.account();
    if (!account) {
      isOurs = false;
      parts.onNobody?.();
      return null;
    }
    if (isOurs) return "active";
    const { signedIn } = await protocol.session();
    if (signedIn?.member !== account.member || signedIn.device !== account.device) {
      if (await leaving?.knock(account)) return "ended";
      throw new Refused("signed-out", { status: 401 });
    }
    isOurs = signedIn.state === "active";
    return signedIn.state;
  }

  /** Sends what waits. Rejects when the network or the server stops it. @returns {Promise<void>} */
  function push() {
    return inTurn(async () => {
      const state = await standing();
      if (state === "active") await send();
      if (state === "ended") await end();
      return state;
    });
  }

  /** The access has ended: hand in what is here, and be gone. */
  async function end() {
    if (!leaving) return send();
    const outcome = await leaving.run();
    await observers.leaving(outcome === "needs-unlock" ? outcome : null);
    if (outcome === "left") parts.onNobody?.();
  }

  async function send() {
    const { waiting } = await store.counts();
    if (waiting > 0) await observers.phase("sending");
    const vaults = await pushQueue({ store, protocol, onProgress: observers.refresh });
    if (vaults.size > 0) await observers.changed(vaults);
  }

  /** Moves what the server received into packs, by its receipts. */
  async function confirm() {
    if (!verification) return;
    const vaults = await confirmReceived({ store, verification, findings });
    if (vaults.size > 0) await observers.changed(vaults);
  }

  async function read() {
    if (!verification) return;
    /** @type {number|null} */ let version = null;
    let result;
    try {
      result = await pullChanges({ store, protocol, verification, findings, distrusted, onProgress: observers.progress });
      distrusted = result.distrusted;
      await suspectUnproved({ store, findings, sentAgain });
      version = await verification.directory.version();
    } finally {
      await findings.settle(version);
      await lookAtFindings();
    }
    await findings.report();
    if (result.vaults.size > 0 || result.directory) await observers.changed(result.vaults, result.directory);
  }

  /** Whom not to believe: what cannot be proved now, and what was found and nobody has set aside. */
  async function lookAtFindings() {
    observers.distrust([...new Set([...distrusted.keys(), ...(await findings.open())])]);
  }

  /** Reads what is new. @returns {Promise<void>} */
  function pull() {
    return inTurn(async () => {
      const state = await standing();
      if (state === "active") await read();
      return state;
    });
  }

  async function wholeTurn() {
    const state = await standing();
    if (state === "ended") await end();
    if (state !== "active") return state;
    await send();
    await confirm();
    await read();
    // Reading may have put back what the server lost: that goes in the same turn.
    const { waiting } = await store.counts();
    if (waiting > 0) await send();
    await confirm();
    return state;
  }

  /**
   * One at a time, with the sign-in renewed once when it ran out, and the outcome told.
   * @param {() => Promise<Standing>} work
   */
  async function inTurn(work) {
    try {
      const state = await locks.request(LOCK, () => withSignIn(work));
      backoff.reset();
      await observers.succeeded(state === "active" ? "idle" : "stopped", state === null ? null : clock.stamp());
    } catch (error) {
      isOurs = false;
      await observers.failed(error);
      throw error;
    }
  }

  /** @param {() => Promise<Standing>} work */
  async function withSignIn(work) {
    try {
      return await work();
    } catch (error) {
      const isSignedOut = error instanceof Refused && error.code === "signed-out";
      isOurs = false;
      if (!isSignedOut || !(await onSignedOut?.())) throw error;
      return work();
    }
  }

  /** A whole turn now; resolves when it is over, whether or not the server could be reached (see `state()`). @returns {Promise<void>} */
  function run() {
    if (turn) {
      isWantedAgain = true;
      return turn;
    }
    turn = inTurn(wholeTurn)
      .then(() => pollMilliseconds, (error) => retryAfter(error, backoff))
      .then((milliseconds) => {
        turn = null;
        if (unhook) schedule(isWantedAgain ? 0 : milliseconds);
        isWantedAgain = false;
      });
    return turn;
  }

  /** @param {number} milliseconds */
  function schedule(milliseconds) {
    cancelTimer?.();
    cancelTimer = environment().later(() => {
      if (milliseconds === 0 || environment().isWatched()) void run();
      else schedule(pollMilliseconds);
    }, milliseconds);
  }

  const environment = once(() => parts.environment ?? pageEnvironment());

  function start() {
    if (unhook) return;
    const hooks = [
      environment().onWake(() => environment().isWatched() && void run()),
      environment().onTold((message) => void observers.told(message)),
      observers.tellWith(environment().tell),
    ];
    unhook = () => hooks.forEach((each) => each());
    void inspect().then(run);
  }

  /** Is all that the store remembers still there? Damaged vaults are read again; lost work is said. */
  async function inspect() {
    await observers.recall();
    await lookAtFindings();
    const { lostFromQueue, damagedVaults } = await store.integrity();
    for (const vault of damagedVaults) await store.markVault(vault, { reread: true });
    await observers.lost(lostFromQueue);
  }

  function stop() {
    cancelTimer?.();
    unhook?.();
    unhook = null;
    void observers.phase("stopped");
  }

  return {
    push, pull, run, start, stop, inspect,
    confirm: () => locks.request(LOCK, confirm),
    /** Something was written: send it now. */
    nudge(/** @type {string[]} */ vaults = []) {
      observers.announce(vaults);
      void (unhook ? run() : observers.refresh());
    },
    suspectAuthor: findings.suspectAuthor,
    findings: store.findings,
    /** Its person has read it. @param {string} key */
    async setFindingAside(key) {
      await store.markFinding(key, { aside: true });
      await lookAtFindings();
      await observers.refresh();
    },
    state: observers.state,
    /** Reads the counts of the store afresh. @returns {Promise<void>} */
    refresh: observers.refresh,
    subscribe: observers.subscribe,
  };
}

/** @typedef {ReturnType<typeof createEngine>} Engine */

/** @param {unknown} error @param {ReturnType<typeof createBackoff>} backoff @returns {number} */
function retryAfter(error, backoff) {
  return backoff.next(error instanceof Refused ? error.retryAfter * 1000 : 0);
}
