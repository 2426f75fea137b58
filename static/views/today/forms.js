/** Where something half filled in is filled in further, and what it is called: from the key under which its screen keeps it. Pure. */

/** @type {Array<[RegExp, (ids: string[]) => string, string]>} */
const FORMS = [
  [/^steps\/([^/]+)$/, ([vault]) => `/consults/${vault}/steps`, "steps"],
  [/^steps\/([^/]+)\/([^/]+)$/, ([vault, session]) => `/people/${vault}/sessions/${session}/steps`, "steps"],
  [/^noticed\/([^/]+)\/([^/]+)$/, ([vault, session]) => `/people/${vault}/sessions/${session}/noticed`, "words"],
  [/^amend\/([^/]+)\/([^/]+)$/, ([vault, session]) => `/people/${vault}/sessions/${session}`, "amend"],
  [/^person\/([^/]+)\/edit$/, ([vault]) => `/people/${vault}`, "correct"],
  [/^person\/new$/, () => "/people/new", "person"],
  [/^release\/([^/]+)\/stop\/all$/, ([vault]) => `/people/${vault}/releases/stop`, "stop"],
  [/^release\/([^/]+)\/stop\/([^/]+)$/, ([vault, release]) => `/people/${vault}/releases/${release}/stop`, "stop"],
  [/^release\/([^/]+)$/, ([vault]) => `/people/${vault}/releases/new`, "release"],
  [/^share\/([^/]+)$/, ([vault]) => `/people/${vault}/share`, "share"],
  [/^exception\/([^/]+)\/([^/]+)$/, ([vault, basis]) => `/people/${vault}/exceptions/${basis}`, "exception"],
  [/^correct\/([^/]+)\/([^/]+)$/, ([vault, disclosure]) => `/people/${vault}/shared/${disclosure}`, "correction"],
  [/^consult\/new\/([^/]+)$/, ([cause]) => `/consults/new/${cause}`, "request"],
  [/^consult\/([^/]+)\/answer$/, ([vault]) => `/consults/${vault}/answer`, "answer"],
  [/^consult\/([^/]+)\/[^/]+$/, ([vault]) => `/consults/${vault}`, "words"],
];

/** @param {string} form @returns {{place: string, words: string}} */
export function placeOfForm(form) {
  for (const [pattern, place, words] of FORMS) {
    const found = pattern.exec(form);
    if (found) return { place: place(found.slice(1)), words: `people.today.form.${words}` };
  }
  throw new TypeError("expected the key of a form that a screen keeps");
}
