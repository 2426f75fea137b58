/**
 * Which module draws which place of `routes.js`. What a member sees first, and what hiding shows, is read with the app; the others stand in
 * parts by who may open them, read with their words when somebody goes there or, for a member, a moment after unlocking: an open page goes
 * on working whatever becomes of the network.
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

/** @typedef {Exclude<import("../languages.js").Part, "first">} PartName */
/** What is said on them, in the language that is spoken now. @typedef {{has: (part: PartName) => boolean, learn: (part: PartName) => Promise<void>}} Words */

/** @type {Record<PartName, () => Promise<Part>>} */
const PARTS = { anyone: () => import("./anyone.js"), member: () => import("./member.js"), officer: () => import("./officer.js") };
/** @type {Screens} */
const FIRST = { rest, today, unlock };

/** One part for whoever works here: a supervisor may stand in for a specialist. @param {Named["open"]} open @returns {PartName} */
const partOf = (open) => (open === "caseworker" ? "member" : open);

/** @param {{words: Words, parts?: typeof PARTS, reaches?: () => Promise<boolean>, onRead?: (part: Part) => void}} options  reaches: does the server answer? */
export function createScreens({ words, parts = PARTS, reaches, onRead = () => undefined }) {
  /** @type {Partial<Record<PartName, Screens>>} */
  const known = {};

  /** @param {PartName} name @returns {Promise<Screens>} */
  async function read(name) {
    const [part] = await Promise.all([readPart(parts[name], reaches), words.learn(name)]);
    if (!known[name]) onRead(part);
    return (known[name] = part.screens);
  }

  /** At once where it and its words have been read. @param {Named} route @returns {Mount|Promise<Mount>} */
  function of({ name, open }) {
    const [part, first] = [partOf(open), FIRST[name]];
    if (first) return first;
    const screens = words.has(part) ? known[part] : undefined;
    return screens ? expectScreen(screens[name], name) : read(part).then((brought) => expectScreen(brought[name], name));
  }

  return {
    /** Reads them before anybody goes there. What cannot be read now is asked for again by `of`, whose failure is shown. @param {Named["open"]} open */
    prepare: (open) => read(partOf(open)).then(() => undefined, () => undefined),
    of,
  };
}

/** @param {Mount|undefined} mount @param {string} name */
function expectScreen(mount, name) {
  if (!mount) throw new TypeError(`expected a screen for ${name}`);
  return mount;
}
