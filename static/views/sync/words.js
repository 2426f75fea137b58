/**
 * What the Sync screen calls what it shows. Pure: from the store's rows and counts to the keys of the catalogue.
 */
import { verdictOf } from "./verdict.js";

/** PROTOCOL.md §7, "Append, rule by rule": the closed list of codes with which the server refuses one item. */
export const REFUSALS = Object.freeze([
  "malformed", "too-large", "wrong-author", "bad-signature", "vault-unknown", "not-a-holder", "recipient-unknown",
  "records-grant-missing", "epoch-unknown", "consult-invalid", "id-taken",
]);

/**
 * The last part of `sync.reason.…` and `sync.todo.…` for one item in quarantine.
 * @param {{code?: string|null, state?: string}} item
 */
export function reasonOf({ code, state }) {
  if (state === "held" || code === "held") return "held";
  if (state === "kept") return "kept";
  return code && REFUSALS.includes(code) ? code : "unknown";
}

/** What another device wrote can only be sent by that device. @param {{state?: string}} item */
export const canRetry = ({ state }) => state !== "kept";

/**
 * What came of *Try now*, as a key: what stopped it, else where things stand.
 * @param {import("./verdict.js").Counts} state
 * @param {number} stuck
 * @returns {string}
 */
export function resultOf(state, stuck) {
  const { verdict } = verdictOf(state, stuck);
  if (["offline", "unanswered"].includes(state.phase) && verdict === "all-sent") return `sync.result.${state.phase}NothingWaits`;
  if (["offline", "unanswered", "signed-out", "stopped"].includes(state.phase)) return `sync.result.${state.phase}`;
  return `sync.result.${verdict}`;
}
