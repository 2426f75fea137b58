/**
 * Parts of the app that stand in files of their own and are read when they are wanted: a language, a group of screens. The service worker
 * keeps all of them from the first visit on, so that one which is missing with no signal means only that the first visit was cut short.
 */
import { Offline } from "../lib/errors.js";

/**
 * @template Part
 * @param {() => Promise<Part>} read  an `import()`; the browser itself reads each module once
 * @returns {Promise<Part>} rejects with `Offline`
 */
export async function readPart(read) {
  try {
    return await read();
  } catch (cause) {
    throw new Offline({ cause });
  }
}
