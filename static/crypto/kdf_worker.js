/** The worker that stretches one passphrase and is then ended by `kdf.js`, which frees its memory. Listeners only. */
import { DERIVE, DERIVED, FAILED, readMessage } from "../lib/messages.js";
import { argon2 } from "./argon2.js";

/** The worker's own scope; the page's types are in force here. @type {{postMessage: (message: unknown) => void}} */
const page = globalThis;

addEventListener("message", async ({ data }) => {
  const { type, password, salt, kdf } = /** @type {any} */ (readMessage(data));
  if (type !== DERIVE) return;
  try {
    page.postMessage({ type: DERIVED, stretched: await argon2(password, salt, kdf) });
  } catch {
    // Its words could quote what it was given; the page needs to know only that it failed.
    page.postMessage({ type: FAILED });
  }
});
