/**
 * From fragment to screen and back.
 *
 * The browser's own history is the history: Back works as everywhere. Each entry carries how many places of this app lie behind it, so that our Back
 * never leaves the app. The router knows nothing of who may see what; `app/main.js` asks the guard.
 */
import { placeOf } from "./routes.js";

/** @typedef {import("./routes.js").Place} Place */

/**
 * @param {{location: Pick<Location, "hash">, history: Pick<History, "state"|"back"|"replaceState">, events: EventTarget, onPlace: (here: {path: string, place: Place|null}) => void}} parts
 */
export function createRouter({ location, history, events, onPlace }) {
  const path = () => location.hash.replace(/^#/, "") || "/";
  const here = () => ({ path: path(), place: placeOf(path()) });
  /** How many places lie behind this one; -1 before the first. */
  let depth = -1;

  function arrive() {
    const known = history.state?.depth;
    depth = Number.isSafeInteger(known) ? known : depth + 1;
    if (known !== depth) history.replaceState({ depth }, "");
    onPlace(here());
  }

  /** @param {string} to @param {{replace?: boolean}} [options] */
  function go(to, { replace = false } = {}) {
    if (to === path()) return onPlace(here());
    if (!replace) {
      location.hash = to;
      return;
    }
    history.replaceState({ depth }, "", "#" + to);
    onPlace(here());
  }

  /** Back to where one came from inside the app, or to `fallback` when this was the first place. @param {string} fallback */
  function back(fallback) {
    if (depth > 0) history.back();
    else go(fallback, { replace: true });
  }

  return {
    path,
    here,
    go,
    back,
    start() {
      events.addEventListener("hashchange", arrive);
      arrive();
    },
  };
}
