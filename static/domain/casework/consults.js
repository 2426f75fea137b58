/**
 * Asking a supervisor, and answering: every step is a signed envelope in the consult's own vault.
 *
 * A request holds the least that is needed: the asker's own words, a case code if one is chosen, an excerpt only if one is chosen.
 * The header word `consult` on an envelope is what the server may act on (`webapp/sync/PROTOCOL.md` §6).
 */
import { Locked, Refused } from "../../lib/errors.js";
import { createMutex } from "../../lib/mutex.js";

/**
 * @param {{repository: any, notes: any, ids: {next(): string}, member: () => {id: string, role: string}|null}} parts
 */
export function createConsults({ repository, notes, ids, member }) {
  /** Two looks at once, or two touches, are one after the other: the second finds what the first wrote. */
  const turns = createMutex();

  /** @returns {Promise<any[]>} open ones first, the urgent and the oldest at the top */
  async function list() {
    const summaries = await repository.summaries();
    return summaries.filter((/** @type {any} */ summary) => summary.kind === "consult").sort(byNeed);
  }

  function me() {
    const current = member();
    if (!current) throw new Locked();
    return current;
  }

  /** A consult that is here and can be read. @param {string} vault */
  async function expectRequest(vault) {
    const state = await repository.state(vault);
    if (!state.request) throw new Refused("not-found");
    return state;
  }

  /** Opening is seeing: a supervisor's first look is recorded, so that the asker knows. @param {string} vault */
  async function open(vault) {
    const state = await repository.state(vault);
    const { id, role } = me();
    const isForMe = role === "supervisor" && state.kind === "consult" && state.request !== null && state.request.author !== id;
    if (!isForMe || state.seen.some((/** @type {any} */ look) => look.by === id)) return state;
    try {
      await repository.append(vault, { kind: "consult-seen", schema: 1 }, { after: [state.request.id], consult: { state: "seen" } });
    } catch (sightNotKept) {
      // Someone asks for help: it is read even when the phone has no room to write that it was.
      return { ...state, sightNotKept };
    }
    return repository.state(vault);
  }

  /**
   * The vault's id is chosen with the question about noticed words, so asking twice after a kill makes one consult.
   * @param {{cause: "words"|"worried"|"unsure", urgency: "now"|"soon", categories: string[], words: string, caseVault: string|null, excerpt: string, noticed?: any}} ask
   */
  async function ask({ cause, urgency, categories, words, caseVault, excerpt, noticed }) {
    const vault = noticed?.consult ?? ids.next();
    const known = await repository.vaultIds();
    if (!known.includes(vault)) {
      // A group has no code: its name is not shared in place of one.
      const caseCode = caseVault ? ((await repository.state(caseVault)).participant?.code ?? "") : "";
      const payload = { kind: "consult-request", schema: 1, cause, categories, urgency, words, caseCode, excerpt };
      const to = (await answering()).map(({ id }) => id);
      await repository.createVaultWith({ vault, to }, [[payload, { consult: { state: "asked", urgency } }]]);
    }
    if (noticed) await notes.settle(noticed, { decision: "consult", reason: words, consult: vault });
    return vault;
  }

  /** The supervisors who get a request of mine. @returns {Promise<import("../repository/directory.js").Member[]>} */
  async function answering() {
    const { members } = await repository.directory();
    const mine = me().id;
    return [...members.values()].filter((each) => each.role === "supervisor" && !each.ended && each.id !== mine);
  }

  /** Who would be woken, and who has working push. */
  async function supervisors() {
    const all = await answering();
    return { names: all.map(({ name }) => name), pushable: all.filter(({ reachable }) => reachable).map(({ name }) => name) };
  }

  /** @param {string} vault */
  async function take(vault) {
    const { request, takenBy } = await expectRequest(vault);
    if (takenBy.some((/** @type {any} */ each) => each.by === me().id)) return;
    await repository.append(vault, { kind: "consult-taken", schema: 1 }, { after: [request.id], consult: { state: "taken" } });
  }

  /** @param {string} vault @param {string} text @param {{raise?: boolean}} [options] */
  async function addWords(vault, text, { raise = false } = {}) {
    const { request } = await expectRequest(vault);
    const consult = raise ? { state: "asked", urgency: "now" } : undefined;
    await repository.append(vault, { kind: "consult-words", schema: 1, text }, { after: [request.id], consult });
  }

  /** @param {string} vault @param {object} answer */
  async function answer(vault, answer) {
    const { request } = await expectRequest(vault);
    await repository.append(vault, { kind: "consult-answer", schema: 1, ...answer }, { after: [request.id], consult: { state: "answered" } });
  }

  /** @param {string} vault @param {object} closing */
  async function close(vault, closing) {
    const { request } = await expectRequest(vault);
    await repository.append(vault, { kind: "consult-closed", schema: 1, ...closing }, { after: [request.id], consult: { state: "closed" } });
  }

  /** @template {any[]} Given @template Result @param {(...given: Given) => Promise<Result>} act */
  const inTurn = (act) => (/** @type {Given} */ ...given) => turns.run(() => act(...given));

  return { list, open: inTurn(open), ask: inTurn(ask), take: inTurn(take), addWords, answer, close, supervisors };
}

/** @param {any} a @param {any} b */
function byNeed(a, b) {
  const rank = (/** @type {any} */ each) => ({ closed: 2, answered: 1 })[/** @type {string} */ (each.state)] ?? 0;
  const settled = rank(a) - rank(b);
  const urgent = Number(b.urgency === "now") - Number(a.urgency === "now");
  const age = Date.parse(a.askedAt) - Date.parse(b.askedAt);
  return settled || (a.state === "closed" ? -age : urgent || age);
}
