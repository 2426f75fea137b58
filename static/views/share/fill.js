/** What goes, once the gate is open: own words for each ticked kind, the days of sessions, and notes one by one. Nothing is ticked beforehand. */
import { html, nothing } from "lit-html";
import { choices, field, notice } from "../../components/index.js";
import { writtenDay } from "./outgoing.js";
import { toldFields, toldMissing } from "./told.js";
import { waysOf } from "./ways.js";

export const FILL_IDS = Object.freeze({ pieces: "pieces-first", told: "told-first", toldReason: "told-reason", way: "way-first" });

/** @typedef {import("./outgoing.js").Item} Item */

/** Sessions and notes of the days that are shared. @param {any[]} sessions @param {{from: string|null, to: string|null}} days */
function within(sessions, { from, to }) {
  const isWithin = (/** @type {string} */ day) => (!from || day >= from) && (!to || day <= to);
  return sessions.filter(({ startedAt, outcome }) => outcome !== "declined" && isWithin(startedAt.slice(0, 10)));
}

/** A note in the own hand of the specialist goes only under a kind that is more than whether somebody came and how to reach them. */
const THIN = ["attendance", "contact"];

/**
 * @param {import("../context.js").Context} context
 * @param {{sessions: any[], request: import("../../domain/release/gate.js").Request, names: {categories: Record<string, string>}}} parts
 */
export function piecesOf({ i18n: { t, language } }, { sessions, request, names }) {
  const held = within(sessions, request);
  const mayHoldNotes = request.categories.some((id) => !THIN.includes(id));
  const notes = mayHoldNotes ? held.filter(({ note }) => note && !note.conflict) : [];
  return {
    words: request.categories.map((id) => ({ id, label: names.categories[id] ?? id })),
    sessions: request.categories.includes("attendance") ? held.map(({ startedAt, how }) => `${writtenDay(language, startedAt)}, ${t(`session.how.${how}`)}`) : [],
    notes: notes.map(({ note, startedAt }) => ({ id: note.id, label: t("share.fill.noteOf", { day: writtenDay(language, startedAt) }), text: note.text })),
  };
}

/**
 * Only what was ticked or written.
 * @param {ReturnType<typeof piecesOf>} pieces @param {{words: Record<string, string>, ticked: string[]}} values @param {(key: string) => string} t
 * @returns {Item[]}
 */
export function itemsOf(pieces, { words, ticked }, t) {
  return [
    ...pieces.words.map(({ id, label }) => /** @type {Item} */ ({ what: "words", label, text: (words[id] ?? "").trim() })),
    ...(ticked.includes("sessions") ? [/** @type {Item} */ ({ what: "sessions", label: t("share.fill.sessions"), text: pieces.sessions.join("\n") })] : []),
    ...pieces.notes.filter(({ id }) => ticked.includes(id)).map(({ label, text }) => /** @type {Item} */ ({ what: "note", label, text })),
  ].filter(({ text }) => text);
}

/** @param {any} values @param {number} count  pieces that go @param {(key: string) => string} t */
export function fillMissing(values, count, t) {
  return { ...(count ? {} : { pieces: t("share.fill.nothing") }), ...toldMissing(values, t), ...(values.way ? {} : { way: t("share.fill.wayMissing") }) };
}

/** @param {import("../context.js").Context} context @param {{form: any, pieces: ReturnType<typeof piecesOf>}} parts */
export function fillFields(context, { form, pieces }) {
  const { t } = context.i18n;
  const { values, errors, set } = form;
  const ticks = [
    ...(pieces.sessions.length ? [{ value: "sessions", label: t("share.fill.sessions"), hint: pieces.sessions.join("; ") }] : []),
    ...pieces.notes.map(({ id, label, text }) => ({ value: id, label, hint: text })),
  ];
  return html`
    <div class="stack" id="pieces">
      ${pieces.words.map(({ id, label }, index) => field({
        id: index === 0 ? "pieces-first" : `words-${id}`, label, hint: t("share.fill.wordsHint"), error: index === 0 ? errors.pieces : undefined,
        multiline: true, rows: 3, maxlength: 5000,
        value: values.words[id] ?? "", onInput: (text) => set("words")({ ...form.values.words, [id]: text }),
      }))}
      ${ticks.length ? choices({ name: "ticked", legend: t("share.fill.ticked"), hint: t("share.fill.tickedHint"), multiple: true,
        value: values.ticked, options: ticks, onChange: set("ticked") }) : nothing}
    </div>
    ${values.ticked.some((/** @type {string} */ id) => id !== "sessions") ? notice({ tone: "attention", title: t("share.fill.readNote"),
      body: t("share.fill.readNoteBody") }) : nothing}
    ${toldFields(context, form)}
    ${wayField(context, form)}`;
}

/** @param {import("../context.js").Context} context @param {any} form */
export function wayField(context, { values, errors, set }) {
  const { t } = context.i18n;
  return choices({ name: "way", legend: t("share.fill.way"), value: values.way, error: errors.way, onChange: set("way"),
    options: waysOf(context).map((value) => ({ value, label: t(`share.way.${value}`), hint: t(`share.way.${value}.hint`) })) });
}
