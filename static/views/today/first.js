/**
 * What stands first on Today, in the order in which it wants an answer: what may concern somebody's safety, then what was being written,
 * then what can wait. One session has one row: the nearest thing to do about it. Pure.
 */

/**
 * @param {{unfinished: any[], cases: any[], consults: any[], seen?: Set<string>}} all  seen: hand-overs to me that were looked at
 * @returns {Array<{is: "unfinished"|"consult"|"handed"|"owed", of: any}>}
 */
export function firstThings({ unfinished, cases, consults, seen = new Set() }) {
  const open = consults.filter(({ mine, state }) => (mine ? state !== "closed" : !["answered", "closed"].includes(state)));
  const inHand = new Set(unfinished.flatMap(({ session, owed }) => [session, owed]));
  const handed = cases.filter(({ received }) => received && !seen.has(received.id));
  const owed = sessionsOf(cases.filter(({ away }) => !away)).filter(({ session }) => session.offerAgain && !inHand.has(session.session));
  const isSaidAbove = (/** @type {any} */ { stage, form }) => stage === "form" && inHand.has(sessionOfForm(form));
  const at = (/** @type {string} */ stage) => unfinished.filter((draft) => draft.stage === stage && !isSaidAbove(draft)).map((of) => ({ is: /** @type {const} */ ("unfinished"), of }));
  return [
    ...at("noticed"),
    ...open.map((of) => ({ is: /** @type {const} */ ("consult"), of })),
    ...handed.map((of) => ({ is: /** @type {const} */ ("handed"), of })),
    ...at("writing"),
    ...at("form"),
    ...at("preparing"),
    ...owed.map((of) => ({ is: /** @type {const} */ ("owed"), of })),
  ];
}

/** The latest sessions, without those whose note is still being written: they stand first. @param {{unfinished: any[], cases: any[]}} all @param {number} most */
export function latestSessions({ unfinished, cases }, most) {
  const written = new Set(unfinished.filter(({ stage }) => stage === "writing").map(({ session }) => session));
  return sessionsOf(cases)
    .filter(({ session }) => !written.has(session.session))
    .sort((a, b) => Date.parse(b.session.startedAt) - Date.parse(a.session.startedAt))
    .slice(0, most);
}

/** Each session beside its person. @param {any[]} cases @returns {any[]} */
function sessionsOf(cases) {
  return cases.flatMap((each) => each.sessions.map((/** @type {any} */ session) => ({ ...each, session })));
}

/** The answer to noticed words belongs to its session, which has a row already. @param {string} [form] the key under which its screen keeps it */
function sessionOfForm(form = "") {
  const [kind, , session] = form.split("/");
  return kind === "noticed" ? session : undefined;
}
