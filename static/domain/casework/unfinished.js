/**
 * What was begun on this device and not ended: preparations, notes being written, noticed words that want an answer. Newest first.
 */

const FORM = "form/";

/**
 * @typedef {{vault: string, session: string|null, owed: string|null, name: string, keptAt: string, stage: string, form?: string}} Unfinished
 *
 * @param {{repository: any, drafts: import("./drafts.js").Drafts}} parts
 * @returns {() => Promise<Unfinished[]>}
 */
export function createUnfinished({ repository, drafts }) {
  return async () => {
    const [summaries, all] = await Promise.all([repository.summaries(), drafts.all()]);
    const byVault = new Map(summaries.map((/** @type {any} */ summary) => [summary.vault, summary]));
    const forms = all.filter(({ name }) => name.startsWith(FORM));
    const begun = all
      .filter(({ name }) => !name.startsWith(FORM))
      .map(({ draft }) => draft)
      .filter((draft) => !isBegun(draft, byVault.get(draft.vault)))
      .map(({ vault, session = null, owed = null, keptAt, stage }) => ({ vault, session, owed, name: byVault.get(vault)?.name ?? "", keptAt, stage }));
    return [...begun, ...forms.map(halfFilled)].sort((a, b) => Date.parse(b.keptAt) - Date.parse(a.keptAt));
  };
}

/** @param {{name: string, draft: any}} kept @returns {Unfinished} */
function halfFilled({ name, draft }) {
  return { vault: "", session: null, owed: null, name: "", keptAt: draft.keptAt, stage: "form", form: name.slice(FORM.length) };
}

/** The app was killed after the session was recorded and before its preparation was dropped. @param {any} draft @param {any} summary */
function isBegun({ stage, preparation, owed }, summary) {
  return stage === "preparing" && !owed && Boolean(summary?.sessions?.some((/** @type {any} */ each) => each.session === preparation.session));
}
