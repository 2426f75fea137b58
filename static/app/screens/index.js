/**
 * Which module draws which place of `routes.js`. What a member sees first, and what hiding shows, is read with the app; the others stand in
 * parts by who may open them, read when somebody goes there or, for a member, a moment after unlocking: an open page goes on working
 * whatever becomes of the network.
 */
import { mount as rest } from "../../views/rest/index.js";
import { mount as today } from "../../views/today/index.js";
import { mount as unlock } from "../../views/unlock/index.js";
import { readPart } from "../parts.js";

export { mount as helpScreen } from "../../views/help/index.js";

/** @typedef {import("../frame.js").Mount} Mount */
/** @typedef {Record<string, Mount>} Screens */
/** @typedef {Pick<import("../routes.js").Route, "name"|"open">} Named */

/** A part brings screens, and what only they use of the context. @typedef {{screens: Screens, context?: Record<string, (parts: any) => any>}} Part */

/** @type {Record<Named["open"], () => Promise<Part>>} */
const PARTS = { anyone: () => import("./anyone.js"), member: readMember, caseworker: readMember, officer: () => import("./officer.js") };


/** One part for whoever works here: a supervisor may stand in for a specialist. */
function readMember() {
  return import("./member.js");
}

/** @param {{parts?: typeof PARTS, reaches?: () => Promise<boolean>, onRead?: (part: Part) => void}} [options]  reaches: does the server answer? */
export function createScreens({ parts = PARTS, reaches, onRead = () => undefined } = {}) {
  /** @type {Screens} */
  let known = { rest, today, unlock };

  /** @param {Named["open"]} open */
  async function read(open) {
    const part = await readPart(parts[open], reaches);
    onRead(part);
    known = { ...known, ...part.screens };
  }

  return {
    /** Reads them before anybody goes there. What cannot be read now is asked for again by `of`, whose failure is shown. @param {Named["open"]} open */
    prepare: (open) => read(open).catch(() => undefined),
    /** At once where it has been read. @param {Named} route @returns {Mount|Promise<Mount>} */
    of: ({ name, open }) => known[name] ?? read(open).then(() => expectScreen(known[name], name)),
  };
}

/** @param {Mount|undefined} mount @param {string} name */
function expectScreen(mount, name) {
  if (!mount) throw new TypeError(`expected a screen for ${name}`);
  return mount;
}
