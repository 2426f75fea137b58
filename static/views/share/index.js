/**
 * "Share information": the only way out. First the gate is asked, then, when it permits, what goes is ticked, then the way is chosen. The gate is
 * asked again at each step and once more in the step that writes the log; a consent that ends meanwhile shuts it.
 */
import { html } from "lit-html";
import { button, emptyState, form as formOf, linkButton, notice, page, skeleton, statusText } from "../../components/index.js";
import { decide } from "../../domain/release/index.js";
import { createKeptForm } from "../kept_form.js";
import { createScreen, formErrors } from "../screen.js";
import { turnPage } from "../turn_page.js";
import { gateAnswer } from "./answer.js";
import { ASK_IDS, askFields, askMissing, requestOf } from "./ask.js";
import { circumstances, hashed, namesOf, noticeFor } from "./facts.js";
import { FILL_IDS, fillFields, fillMissing, itemsOf, piecesOf } from "./fill.js";
import { paperOf } from "./outgoing.js";
import { toldOf } from "./told.js";
import { leave, leftWords, printAtOnce } from "./ways.js";

const EMPTY = {
  recipient: "", otherName: "", categories: /** @type {string[]} */ ([]), from: "", to: "", purpose: "", purposeWords: "", isAsked: false,
  words: /** @type {Record<string, string>} */ ({}), ticked: /** @type {string[]} */ ([]), told: "", toldReason: "", way: "",
};

/** @type {Array<keyof typeof EMPTY>} */
const PICKED = ["recipient", "categories", "from", "to", "purpose", "isAsked", "ticked", "told", "way"];

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t } = context.i18n;
  const vault = params["vault"] ?? "";
  const screen = createScreen(root, draw);
  const form = createKeptForm(EMPTY, { key: `share/${vault}`, screen, context, picked: PICKED });
  const names = namesOf(context);
  /** @type {any} */
  let record = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;
  /** @type {import("./ways.js").Left|null} */
  let left = null;

  async function load() {
    try {
      const isFirst = record === null;
      const found = await context.cases.open(vault);
      if (found.participant && !found.away && isFirst) await form.resume();
      record = found.participant && !found.away ? found : null;
      trouble = record ? null : { title: t("app.error.title"), body: t(found.away ? "app.error.handed-over" : "app.error.not-found") };
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  const decision = () => decide(record.releases, requestOf(form.values), context.now());
  const pieces = () => piecesOf(context, { sessions: record.sessions, request: requestOf(form.values), names });

  function draw() {
    const frame = { title: t("share.title"), back: t("common.back"), onBack: back, top: context.tools() };
    if (left) return page({ ...frame, body: leftWords(context, left), action: linkButton({ label: t("share.toLog"), href: `#/people/${vault}/shared`,
      kind: "primary" }) });
    if (!record) return page({ ...frame, body: trouble ? notice({ tone: "attention", ...trouble }) : skeleton({ label: t("common.loading") }) });
    return form.values.isAsked ? answered(frame) : asking(frame);
  }

  /** @param {any} frame */
  function asking(frame) {
    return page({
      ...frame, lead: t("share.lead", { name: record.participant.name }),
      body: html`
        ${formErrors(form, { title: t("common.errors.title"), first: ASK_IDS.recipient, ids: ASK_IDS })}
        ${record.releases.length ? "" : emptyState({ icon: "document", title: t("share.noReleases"), body: t("share.noReleasesBody") })}
        ${formOf({ id: "ask", onSubmit: ask, body: askFields(context, { form, releases: record.releases, names }) })}
        ${statusText({ text: form.keptWords() })}
        <p class="quiet">${t("share.exceptionsLead")}</p>
        ${linkButton({ label: t("share.instead.exception"), href: `#/people/${vault}/exceptions`, kind: "plain", icon: "shield" })}`,
      action: button({ label: t("share.ask.go"), type: "submit", form: "ask" }),
    });
  }

  /** @param {any} frame */
  function answered(frame) {
    const answer = decision();
    const said = gateAnswer(context, { vault, decision: answer, names });
    if (answer.verdict !== "permit") return page({ ...frame, body: said, action: button({ label: t("share.ask.again"), onClick: askAgain }) });
    return page({
      ...frame,
      body: html`${said}
        ${formErrors(form, { title: t("common.errors.title"), first: FILL_IDS.way, ids: FILL_IDS })}
        ${formOf({ id: "fill", onSubmit: send, body: fillFields(context, { form, pieces: pieces() }) })}
        ${statusText({ text: form.keptWords() })}
        <p class="quiet">${t("share.fill.before")}</p>`,
      action: button({ label: t(form.values.way ? `share.go.${form.values.way}` : "share.go"), type: "submit", form: "fill", busy: form.busy,
        busyLabel: t("common.saving") }),
    });
  }

  /** The button becomes the one that sends the question while it is still being pressed: this press must not send it. @param {Event} event */
  function askAgain(event) {
    event.preventDefault();
    turn(false);
  }

  /** @param {Event} event */
  const back = (event) => (form.values.isAsked && !left ? askAgain(event) : context.router.back(`/people/${vault}`));

  function ask() {
    if (form.check(askMissing(form.values, t))) turn(true);
  }

  /** Between the question and the answer. @param {boolean} isAsked */
  function turn(isAsked) {
    form.set("isAsked")(isAsked);
    turnPage(root);
  }

  async function send() {
    const { way } = form.values;
    const items = itemsOf(pieces(), form.values, t);
    if (!form.check(fillMissing(form.values, items.length, t))) return;
    const chosen = /** @type {import("./ways.js").Way} */ (way);
    const { release } = decision();
    if (!release) return screen.draw();
    await form.finish(async () => {
      const notice = noticeFor(context, chosen);
      const facts = circumstances(context);
      const { categories, from, to, purpose } = requestOf(form.values);
      const { kind, name, address } = release.document.terms.recipient;
      /** @type {import("../../domain/disclosure/check.js").Disclosure} */
      const entry = {
        ...facts, basis: "consent", release: { id: release.id, hash: release.hash }, recipient: { kind, name, address }, categories, from, to,
        purpose, items: await hashed(context, items),
        channel: chosen, notice: notice.version, ...toldOf(form.values), details: {}, consult: null,
      };
      const document = paperOf(context.i18n, { notice, names, release, at: facts.sharedAt, items });
      left = await leave(context, { vault, way: chosen, document, write: () => context.releases.disclose(vault, entry) });
    }, () => {
      screen.draw();
      turnPage(root);
      printAtOnce(context, left);
    });
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  screen.onLeave(context.device.speech.stop);
  return screen.leave;
}
