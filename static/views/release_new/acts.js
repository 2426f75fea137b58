/** What is done on the way to a signature, and kept at once: each act is written down with its time and its place in the order. */
import { button } from "../../components/index.js";
import { documentText } from "../../domain/release/index.js";
import { pdfOf } from "../release/pdf.js";
import { afterChange, OTHERS, presentOf, reachedFurther, withEvent } from "./values.js";

/** How the participant showed that they can read it here: by having done so (15 USC 7001(c)(1)(C)(ii)). */
const ABILITY = "read-on-this-device";

/**
 * @param {object} parts
 * @param {import("../context.js").Context} parts.context
 * @param {string} parts.vault @param {string} parts.base @param {string} parts.zone
 * @param {any} parts.form  kept
 * @param {{draw: () => void, isShown: () => boolean}} parts.screen
 * @param {(step: string) => void} parts.go
 * @param {() => any} parts.document  as it is to be signed, or was
 * @param {() => any} parts.prepared
 */
export function createActs({ context, vault, base, zone, form, screen, go, document, prepared }) {
  const { t } = context.i18n;
  const { values } = form;
  /** The release, once it is recorded. @type {string|null} */
  let signedId = null;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  /** @param {Record<string, unknown>} fields */
  function change(fields) {
    for (const [name, value] of Object.entries({ ...fields, ...afterChange(values, fields) })) form.set(name)(value);
  }

  /** @param {string} what */
  const note = (what) => change({ events: withEvent(values, what, context.stamp()) });
  /** @param {string} step */
  const reach = (step) => change({ step: reachedFurther(values.step, step) });

  /** Goes on where it was; what was recorded before the app was killed is not recorded twice, and a document that changed meanwhile is read again. */
  async function resume() {
    const { version } = context.releases.content();
    if (!values.discloser) values.discloser = prepared().discloser.name;
    if (!values.language) values.language = prepared().participant.language;
    if (!values.version) values.version = version;
    if (!values.signedAt) return values.version === version ? undefined : change({ version, step: values.step ? "read" : "" });
    const { releases } = await context.cases.open(vault);
    const found = releases.find((/** @type {any} */ each) => each.hash === values.hash && each.signedAt === values.signedAt);
    if (!found) return undefined;
    signedId = found.id;
    return form.discard();
  }

  async function lend() {
    const named = OTHERS.filter((role) => values.others.includes(role) && !values[role].trim()).map((role) => [role, t("release.hand.nameMissing")]);
    if (!form.check({ ...(values.known ? {} : { known: t("people.start.choose") }), ...Object.fromEntries(named) })) return;
    await attempt(async () => {
      await context.lending.lend(base);
      change({ step: values.step || "read" });
      note("handed-over");
      go(values.signedAt ? "copy" : values.step);
      await context.lending.speakIn(values.language);
    });
  }

  /** The words of the app follow those of the document. @param {"en"|"es"} language */
  async function speakIn(language) {
    change({ language });
    note(`language:${language}`);
    await attempt(() => context.lending.speakIn(language));
  }

  function agreeElectronic() {
    change({ electronicAt: context.stamp() });
    note("electronic-agreed");
    reach("sign");
    go("sign");
  }

  /** From here on nothing of it changes any more: what was shown is kept as it was. */
  async function sign() {
    const shown = document();
    await attempt(async () => {
      const hash = await context.releases.hashOf(documentText(shown));
      const signedAt = context.stamp();
      const intent = context.releases.content().intent.sign[shown.template.language];
      change({ events: withEvent(values, "signed", signedAt), document: shown, hash, signedAt, intent, step: "copy" });
      await context.flush();
      go("copy");
    });
  }

  function signed() {
    const { strokes, name, intent, events, hash, known, teachBack, signedAt, copy, copyAt, electronicAt } = values;
    return {
      document: values.document, hash, signature: { how: strokes.length ? "drawn" : "typed", name: name.trim(), strokes: strokes.length ? strokes : null, intent },
      events, present: presentOf(values, context.account.member()), known, teachBack, copy: copy ? { how: copy, at: copyAt } : null,
      electronic: { agreedAt: electronicAt, ability: ABILITY }, zone, signedAt,
    };
  }

  /** @param {string} how */
  async function copy(how) {
    const done = await attempt(async () => {
      if (how === "print") context.device.output.print();
      if (how === "pdf") await pdfOf(context, signed());
    });
    if (!done) return;
    change({ copy: how, copyAt: context.stamp() });
    note(`copy:${how}`);
  }

  async function save() {
    await form.finish(async () => {
      signedId = await context.releases.sign(vault, signed());
    }, () => (context.lending.place() ? go("done") : context.router.go(`/people/${vault}/releases/${signedId}`, { replace: true })));
  }

  /** Thrown away on purpose, and still there for a moment. */
  async function discard() {
    const before = structuredClone(values);
    await form.discard();
    values.discloser = prepared().discloser.name;
    values.language = prepared().participant.language;
    go("kind");
    context.toast(t("people.session.thrownAway"), { action: { label: t("common.undo"), onClick: () => void undo(before) } });
  }

  /** @param {any} before */
  async function undo(before) {
    if (screen.isShown()) change(before);
    else await context.consults.keepDraft(`release/${vault}`, before);
  }

  /** @param {() => Promise<void>} act @returns {Promise<boolean>} did it work? */
  async function attempt(act) {
    trouble = null;
    try {
      await act();
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
    return trouble === null;
  }

  /** After the lock: to what was signed, or to where the loan began. */
  const giveBack = () => context.lending.giveBack(signedId ? `/people/${vault}/releases/${signedId}` : undefined);

  /** The way out while the phone is lent: its owner unlocks. @param {{kind?: "primary"|"plain", id?: string}} [look] */
  const backButton = ({ kind = "primary", id } = {}) => button({ ...(id ? { id } : {}), label: t("release.lent.back"), kind, icon: "lock", onClick: giveBack });

  return {
    change, note, reach, resume, lend, speakIn, agreeElectronic, sign, signed, copy, save, discard, backButton,
    giveBack,
    signedId: () => signedId,
    trouble: () => trouble,
  };
}
