/**
 * What screens may use, put together from the parts: the shape is `views/context.js`.
 */
import { createCases } from "../domain/casework/cases.js";
import { createConsults } from "../domain/casework/consults.js";
import { createDrafts } from "../domain/casework/drafts.js";
import { createHandingOver } from "../domain/casework/handing_over.js";
import { createNotes } from "../domain/casework/notes.js";
import { createUnfinished } from "../domain/casework/unfinished.js";
import { missingInAnswer } from "../domain/consult/index.js";
import { evidenceFile } from "./evidence.js";
import { explain } from "./explain.js";
import { importSecretKey, openDeviceKeyOfAccount, openLocal } from "../crypto/index.js";
import { createHandedIn } from "../domain/leaving/handed_in.js";
import { createSecondStep } from "./second_step.js";
import { tools } from "./tools.js";

/** @param {any} parts  of `app/main.js` */
export function createContext(parts) {
  const { repository, content, ids, clock, account, engine, store, protocol, device, settings, onHide } = parts;
  const drafts = createDrafts({ repository, clock, onListed: parts.raise });
  /** Words are looked at in what is written, and the screens that write bring the matcher. */
  const matcher = {
    get version() {
      return of("matcher").version;
    },
    match: (/** @type {string} */ text, /** @type {any} */ options) => of("matcher").match(text, options),
  };
  const notes = createNotes({ repository, drafts, matcher, ids, clock });
  const consults = createConsults({ repository, notes, ids, member: account.member });
  const unfinished = createUnfinished({ repository, drafts });
  const flushes = new Set();
  /** What is read with the screens that use it. @type {Record<string, any>} */
  const later = {};

  /** @param {string} name */
  function of(name) {
    if (!later[name]) throw new TypeError(`expected ${name} to have been read with its screens`);
    return later[name];
  }

  return {
    get i18n() {
      return parts.i18n();
    },
    now: clock.now,
    stamp: clock.stamp,
    router: parts.router,
    toast: parts.toast,
    helpRow: parts.helpRow,
    tools: () => tools({ i18n: parts.i18n(), state: engine.state(), onHide }),
    explain: (/** @type {unknown} */ error) => explain(parts.i18n(), error),
    account: { ...account, lock: parts.lock, isEmptied: parts.isEmptied },
    lending: parts.lending,
    cases: createCases({ repository }),
    handingOver: createHandingOver({ repository, unfinished, member: account.member, tellHolders: protocol.holders, store }),
    handedIn: createHandedIn({ protocol, crypto: { importSecretKey, openDeviceKeyOfAccount, openLocal }, keyring: parts.keyring, repository, drafts }),
    get sessions() {
      return of("sessions");
    },
    get releases() {
      return of("releases");
    },
    notes: { ...notes, unfinished, dismiss: notes.settle },
    consults: {
      ...consults,
      missing: missingInAnswer,
      keepDraft: (/** @type {string} */ name, /** @type {any} */ value) => drafts.keep(`form/${name}`, { value }),
      draft: async (/** @type {string} */ name) => (await drafts.get(`form/${name}`))?.value ?? null,
      dropDraft: (/** @type {string} */ name) => drafts.drop(`form/${name}`),
    },
    sync: syncOf({ engine, store, device, clock }),
    help: {
      now: () => ({ onCall: account.settings()?.onCall ?? [], resources: content.resources.resources, neutralText: parts.i18n().t("app.neutralText") }),
      steps: async (/** @type {{vault: string, session?: string|undefined}} */ about) => of("steps")(about),
    },
    settings,
    device,
    goOnInTab: parts.goOnInTab,
    get officer() {
      return of("officer");
    },
    get recovery() {
      return of("recovery");
    },
    /** What a part of the app brings for its own screens, made once. @param {{context?: Record<string, (parts: any) => any>}} part */
    take({ context = {} }) {
      for (const [name, make] of Object.entries(context)) later[name] ??= make({ ...parts, drafts, notes });
    },
    /** The first word of a note need not wait for the matcher to be compiled. */
    prepare: () => void later["matcher"]?.prepare(),
    secondStep: createSecondStep({ protocol, passkey: parts.stepPasskey, account }),
    onChange: parts.onChange,
    onFlush(/** @type {() => Promise<void>} */ flush) {
      flushes.add(flush);
      return () => void flushes.delete(flush);
    },
    /** Writes down what is being typed, on whatever screen; rejects, when all have tried, if one of them could not. */
    async flush() {
      const results = await Promise.allSettled([...flushes].map((flush) => flush()));
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
    },
  };
}

/** @param {any} parts */
function syncOf({ engine, store, device, clock }) {
  return {
    state: engine.state,
    tryNow: () => engine.run(),
    quarantine: () => store.quarantine(),
    async settleLoss() {
      await store.settleLoss(engine.state().lost);
      await engine.inspect();
    },
    findings: async () => (await engine.findings()).filter((/** @type {{aside: boolean}} */ { aside }) => !aside),
    /** @param {readonly {key: string}[]} findings */
    async setAside(findings) {
      for (const { key } of findings) await engine.setFindingAside(key);
    },
    async saveEvidence() {
      const { agency } = await store.account();
      await device.share.give(evidenceFile({ agency, at: clock.stamp(), findings: await engine.findings() }));
    },
    async retry(/** @type {string} */ id) {
      await store.retry(id);
      await engine.run();
    },
    async exportSafely() {
      const text = JSON.stringify({ format: "sotto-export", v: 1, at: clock.stamp(), items: await store.unsynced() });
      await device.share.give(new File([text], "sotto-export.json", { type: "application/json" }));
    },
  };
}
