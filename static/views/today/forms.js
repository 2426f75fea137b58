/** Where something half filled in is filled in further, and what it is called: from the key under which its screen keeps it. Pure. */

/** @type {Array<[RegExp, (ids: string[]) => string, string]>} */
const FORMS = [
  [/^steps\/([^/]+)$/, ([vault]) => `/consults/${vault}/steps`, "steps"],
  [/^steps\/([^/]+)\/([^/]+)$/, ([vault, session]) => `/people/${vault}/sessions/${session}/steps`, "steps"],
  [/^amend\/([^/]+)\/([^/]+)$/, ([vault, session]) => `/people/${vault}/sessions/${session}`, "amend"],
  [/^person\/new$/, () => "/people/new", "person"],
  [/^consult\/new\/([^/]+)$/, ([cause]) => `/consults/new/${cause}`, "request"],
  [/^consult\/([^/]+)\/answer$/, ([vault]) => `/consults/${vault}/answer`, "answer"],
  [/^consult\/([^/]+)\/[^/]+$/, ([vault]) => `/consults/${vault}`, "words"],
];

/** @param {string} form @returns {{place: string, words: string}|null} null: what it belongs to is listed already, as a question about noticed words is */
export function placeOfForm(form) {
  for (const [pattern, place, words] of FORMS) {
    const found = pattern.exec(form);
    if (found) return { place: place(found.slice(1)), words: `people.today.form.${words}` };
  }
  return null;
}
