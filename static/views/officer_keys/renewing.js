/** What is sealed to the agency's old records key, on its way to the new one: said while it goes on, and when all of it is done. */
import { html, nothing } from "lit-html";
import { notice, statusText } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createRenewing({ context, draw }) {
  const working = createAttempt({ explain: explainDirect(context), draw });
  /** @type {{done: number, of: number}|null} */
  let progress = null;
  /** @type {{left: number, unopened: number}|null} */
  let result = null;

  async function run() {
    result = null;
    await working.run(async () => {
      const keys = await context.officer.keys();
      const { unopened } = await keys.goOn((now) => {
        progress = now;
        draw();
      });
      result = { unopened, left: await keys.left() };
    });
    progress = null;
    draw();
  }

  /** What did not arrive yet is taken up again the next time. */
  function view() {
    const { t, plural } = context.i18n;
    if (progress) return statusText({ id: "keys-progress", text: t("officer.keys.progress", progress), icon: "sync" });
    if (!result) return working.words();
    const waiting = result.left - result.unopened;
    if (result.unopened > 0) return notice({ tone: "attention", title: plural("officer.keys.unopened", result.unopened), body: t("officer.keys.unopened.body") });
    return statusText({ id: "keys-progress", text: waiting > 0 ? plural("officer.keys.waiting", waiting) : t("officer.keys.allDone"), icon: waiting > 0 ? "sync" : "check" });
  }

  /** On the officer's desk: only what is under way, or went wrong. */
  const line = () => (progress ? view() : html`${working.words()}${result && result.left > 0 ? view() : nothing}`);

  return { run, view, line };
}
