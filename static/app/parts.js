/**
 * Parts of the app that stand in files of their own and are read when they are wanted: a language, a group of screens. The service worker
 * keeps all of them from the first visit on, so that one which is missing with no signal means only that the first visit was cut short. One that
 * is missing with signal, or does not run, is another matter: no waiting for signal brings it.
 */
import { Offline, Refused } from "../lib/errors.js";

/**
 * @template Part
 * @param {() => Promise<Part>} read  an `import()`; the browser itself reads each module once
 * @param {() => Promise<boolean>} [reaches]  does the server answer at all? A browser gives the same error for a file that is not there and for a network that is not
 * @returns {Promise<Part>} rejects with `Offline`, or Refused `part-missing` where the server answers and the part is not to be had
 */
export async function readPart(read, reaches = async () => false) {
  try {
    return await read();
  } catch (cause) {
    throw (await reaches()) ? new Refused("part-missing", { cause }) : new Offline({ cause });
  }
}
