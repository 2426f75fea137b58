/**
 * The note: the text large, kept under encryption at every pause, with words noticed while one writes.
 *
 * Nothing pops up while typing; what is noticed is marked under the words and counted in one line that is always there, so the text never moves.
 * The gate in front of it stands in domain/casework; this screen only says in words what the gate said.
 */
import { html, nothing } from "lit-html";
import { button, linkButton, list, noteEditor, notice, page, row, sheet, skeleton, statusText } from "../../components/index.js";
import { segments } from "../../domain/risk/index.js";
import { createScreen } from "../screen.js";
import { createKeeper } from "./keeper.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, plural, time } = context.i18n;
  const vault = params["vault"] ?? "";
  const session = params["session"] ?? "";
  const home = `/people/${vault}`;
  const screen = createScreen(root, draw);
  /** @type {import("../context.js").OpenNote|null} */
  let note = null;
  /** @type {{title: string, body: string, code: string}|null} */
  let trouble = null;
  let text = "";
  /** @type {{hits: any[], level: string}} */
  let found = { hits: [], level: "none" };
  let isListOpen = false;
  let isSaving = false;
  let wasEmpty = false;

  const keeper = createKeeper({
    keep: (words) => context.notes.keepDraft(vault, session, words),
    look: (words) => (found = context.notes.notice(words)),
    onChange: screen.draw,
    explain: context.explain,
  });

  async function open() {
    try {
      const found = await context.notes.open(vault, session);
      // A saved note is read, and added to, at its session: here a second one would begin.
      if (found.noted) return await goOn();
      note = found;
      text = note.text;
      keeper.start(text, note.savedAt);
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  async function goOn() {
    const question = await context.notes.noticed(vault, session);
    if (screen.isShown()) context.router.go(`${home}/sessions/${session}${question ? "/noticed" : ""}`, { replace: true });
  }

  /** @param {string} value */
  function write(value) {
    if (isSaving) return;
    text = value;
    wasEmpty = false;
    keeper.written(value);
    screen.draw();
  }

  async function done() {
    if (!text.trim()) return sayEmpty();
    // Leaving forgets the text here; what was to be saved is saved all the same.
    const words = text;
    isSaving = true;
    screen.draw();
    try {
      await keeper.flush();
      const { noticed } = await context.notes.save(vault, session, words);
      keeper.stop();
      // Whoever has left meanwhile is not called back: what was noticed waits on Today.
      if (!screen.isShown()) return;
      if (noticed) return context.router.go(`${home}/sessions/${session}/noticed`, { replace: true });
      context.router.go(home, { replace: true });
      context.toast(t("people.note.saved"));
    } catch (error) {
      trouble = context.explain(error);
    }
    isSaving = false;
    screen.draw();
  }

  function sayEmpty() {
    wasEmpty = true;
    screen.draw();
    root.querySelector("textarea")?.focus();
  }

  function draw() {
    const onBack = () => context.router.back(home);
    const frame = { title: note?.name ?? t("people.note.title"), back: t("common.back"), onBack, top: context.tools() };
    if (!note) return page({ ...frame, body: trouble ? closed(trouble) : skeleton({ label: t("common.loading") }) });
    return page({
      ...frame,
      lead: `${t(`session.how.${note.how}`)} · ${time(note.startedAt)}`,
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body, announce: true }) : nothing}
        <div class="note-line" data-kept=${keeper.state().isKept ? "yes" : "no"}>${statusText({ text: keptWords() })}${found.hits.length ? strip() : nothing}</div>
        ${noteEditor({ id: "note", label: t("people.note.label"), labelUnseen: true, error: wasEmpty ? t("people.note.nothingYet") : undefined, value: text, readonly: isSaving, segments: marks(), onInput: write, onBlur: () => void keeper.flush() })}
        ${note.offerAgain ? owed() : nothing}
        ${noticedSheet()}`,
      action: button({ label: t("common.done"), busy: isSaving, busyLabel: t("common.saving"), onClick: done }),
    });
  }

  /** @returns {import("../../components/note_editor.js").Segment[]} */
  function marks() {
    return segments(text, found.hits).map(({ text: words, level }) => ({ text: words, mark: level === "imminent" ? "urgent" : level ? "attention" : undefined }));
  }

  function keptWords() {
    const { keptAt, failure } = keeper.state();
    if (failure) return t("people.note.notKept");
    return keptAt ? t("people.note.kept", { time: time(keptAt) }) : t("people.note.empty");
  }

  function strip() {
    const label = plural(found.level === "imminent" ? "people.note.noticedUrgent" : "people.note.noticed", found.hits.length);
    return button({ label, kind: "plain", icon: "alert", onClick: () => showList(true) });
  }

  /** @param {boolean} isOpen */
  function showList(isOpen) {
    isListOpen = isOpen;
    screen.draw();
  }

  function noticedSheet() {
    return sheet({
      id: "noticed-words", crisis: context.helpRow(), open: isListOpen, title: t("people.noticed.title"), closeLabel: t("common.close"), onClose: () => showList(false),
      body: html`<p>${t("people.note.noticedHelp")}</p>${list(found.hits.map((hit) => row({
        title: `“${hit.words}”`, detail: hit.why[context.i18n.language], meta: t(`risk.level.${hit.level}`),
      })), { label: t("people.noticed.title") })}`,
    });
  }

  function owed() {
    return notice({
      tone: "waiting", title: t("session.offerAgain.title"), body: t("session.offerAgain.body"),
      actions: linkButton({ label: t("session.offerAgain.button"), href: `#${home}/sessions/${session}/again` }),
    });
  }

  /** @param {{title: string, body: string, code: string}} why */
  function closed(why) {
    return html`${notice({ tone: "attention", title: why.title, body: why.body })}
      ${why.code === "script-not-recorded" ? linkButton({ label: t("people.note.giveScript"), href: `#${home}/sessions/${session}/again`, kind: "primary" }) : nothing}`;
  }

  screen.draw();
  void open();
  screen.onLeave(context.onFlush(keeper.keepNow));
  screen.onLeave(() => {
    void keeper.close();
    text = "";
    found = { hits: [], level: "none" };
  });
  return screen.leave;
}
