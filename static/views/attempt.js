/** Something that may fail on a tap: what went wrong is said in words, and everything else stays as it was. */
import { nothing } from "lit-html";
import { notice } from "../components/index.js";

/**
 * For what cannot wait in the queue: with no network it was simply not done, and must not be said to go by itself later.
 * @param {import("./context.js").Context} context
 * @returns {import("./context.js").Context["explain"]}
 */
export const explainDirect = (context) => (error) => {
  const words = context.explain(error);
  if (words.code === "offline") return { ...words, body: context.i18n.t("sync.notQueued") };
  if (words.code === "unavailable") return { ...words, body: context.i18n.t("sync.notQueuedUnanswered") };
  return words;
};

/**
 * A link that was not looked at is no link that does not open.
 * @param {import("./context.js").Context} context
 * @returns {import("./context.js").Context["explain"]}
 */
export const explainLink = (context) => (error) => {
  const words = explainDirect(context)(error);
  return { ...words, title: context.i18n.t(["offline", "unavailable"].includes(words.code) ? "entry.waiting.trouble" : "entry.join.refused") };
};

/**
 * @param {{explain: (error: unknown) => {title: string, body: string}, draw: () => void}} parts
 */
export function createAttempt({ explain, draw }) {
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  return {
    /** @param {() => unknown} work @returns {Promise<boolean>} did it work? */
    async run(work) {
      trouble = null;
      try {
        await work();
      } catch (error) {
        trouble = explain(error);
      }
      draw();
      return trouble === null;
    },
    words: () => (trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing),
  };
}
