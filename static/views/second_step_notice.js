/** The agency wants a second step and this person has none yet: said calmly, with the way to it. Work goes on, and offline nobody is told. */
import { nothing } from "lit-html";
import { linkButton, notice } from "../components/index.js";
import { createAttempt } from "./attempt.js";

/** @param {{context: import("./context.js").Context, draw: () => void}} parts */
export function createSecondStepNotice({ context, draw }) {
  const looking = createAttempt({ explain: context.explain, draw });
  let isMissing = false;

  async function load() {
    if (!context.secondStep.isRequired()) return;
    // What cannot be asked now is asked the next time: no word about it stands in anybody's way.
    await looking.run(async () => (isMissing = (await context.secondStep.state()).steps.length === 0));
  }

  function view() {
    if (!isMissing || !context.secondStep.isRequired()) return nothing;
    const { t } = context.i18n;
    return notice({
      tone: "attention", title: t("entry.secondStep.title"), body: t("entry.secondStep.body"),
      actions: linkButton({ label: t("entry.secondStep.action"), href: "#/me/second-step", kind: "quiet", icon: "key" }),
    });
  }

  return { load, view };
}
