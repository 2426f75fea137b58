/**
 * What was begun on this device and not ended: preparations, notes being written, noticed words that want an answer. Newest first.
 */

/**
 * @param {{repository: any, drafts: any}} parts
 * @returns {() => Promise<Array<{vault: string, session: string|null, owed: string|null, name: string, keptAt: string, stage: string, form?: string}>>}
 */
export function createUnfinished({ repository, drafts }) {
  return async () => {
    const [summaries, forms, ...kept] = await Promise.all([repository.summaries(), drafts.all("form/"), drafts.all("preparation/"), drafts.all("note/")]);
    const names = new Map(summaries.map((/** @type {any} */ summary) => [summary.vault, summary.name]));
    const begun = kept
      .flat()
      .map(({ draft }) => ({
        vault: draft.vault, session: draft.session ?? null, owed: draft.owed ?? null,
        name: names.get(draft.vault) ?? "", keptAt: draft.keptAt, stage: draft.stage,
      }));
    const halfFilled = forms.map((/** @type {any} */ { name, draft }) => ({
      vault: "", session: null, owed: null, name: "", keptAt: draft.keptAt, stage: "form", form: name.slice("form/".length),
    }));
    return [...begun, ...halfFilled].sort((a, b) => Date.parse(b.keptAt) - Date.parse(a.keptAt));
  };
}
