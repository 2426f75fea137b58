/** How a release stands, in a word with its sign. */
import { badge, row } from "../../components/index.js";
import { releaseState } from "../../domain/release/index.js";
import { labelsOf, untilOf } from "./facts.js";

const TONES = /** @type {const} */ ({ active: "done", "expires-soon": "waiting", expired: "plain", revoked: "attention" });

/** @param {any} release @param {import("../context.js").Context} context */
export function stateBadge(release, { i18n, now }) {
  const state = releaseState(release, now());
  return badge({ tone: TONES[state], label: i18n.t(`release.state.${state}`) });
}

/** May something still be shared under it? @param {any} release @param {import("../context.js").Context} context */
export const isInForce = (release, { now }) => ["active", "expires-soon"].includes(releaseState(release, now()));

/** One line of a list. @param {any} release @param {string} vault @param {import("../context.js").Context} context */
export function releaseRow(release, vault, context) {
  const { terms } = release.document;
  const { purposes } = labelsOf(context);
  return row({
    title: terms.recipient.name, detail: purposes[terms.purpose.id], meta: untilOf(terms, context.i18n), icon: "document",
    href: `#/people/${vault}/releases/${release.id}`, badge: stateBadge(release, context),
  });
}
