/** The two halves of a recovery kit, as they are asked for wherever one is opened. */
import { html } from "lit-html";
import { field, fileField } from "../components/index.js";

export const KIT_IDS = { kit: "kit-file", words: "kit-words" };

/** @param {{t: (key: string) => string, form: any}} parts  the form has `kit` (the file's text) and `words` */
export function kitFields({ t, form: { values, errors, set } }) {
  const choose = async (/** @type {File|null} */ file) => set("kit")(file ? await file.text() : "");
  return html`
    ${fileField({ id: KIT_IDS.kit, label: t("leaving.kit.file"), error: errors.kit, onFile: choose })}
    ${field({ id: KIT_IDS.words, label: t("leaving.kit.words"), hint: t("leaving.kit.wordsHint"), capitals: "off", value: values.words, onInput: set("words"), error: errors.words })}`;
}

/** @param {{t: (key: string) => string, values: {kit: string, words: string}}} parts @returns {{kit?: string, words?: string}} */
export function kitErrors({ t, values }) {
  return { ...(values.kit ? {} : { kit: t("leaving.kit.fileMissing") }), ...(values.words.trim() ? {} : { words: t("leaving.kit.wordsMissing") }) };
}
