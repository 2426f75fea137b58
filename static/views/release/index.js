/** One release: how it stands, the document as it was signed, what was shared under it, and how to end it. */
import { html, nothing } from "lit-html";
import { badge, button, definitionList, linkButton, notice, page, skeleton } from "../../components/index.js";
import { createScreen } from "../screen.js";
import { createAttempt } from "../attempt.js";
import { paper, signatureBlock } from "./document.js";
import { labelsOf, untilOf } from "./facts.js";
import { pdfOf } from "./pdf.js";
import { sharedUnder } from "./shared.js";
import { isInForce, stateBadge } from "./state.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, { vault = "", release: id = "" }) {
  const { t, time } = context.i18n;
  const screen = createScreen(root, draw);
  const attempt = createAttempt({ explain: context.explain, draw: screen.draw });
  /** @type {any} */
  let record = null;

  const load = () => attempt.run(async () => {
    record = await context.cases.open(vault);
  });

  function draw() {
    const frame = { back: t("common.back"), backHref: `#/people/${vault}`, top: context.tools() };
    if (!record) return page({ ...frame, title: t("release.title"), body: html`${attempt.words()}${skeleton({ label: t("common.loading") })}` });
    const release = record.releases.find((/** @type {any} */ each) => each.id === id);
    if (!release) return page({ ...frame, title: t("release.title"), body: notice({ tone: "attention", title: t("app.error.title"), body: t("app.error.not-found") }) });
    const { terms } = release.document;
    return page({
      ...frame, title: terms.recipient.name, lead: labelsOf(context).purposes[terms.purpose.id],
      body: html`
        ${attempt.words()}
        ${stateOf(release)}
        ${sharedUnder({ context, record, releases: [release] })}
        ${copies(release)}
        ${paper(release.document, { signature: signatureBlock({ i18n: context.i18n, ...release }) })}
        ${howSigned(release)}`,
      action: record.away ? undefined : wayToStop(release),
    });
  }

  /** @param {any} release */
  function stateOf(release) {
    return html`<div class="stack stack--close" id="state">
      <p>${stateBadge(release, context)}</p>
      <p>${t("release.state.until")} ${untilOf(release.document.terms, context.i18n)}</p>
      ${release.revocations.map((/** @type {any} */ { mode, by, witness, revokedAt }) => html`<p>${t(`release.revoked.${mode}`, { by, time: time(revokedAt) })}${witness ? html` ${t("release.revoked.witness", { name: witness })}` : nothing}</p>`)}
      ${release.sent ? nothing : badge({ tone: "waiting", icon: "device", label: t("release.onlyHere") })}
    </div>`;
  }

  /** @param {any} release */
  function copies(release) {
    return html`<div class="cluster">
      ${button({ label: t("release.copy.pdf"), kind: "quiet", icon: "download", onClick: () => attempt.run(() => pdfOf(context, release)) })}
      ${button({ label: t("release.copy.print"), kind: "quiet", icon: "document", onClick: context.device.output.print })}
    </div>`;
  }

  /** @param {any} release */
  function howSigned({ present, known, teachBack, copy }) {
    return html`<section class="stack">
      <h2>${t("release.how.title")}</h2>
      ${definitionList([
        { term: t("release.how.known"), detail: t(`release.known.${known}`) },
        { term: t("release.how.present"), detail: present.map((/** @type {any} */ { name, role }) => html`<span class="line">${name} · ${t(`release.present.${role}`)}</span>`) },
        { term: t("release.how.teachBack"), detail: t(`release.teachBack.${teachBack}`) },
        { term: t("release.how.copy"), detail: copy ? `${t(`release.copy.${copy.how}`)} · ${time(copy.at)}` : t("release.how.noCopy") },
      ])}
    </section>`;
  }

  /** A spoken end is confirmed in writing when there is time for it. @param {any} release */
  function wayToStop(release) {
    const href = `#/people/${vault}/releases/${id}/stop`;
    if (isInForce(release, context)) return linkButton({ label: t("release.stop.open"), href, kind: "primary" });
    const isSpoken = release.revocations.length > 0 && release.revocations.every((/** @type {any} */ { mode }) => mode === "spoken");
    return isSpoken ? linkButton({ label: t("release.stop.confirm"), href, kind: "primary" }) : undefined;
  }

  screen.draw();
  void load();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
