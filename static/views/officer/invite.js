/** Inviting someone: the link is shown once, to copy or to read out. And the invitations that are still open. */
import { html, nothing } from "lit-html";
import { button, choices, field, form as formOf, list, notice, row, sheet, statusText } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";
import { createForm, formErrors } from "../screen.js";

const ROLES = ["specialist", "supervisor", "officer"];
const IDS = { name: "invite-name", role: "invite-role-first" };

/** @typedef {{id: string, name: string, role: string, expires: string}} Invitation */

/** @param {{context: import("../context.js").Context, draw: () => void, onChanged: () => Promise<unknown>}} parts */
export function createInvite({ context, draw, onChanged }) {
  const form = createForm({ name: "", role: "" }, { draw, explain: explainDirect(context) });
  const copying = createAttempt({ explain: explainDirect(context), draw });
  const cancelling = createAttempt({ explain: explainDirect(context), draw });
  /** @type {{link: string, expires: string, name: string}|null} */
  let made = null;
  let copied = "";
  /** @type {Invitation|null} */
  let asked = null;

  async function invite() {
    const { t } = context.i18n;
    const { name, role } = form.values;
    const errors = { ...(name.trim() ? {} : { name: t("officer.invite.nameMissing") }), ...(role ? {} : { role: t("officer.invite.roleMissing") }) };
    if (!form.check(errors)) return;
    await form.send(async () => {
      made = { ...(await context.officer.invite({ name: name.trim(), role })), name: name.trim() };
      Object.assign(form.values, { name: "", role: "" });
    });
    if (made) await onChanged();
  }

  /** @param {string} link */
  async function copy(link) {
    const isDone = await copying.run(() => /** @type {any} */ (context.device).copy(link));
    copied = context.i18n.t(isDone ? "officer.invite.copied" : "officer.invite.copyByHand");
    draw();
  }

  function another() {
    made = null;
    copied = "";
    draw();
  }

  /** @param {Invitation|null} invitation */
  function ask(invitation) {
    asked = invitation;
    draw();
  }

  async function cancel() {
    const invitation = asked;
    if (!invitation || !(await cancelling.run(() => context.officer.cancelInvitation(invitation.id)))) return;
    ask(null);
    context.toast(context.i18n.t("officer.invite.cancelled", { name: invitation.name }));
    await onChanged();
  }

  function view() {
    const { t } = context.i18n;
    return html`<section class="stack" aria-labelledby="invite">
      <h2 id="invite">${t("officer.invite.title")}</h2>
      ${made ? linkOnce(made) : fields()}
    </section>`;
  }

  function fields() {
    const { t } = context.i18n;
    const { values, errors, set } = form;
    return html`${formErrors(form, { title: t("common.errors.title"), first: IDS.name, ids: IDS })}
      ${formOf({ label: t("officer.invite.title"), onSubmit: invite, body: html`
        ${field({ id: IDS.name, label: t("officer.invite.name"), hint: t("officer.invite.nameHint"), capitals: "words", value: values.name, onInput: set("name"), error: errors.name })}
        ${choices({ legend: t("officer.role"), name: "invite-role", options: ROLES.map((role) => ({ value: role, label: t(`entry.role.${role}`), ...(role === "officer" ? { hint: t("officer.invite.officer") } : {}) })),
          value: values.role, onChange: set("role"), error: errors.role })}
        <p class="quiet">${t("officer.invite.told")}</p>
        ${button({ label: t("officer.invite.action"), kind: "quiet", type: "submit", busy: form.busy, busyLabel: t("officer.invite.busy") })}` })}`;
  }

  /** @param {{link: string, expires: string, name: string}} invitation */
  function linkOnce({ link, expires, name }) {
    const { t, time } = context.i18n;
    return notice({
      tone: "attention", title: t("officer.invite.once", { name }), announce: true,
      body: html`<div class="stack">
        <p>${t("officer.invite.send", { name, time: time(expires) })}</p>
        ${field({ id: "invite-link", label: t("officer.invite.link"), value: link, onInput: () => undefined, readonly: true, multiline: true, rows: 4, capitals: "off" })}
        ${statusText({ id: "copied", text: copied, icon: "info" })}
      </div>`,
      actions: html`${button({ label: t("officer.invite.copy"), kind: "quiet", icon: "document", onClick: () => copy(link) })}
        ${button({ label: t("officer.invite.another"), kind: "quiet", onClick: another })}`,
    });
  }

  /** @param {Invitation[]} invitations */
  function open(invitations) {
    if (!invitations.length) return nothing;
    const { t, time } = context.i18n;
    const line = (/** @type {Invitation} */ invitation) =>
      row({ key: invitation.id, title: invitation.name, detail: `${t(`entry.role.${invitation.role}`)} · ${t("officer.invite.until", { time: time(invitation.expires) })}`, icon: "message", onClick: () => ask(invitation) });
    return html`<section class="stack" aria-labelledby="invitations">
      <h2 id="invitations">${t("officer.invitations.title")}</h2>
      ${list(invitations.map(line), { labelledBy: "invitations" })}
    </section>`;
  }

  function overlay() {
    const { t } = context.i18n;
    return sheet({
      crisis: context.helpRow(), open: asked !== null, id: "cancel-invitation", title: t("officer.invite.ask", { name: asked?.name ?? "" }), closeLabel: t("common.close"), onClose: () => ask(null),
      body: asked ? html`${cancelling.words()}<p>${t("officer.invite.ask.body")}</p>` : nothing,
      actions: button({ label: t("officer.invite.cancel"), onClick: cancel }),
    });
  }

  return { view, open, overlay };
}
