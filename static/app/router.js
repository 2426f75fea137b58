/**
 * From fragment to screen and back.
 *
 * The browser's own history is the history: Back works as everywhere. The router knows nothing of who may see what; `app/frame.js` asks the guard.
 */
import { placeOf } from "./routes.js";

/** @typedef {import("./routes.js").Place} Place */

/**
 * @param {{location: Location, history: History, events: EventTarget, onPlace: (here: {path: string, place: Place|null}) => void}} parts
 */
export function createRouter({ location, history, events, onPlace }) {
  const path = () => location.hash.replace(/^#/, "") || "/";
  const here = () => ({ path: path(), place: placeOf(path()) });
  const arrive = () => onPlace(here());
  let steps = 0;

  /** @param {string} to @param {{replace?: boolean}} [options] */
  function go(to, { replace = false } = {}) {
    if (to === path()) return arrive();
    if (replace) {
      history.replaceState(null, "", "#" + to);
      arrive();
    } else {
      steps += 1;
      location.hash = to;
    }
  }

  /** Back to where one came from inside the app, or to `fallback` when this was the first place. @param {string} fallback */
  function back(fallback) {
    if (steps > 0) {
      steps -= 1;
      history.back();
    } else go(fallback, { replace: true });
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
