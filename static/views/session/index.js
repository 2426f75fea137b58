/**
 * One session, read: how the script went, the note as it stands, what it said before, conflicts with both texts, what was noticed.
 * A note is never overwritten: changing it adds an amendment.
 */
import { html, nothing } from "lit-html";
import { badge, button, definitionList, field, linkButton, list, notice, page, row, sheet, skeleton, statusText } from "../../components/index.js";
import { createKeptForm } from "../kept_form.js";
import { createScreen } from "../screen.js";

/** @param {HTMLElement} root @param {import("../context.js").Context} context @param {Record<string, string>} params */
export function mount(root, context, params) {
  const { t, time } = context.i18n;
  const vault = params["vault"] ?? "";
  const sessionId = params["session"] ?? "";
  const home = `/people/${vault}`;
  const screen = createScreen(root, draw);
  const form = createKeptForm({ text: "", reason: "", heads: /** @type {string[]} */ ([]) }, { key: `amend/${vault}/${sessionId}`, screen, context });
  /** @type {any} */
  let record = null;
  /** @type {any} */
  let session = null;
  let isEditing = false;
  /** @type {{title: string, body: string}|null} */
  let trouble = null;

  /** A change that was being written when the app was killed or locked stands there again. */
  async function start() {
    await load();
    try {
      await form.resume();
    } catch (error) {
      trouble = context.explain(error);
    }
    isEditing = form.values.heads.length > 0;
    screen.draw();
  }

  async function load() {
    try {
      record = await context.cases.open(vault);
      session = record.sessions.find((/** @type {any} */ each) => each.session === sessionId) ?? null;
      trouble = session ? null : { title: t("app.error.title"), body: t("app.error.not-found") };
    } catch (error) {
      trouble = context.explain(error);
    }
    screen.draw();
  }

  function draw() {
    const frame = { back: t("common.back"), onBack: () => context.router.back(home), top: context.tools() };
    if (!session) return page({ ...frame, title: t("people.session.title"), body: trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body }) : skeleton({ label: t("common.loading") }) });
    return page({
      ...frame,
      title: (record.participant ?? record.group).name,
      lead: `${t(`session.how.${session.how}`)} · ${time(session.startedAt)}`,
      body: html`
        ${trouble ? notice({ tone: "attention", title: trouble.title, body: trouble.body }) : nothing}
        ${session.offerAgain && !record.away ? notice({ tone: "waiting", title: t("session.offerAgain.title"), body: t("session.offerAgain.body"), actions: linkButton({ label: t("session.offerAgain.button"), href: `#${home}/sessions/${sessionId}/again` }) }) : nothing}
        ${session.note ? noteText() : noNote()}
        ${session.flags.length ? flags() : nothing}
        ${scriptFacts()}
        ${editSheet()}`,
      action: session.note && !session.conflict && !record.away ? button({ label: t("people.session.amend"), kind: "quiet", onClick: () => edit(session.note.text, session.note.heads) }) : undefined,
    });
  }

  function noNote() {
    if (session.outcome === "declined") return html`<p>${t("session.declined.body").split(".")[0]}.</p>`;
    if (record.away) return html`<p>${t("people.person.noNote")}</p>`;
    return linkButton({ label: t("people.session.write"), href: `#${home}/sessions/${sessionId}/note`, kind: "primary" });
  }

  function noteText() {
    const { note, conflict } = session;
    return html`<section class="stack">
      <h2>${t("people.note.title")}</h2>
      ${conflict ? bothTexts(conflict) : html`<p class="own-words">${note.text}</p>`}
      ${note.history?.length > 1 ? html`<details><summary>${t("people.session.earlier")}</summary>${note.history.slice(0, -1).map((/** @type {any} */ each) => html`
        <p class="quiet">${time(each.at)}${each.reason ? html` · ${each.reason}` : nothing}</p><p class="own-words">${each.text}</p>`)}</details>` : nothing}
    </section>`;
  }

  /** Nobody chooses silently: both texts stand there until a person settles it. @param {any[]} versions */
  function bothTexts(versions) {
    return html`${notice({ tone: "attention", title: t("people.conflict.title"), body: t("people.conflict.note") })}
      ${versions.map((version) => html`<section class="stack stack--close">
        <p class="quiet">${time(version.at)}</p><p class="own-words">${version.text}</p>
        ${record.away ? nothing : button({ label: t("people.conflict.start"), kind: "quiet", onClick: () => edit(version.text, versions.map((each) => each.id)) })}
      </section>`)}`;
  }

  function flags() {
    return html`<section class="stack"><h2 id="flags">${t("people.noticed.title")}</h2>${list(session.flags.map((/** @type {any} */ flag) => row({
      title: flag.hits.map((/** @type {any} */ hit) => `“${hit.words}”`).join(" "),
      detail: flag.reason || undefined, meta: time(flag.at), href: flag.consult ? `#/consults/${flag.consult}` : undefined,
      badge: badge({ tone: flag.decision === "consult" ? "waiting" : "plain", label: t(`people.session.flag.${flag.decision}`) }),
    })), { labelledBy: "flags" })}</section>`;
  }

  function scriptFacts() {
    const record = session.scriptRecord;
    if (!record) return notice({ tone: "attention", title: t("app.error.script-not-recorded") });
    const { script, outcome, reason, teachBack } = record;
    return html`<section class="stack"><h2>${t("people.session.script")}</h2>${definitionList([
      { term: t("session.outcome.title"), detail: t(`session.outcome.${outcome}`) },
      ...(reason ? [{ term: t("session.skip.reason.title"), detail: context.i18n.has(`session.skip.reason.${reason}`) ? t(`session.skip.reason.${reason}`) : reason }] : []),
      ...(script.variant ? [{ term: t("script.title"), detail: `${t(`script.variant.${script.variant}`)} · ${t(`script.language.${script.language}`)}` }] : []),
      ...(teachBack.result ? [{ term: t("session.teachBack.title"), detail: t(`session.teachBack.${teachBack.result}`) }] : []),
    ])}</section>`;
  }

  /** @param {string} text @param {string[]} heads  what it amends */
  function edit(text, heads) {
    Object.assign(form.values, { text, heads, reason: "" });
    isEditing = true;
    screen.draw();
  }

  /** Thrown away on purpose, and still there for a moment: a slip of the thumb loses nothing. */
  async function cancel() {
    // The sheet closes too when the whole screen goes: nobody threw anything away then.
    if (!screen.isShown()) return;
    const written = { ...form.values };
    isEditing = false;
    await form.discard();
    screen.draw();
    const undo = () => {
      edit(written.text, written.heads);
      form.set("reason")(written.reason);
    };
    context.toast(t("people.session.thrownAway"), { action: { label: t("common.undo"), onClick: undo } });
  }

  function editSheet() {
    const { values, errors, set } = form;
    return sheet({
      id: "amend", crisis: context.helpRow(), open: isEditing, title: t("people.session.amend"), closeLabel: t("common.cancel"),
      onClose: cancel,
      body: html`
        ${form.failure ? notice({ tone: "attention", title: t("app.error.title"), body: form.failure, announce: true }) : nothing}
        ${field({ id: "amend-text", label: t("people.note.label"), multiline: true, rows: 8, value: values.text, error: errors.text, onInput: set("text") })}
        ${field({ id: "amend-reason", label: t("people.session.why"), hint: t("people.session.whyHint"), value: values.reason, error: errors.reason, onInput: set("reason"), maxlength: 500 })}
        ${statusText({ text: form.keptWords() })}`,
      actions: button({ label: t("common.save"), busy: form.busy, busyLabel: t("common.saving"), onClick: amend }),
    });
  }

  async function amend() {
    const { text, reason, heads } = form.values;
    if (!form.check({ ...(text.trim() ? {} : { text: t("people.session.textMissing") }), ...(reason.trim() ? {} : { reason: t("people.session.whyMissing") }) })) return;
    let isNoticed = false;
    await form.finish(async () => {
      const { noticed } = await context.notes.amend(vault, session.note.id, heads, text, reason.trim());
      isNoticed = Boolean(noticed);
    }, () => {
      isEditing = false;
      form.clear();
      if (isNoticed) return context.router.go(`${home}/sessions/${sessionId}/noticed`);
      context.toast(t("people.note.saved"));
      void load();
    });
  }

  screen.draw();
  void start();
  screen.onLeave(context.onChange(() => void load()));
  return screen.leave;
}
