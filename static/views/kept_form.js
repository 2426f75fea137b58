/**
 * A form whose words are kept as a sealed draft while they are typed, so that a killed or locked app loses nothing.
 * The draft goes only after what it became is stored; a try that fails keeps it.
 */
import { createKeeper } from "./note/keeper.js";
import { createForm } from "./screen.js";

/**
 * @template {Record<string, any>} Values
 * @param {Values} empty
 * @param {{key: string, screen: {draw: () => void, isShown: () => boolean, onLeave: (fn: () => void) => void}, context: import("./context.js").Context, picked?: Array<keyof Values>}} parts
 *   picked: answers that are a touch and cannot be taken back; alone they are no draft
 */
export function createKeptForm(empty, { key, screen, context, picked = [] }) {
  const form = createForm({ ...empty }, { draw: screen.draw, explain: context.explain });
  const { consults } = context;
  const setAndDraw = form.set;
  const unpicked = Object.fromEntries(picked.map((name) => [name, empty[name]]));
  const nothingTyped = JSON.stringify(empty);
  /** One left behind with nothing in it would stand on Today for good, and in the way of signing out. @param {object} values */
  const isDraft = (values) => JSON.stringify({ ...values, ...unpicked }) !== nothingTyped;
  const keeper = createKeeper({
    keep: async (json) => {
      const values = JSON.parse(json);
      await (isDraft(values) ? consults.keepDraft(key, values) : consults.dropDraft(key));
      return new Date(context.now()).toISOString();
    },
    look: () => undefined,
    onChange: screen.draw,
    explain: context.explain,
  });
  const asText = () => JSON.stringify(form.values);

  /** What was typed before, if anything. */
  async function resume() {
    const draft = await consults.draft(key);
    for (const name of Object.keys(empty)) {
      if (draft && name in draft) /** @type {Record<string, any>} */ (form.values)[name] = draft[name];
    }
    keeper.start(asText(), null);
  }

  /** @param {keyof Values} name */
  const set = (name) => (/** @type {any} */ value) => {
    setAndDraw(name)(value);
    keeper.written(asText());
  };

  /** Sends; when it is stored the draft goes, then comes what is next. @param {() => Promise<void>} act @param {() => void} next */
  async function finish(act, next) {
    await form.send(async () => {
      await keeper.flush();
      await act();
      await keeper.flush();
      keeper.stop();
      await drop();
      // Whoever has left meanwhile is not called back.
      if (screen.isShown()) next();
    });
  }

  /** What it became is stored: a draft left behind is told of, and is no reason to send again. */
  async function drop() {
    try {
      await consults.dropDraft(key);
    } catch (error) {
      context.toast(context.explain(error).body);
    }
  }

  /** Given up on purpose: the words go, here and on the disk. @returns {Promise<void>} */
  async function discard() {
    clear();
    await drop();
  }

  /** Empty again, for the next words. */
  function clear() {
    Object.assign(form.values, empty);
    keeper.start(asText(), null);
  }

  /** @returns {string} whether the words are kept; empty before anything was typed */
  function keptWords() {
    const { keptAt, failure } = keeper.state();
    if (failure) return context.i18n.t("consult.draft.notKept");
    return keptAt && isDraft(form.values) ? context.i18n.t("consult.draft.kept", { time: context.i18n.time(keptAt) }) : "";
  }

  screen.onLeave(context.onFlush(keeper.keepNow));
  screen.onLeave(() => void keeper.close());
  return Object.assign(form, { set, resume, finish, clear, discard, keptWords });
}
