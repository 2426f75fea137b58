/**
 * Nothing fails in silence: what no screen has caught is said in words, by `explain`, and nothing of it is written anywhere.
 *
 * Standard: the `error` and `unhandledrejection` events of HTML. Before the app stands, the words take the whole page; afterwards they are a toast over
 * the screen, so that nothing being typed is lost to them.
 */
import { render } from "lit-html";
import { button, notice, page } from "../components/index.js";
import { Cancelled, Locked } from "../lib/errors.js";

/**
 * @param {{events: EventTarget, say: (error: unknown) => void, isUnlocked?: () => boolean}} parts  say: what to do before anything else stands
 * @returns {{sayWith: (next: {say: (error: unknown) => void, isUnlocked: () => boolean}) => void, stop: () => void}}
 */
export function watchFailures({ events, say, isUnlocked = () => true }) {
  let current = { say, isUnlocked };

  /** @param {unknown} error */
  function hear(error) {
    // What was under way when the keys went is no failure: locking was the wish.
    const isWished = error instanceof Cancelled || (error instanceof Locked && !current.isUnlocked());
    if (!isWished) current.say(error);
  }

  /** @param {Event} event */
  const onRejection = (event) => hear(/** @type {PromiseRejectionEvent} */ (event).reason);
  /** The browser's own complaints (of layout, of a script that is not ours) carry no error. @param {Event} event */
  const onError = (event) => {
    const { error } = /** @type {ErrorEvent} */ (event);
    if (error !== null && error !== undefined) hear(error);
  };
  events.addEventListener("unhandledrejection", onRejection);
  events.addEventListener("error", onError);
  return {
    sayWith: (next) => void (current = next),
    stop() {
      events.removeEventListener("unhandledrejection", onRejection);
      events.removeEventListener("error", onError);
    },
  };
}

/**
 * The app could not start: words instead of an empty page, and a way to try again.
 * @param {HTMLElement} root @param {{title: string, body: string, again: string}} words @param {() => void} onAgain
 */
export function showStartFailure(root, { title, body, again }, onAgain) {
  render(page({
    title,
    body: notice({ tone: "attention", title, body, announce: true }),
    action: button({ label: again, onClick: onAgain }),
  }), root);
}
