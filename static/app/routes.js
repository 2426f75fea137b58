/**
 * The table of places: which fragment of the one document shows which screen.
 *
 * Fragments never reach the server, so no id of a person or a consult stands in a log. `open` says who may be here:
 * "anyone" (nobody is unlocked), "member" (unlocked), "caseworker" (unlocked, and works with people: not the officer), "officer". A place with a `tab` shows the tabs; one without is a single task with
 * a way back, and the room goes to the task.
 *
 * @typedef {{name: string, pattern: string, open: "anyone"|"member"|"caseworker"|"officer", tab?: "today"|"people"|"consults"|"officer"|"me"}} Route
 * @typedef {{route: Route, params: Record<string, string>}} Place
 */

/** @type {Route[]} */
export const routes = [
  { name: "welcome", pattern: "/welcome", open: "anyone" },
  { name: "sign-in", pattern: "/sign-in", open: "anyone" },
  { name: "unlock", pattern: "/unlock", open: "anyone" },
  { name: "rest", pattern: "/rest", open: "anyone" },
  { name: "join", pattern: "/join/:token/:pin", open: "anyone" },
  { name: "set-up", pattern: "/set-up/:token", open: "anyone" },
  { name: "waiting", pattern: "/waiting", open: "anyone" },
  { name: "recover", pattern: "/recover", open: "anyone" },
  { name: "recover-kit", pattern: "/recover/kit/:token", open: "anyone" },
  { name: "left", pattern: "/left", open: "anyone" },
  { name: "install", pattern: "/install", open: "anyone" },
  { name: "today", pattern: "/today", open: "member", tab: "today" },
  { name: "people", pattern: "/people", open: "member", tab: "people" },
  { name: "person-new", pattern: "/people/new", open: "caseworker" },
  { name: "hand-over", pattern: "/people/hand-over", open: "caseworker" },
  { name: "hand-over", pattern: "/people/:vault/hand-over", open: "caseworker" },
  { name: "release-new", pattern: "/people/:vault/releases/new", open: "caseworker" },
  { name: "release-new", pattern: "/people/:vault/releases/new/:step", open: "caseworker" },
  { name: "release-stop", pattern: "/people/:vault/releases/stop", open: "caseworker" },
  { name: "release-stop", pattern: "/people/:vault/releases/:release/stop", open: "caseworker" },
  { name: "release", pattern: "/people/:vault/releases/:release", open: "caseworker", tab: "people" },
  { name: "person", pattern: "/people/:vault", open: "member", tab: "people" },
  { name: "start", pattern: "/people/:vault/start", open: "member" },
  { name: "start", pattern: "/people/:vault/start/:step", open: "member" },
  { name: "again", pattern: "/people/:vault/sessions/:session/again", open: "member" },
  { name: "again", pattern: "/people/:vault/sessions/:session/again/:step", open: "member" },
  { name: "session", pattern: "/people/:vault/sessions/:session", open: "member", tab: "people" },
  { name: "note", pattern: "/people/:vault/sessions/:session/note", open: "member" },
  { name: "noticed", pattern: "/people/:vault/sessions/:session/noticed", open: "member" },
  { name: "share", pattern: "/people/:vault/share", open: "caseworker" },
  { name: "exceptions", pattern: "/people/:vault/exceptions", open: "caseworker" },
  { name: "exception", pattern: "/people/:vault/exceptions/:basis", open: "caseworker" },
  { name: "shared", pattern: "/people/:vault/shared", open: "caseworker" },
  { name: "shared-entry", pattern: "/people/:vault/shared/:disclosure", open: "caseworker" },
  { name: "consults", pattern: "/consults", open: "member", tab: "consults" },
  { name: "consult-new", pattern: "/consults/new/:cause", open: "member" },
  { name: "consult", pattern: "/consults/:vault", open: "member", tab: "consults" },
  { name: "steps", pattern: "/consults/:vault/steps", open: "member" },
  { name: "steps", pattern: "/people/:vault/sessions/:session/steps", open: "member" },
  { name: "answer", pattern: "/consults/:vault/answer", open: "member" },
  { name: "open", pattern: "/open/:vault", open: "member" },
  { name: "sync", pattern: "/sync", open: "member" },
  { name: "returned", pattern: "/me/returned", open: "member" },
  { name: "me", pattern: "/me", open: "member", tab: "me" },
  { name: "second-step", pattern: "/me/second-step", open: "member" },
  { name: "officer-kit", pattern: "/officer/kit", open: "officer" },
  { name: "officer-keys", pattern: "/officer/keys", open: "officer" },
  { name: "officer-person", pattern: "/officer/people/:member", open: "officer", tab: "officer" },
  { name: "officer", pattern: "/officer", open: "officer", tab: "officer" },
];

/**
 * The place a fragment names, or null when no route fits. Literal segments win over parameters by standing first in the table.
 * @param {string} path  without the "#", e.g. "/people/new"
 * @returns {Place|null}
 */
export function placeOf(path) {
  for (const route of routes) {
    const params = match(route.pattern, path);
    if (params) return { route, params };
  }
  return null;
}

/** @param {string} pattern @param {string} path @returns {Record<string, string>|null} */
function match(pattern, path) {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith(":")) {
      if (!/^[\w.,~-]{1,200}$/.test(value)) return null;
      params[segment.slice(1)] = value;
    } else if (segment !== value) return null;
  }
  return params;
}
