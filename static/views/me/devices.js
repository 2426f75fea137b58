/** The phones and computers that use this account, and removing one of them. */
import { html, nothing } from "lit-html";
import { badge, button, list, row, sheet, skeleton } from "../../components/index.js";
import { createAttempt, explainDirect } from "../attempt.js";

/** @typedef {{id: string, label: string, lastSeen: string, current: boolean, revoked: boolean}} OwnDevice */

/** @param {{context: import("../context.js").Context, draw: () => void}} parts */
export function createDevices({ context, draw }) {
  const looking = createAttempt({ explain: explainDirect(context), draw });
  const removing = createAttempt({ explain: explainDirect(context), draw });
  /** @type {OwnDevice[]|null} */
  let devices = null;
  let isLooking = true;
  /** @type {OwnDevice|null} */
  let asked = null;

  async function load() {
    isLooking = true;
    await looking.run(async () => (devices = await context.account.devices()));
    isLooking = false;
    draw();
  }

  /** @param {OwnDevice|null} device */
  function ask(device) {
    asked = device;
    draw();
  }

  async function remove() {
    const device = asked;
    if (!device) return;
    const isDone = await removing.run(() => context.account.revokeDevice(device.id));
    if (!isDone) return;
    ask(null);
    context.toast(context.i18n.t("me.devices.removed", { label: device.label }));
    await load();
  }

  function view() {
    const { t } = context.i18n;
    const all = [...(devices ?? [])].sort((one, other) => Number(one.revoked) - Number(other.revoked) || Number(other.current) - Number(one.current));
    return html`<section class="stack" aria-labelledby="devices">
      <h2 id="devices">${t("me.devices.title")}</h2>
      ${looking.words()}
      ${devices ? list(all.map(deviceRow), { labelledBy: "devices" }) : isLooking ? skeleton({ label: t("common.loading") }) : again()}
    </section>`;
  }

  const again = () => button({ label: context.i18n.t("common.tryAgain"), kind: "quiet", onClick: load });

  /** @param {OwnDevice} device */
  function deviceRow(device) {
    const { t, time } = context.i18n;
    const mark = device.revoked ? badge({ tone: "plain", label: t("me.devices.isRemoved") }) : device.current ? badge({ tone: "done", label: t("me.devices.this") }) : undefined;
    return row({
      key: device.id, title: device.label, icon: "device", badge: mark, detail: device.lastSeen ? t("me.devices.seen", { time: time(device.lastSeen) }) : undefined,
      onClick: device.revoked || device.current ? undefined : () => ask(device),
    });
  }

  function overlay() {
    const { t } = context.i18n;
    return sheet({
      crisis: context.helpRow(), open: asked !== null, id: "remove-device", title: t("me.devices.ask", { label: asked?.label ?? "" }), closeLabel: t("common.cancel"), onClose: () => ask(null),
      body: asked ? html`${removing.words()}<p>${t("me.devices.ask.body")}</p><p>${t("me.devices.ask.unsent")}</p>` : nothing,
      actions: button({ label: t("me.devices.remove"), onClick: remove }),
    });
  }

  return { load, view, overlay };
}
