/**
 * One consult, for who asked and for who answers: how far it is by signed steps, the words, the answers, and the one thing to do next.
 *
 * Until someone has seen it, the telephone stands beside it for the asker. A supervisor takes it first, then answers; a second one sees who has it.
 */
import { html, nothing } from "lit-html";
import { button, linkButton, notice, page, skeleton } from "../../components/index.js";
import { callFirstForSupervisor } from "../help/calls.js";
import { createScreen } from "../screen.js";
import { createAdding } from "./adding.js";
import { createClosing } from "./closing.js";
import { aboutPart, answersPart, closedPart, crimeNotice, unseenNotice, wayPart, wordsPart } from "./parts.js";
import { isUnseen, mayRaise, nextAct } from "./story.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, plural, time } = context.i18n;
  const vault = params["vault"] ?? "";
  const screen = createScreen(root, draw);
  const adding = createAdding({ vault, screen, context, onAdded: () => void load() });
  const closing = createClosing({ vault, screen, context, onClosed: () => (context.toast(t("consult.close.done")), void load()) });
  const reader = context.account.member() ?? { id: "", role: "specialist" };
  /** @type {any} */
  let consult = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  let loads = 0;

  /** The newest look wins: an older answer that comes late would show a state that has passed. */
  async function load() {
    const turn = (loads += 1);
    try {
      const found = await context.consults.open(vault);
      if (turn !== loads) return;
      consult = found.request ? found : null;
      if (found.sightNotKept) trouble = context.explain(found.sightNotKept);
      else trouble = found.request ? null : { title: t("consult.open.absent"), body: t("consult.open.absentBody") };
    } catch (error) {
      if (turn !== loads) return;
      trouble = context.explain(error);
    }
    screen.draw();
  }

  async function start() {
    try {
      await Promise.all([adding.resume(), closing.resume()]);
    } catch (error) {
      context.toast(context.explain(error).body);
    }
    await load();
  }

  async function take() {
    try {
      await context.consults.take(vault);
      context.toast(t("consult.take.done"));
    } catch (error) {
      trouble = context.explain(error);
    }
    await load();
  }

  function draw() {
    const frame = { back: t("common.back"), onBack: () => context.router.back("/consults"), top: context.tools() };
    const troubleNotice = trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing;
    if (!consult) return page({ ...frame, title: t("consult.title"), body: trouble ? troubleNotice : skeleton({ label: t("common.loading"), lines: 5 }) });
    const isMine = consult.request.by === reader.id;
    const act = nextAct(consult, reader);
    const lost = consult.unreadable + consult.newer;
    return page({
      ...frame,
      title: isMine ? t("consult.list.yours") : t("consult.list.from", { name: consult.request.name }),
      lead: time(consult.request.at),
      body: html`${troubleNotice}
        ${lost ? notice({ tone: "attention", title: plural("people.person.unreadable", lost), body: t("people.person.unreadableBody") }) : nothing}
        ${isMine ? asked(act) : answering(act)}
        ${closing.template()}`,
      action: mainAct(act),
    });
  }

  /** For who asked. @param {string|null} act */
  function asked(act) {
    const { closed, request } = consult;
    return html`
      ${isUnseen(consult) ? unseenNotice(consult, context) : nothing}
      ${answersPart(consult, context)}
      ${closedPart(consult, context)}
      ${wayPart(consult, context)}
      ${wordsPart(consult, context)}
      ${closed ? adding.reopening() : adding.template({ hasButton: act !== "add", canRaise: mayRaise(consult) })}
      ${closed ? nothing : linkButton({ label: t("consult.steps"), href: `#/consults/${vault}/steps`, icon: "document" })}
      ${aboutPart(consult, context)}`;
  }

  /** For who answers: the least that is needed, first. @param {string|null} act */
  function answering(act) {
    const { closed, taken, request, urgency, answers, raisedAfterAnswer } = consult;
    return html`
      ${raisedAfterAnswer ? notice({ tone: "urgent", title: t("consult.openAgain"), body: t("consult.openAgain.supervisor") }) : nothing}
      ${urgency === "now" && (raisedAfterAnswer || !answers.length) ? callFirstForSupervisor(context, request.name) : nothing}
      ${act === "answer-too" && taken && taken.by !== reader.id ? notice({ tone: "waiting", title: t("consult.take.other", { name: taken.name }), body: t("consult.take.otherBody") }) : nothing}
      ${aboutPart(consult, context)}
      ${request.categories.includes("crime") && !answers.length ? crimeNotice(context) : nothing}
      ${wordsPart(consult, context)}
      ${answersPart(consult, context)}
      ${closedPart(consult, context)}
      ${wayPart(consult, context)}
      ${closed ? nothing : adding.template({ hasButton: true, canRaise: false })}`;
  }

  /** @param {ReturnType<typeof nextAct>} act */
  function mainAct(act) {
    const answer = (/** @type {string} */ label, /** @type {"primary"|"quiet"} */ kind) => button({ label: t(label), kind, onClick: () => context.router.go(`/consults/${vault}/answer`) });
    if (act === "add") return adding.mainButton();
    if (act === "take") return button({ label: t("consult.take"), onClick: take });
    if (act === "answer") return answer("consult.toAnswer", "primary");
    if (act === "answer-too") return answer("consult.toAnswerToo", "quiet");
    return act === "close" ? button({ label: t("consult.close"), onClick: closing.open }) : undefined;
  }

  screen.draw();
  void start();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
